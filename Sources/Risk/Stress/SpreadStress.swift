/// The cost of selling everything at once when spreads have widened.
public enum SpreadStress {
    /// `spreads` are full bid-ask spreads over the middle price; each position pays half of the widened one on its size, long or
    /// short.
    public static func liquidation(weights: [Double], spreads: [Double], factor: Double, names: [String] = []) throws
        -> StressResult
    {
        try RiskChecks.series(weights, "weights")
        try RiskChecks.series(spreads, "spreads", count: weights.count, of: "weight")
        try RiskChecks.names(names, assets: weights.count)
        try RiskChecks.positive(factor, "factor")
        if let index = spreads.firstIndex(where: { $0 < 0 }) {
            throw BadRiskInput("spreads[\(index)] is \(spreads[index]): expected 0 or more")
        }
        let usual = zip(weights, spreads).map { 0.5 * abs($0) * $1 }
        let losses = usual.map { factor * $0 }
        return StressResult(
            "spread widening", inputs: [("factor", "\(factor)"), ("cost", "half the spread, on every position")],
            loss: losses.reduce(0, +), unstressed: usual.reduce(0, +), names: names, losses: losses)
    }
}
