/// Quantile and tail mean of scenarios with probabilities.
struct WeightedTail {
    /// Ascending returns with their probabilities, which sum to one; only the tail is read. VaR is the first return at which the
    /// probability so far reaches the tail's; expected shortfall counts that return by the part that is missing.
    static func estimate(ascending: some Sequence<(value: Double, probability: Double)>, tail: Double) -> (
        valueAtRisk: Double, expectedShortfall: Double
    ) {
        var (reached, total, last) = (0.0, 0.0, Double.nan)
        for (value, probability) in ascending {
            last = value
            // Probabilities that should meet the tail may miss it by the rounding of their sum.
            if reached + probability >= tail * (1 - 1e-12) {
                total += (tail - reached) * value
                return (-value, -total / tail)
            }
            reached += probability
            total += probability * value
        }
        return (-last, -(total + (tail - reached) * last) / tail)
    }
}
