import Glibc

extension SequentialTest {
    /// The confidence sequence at this moment: the means that `logEvidence(against:)` does not speak against by 1/significance.
    ///
    /// All of these intervals together, at every n from the warm-up on, contain the mean with probability 1 − significance, to
    /// the order of the test itself. Unbounded before the warm-up. With T = (q·significance²)^(−1/n) the standardised distance w
    /// at which Eₙ reaches 1/significance has w² = (T − 1)/(1 − qT); Hall's transformation is undone by
    /// δ = 3/γ·(∛(1 + γ(w − γ/(6n))) − 1).
    public var interval: ClosedRange<Double> {
        guard hasWarmedUp else { return -.infinity ... .infinity }
        let n = effectiveCount
        let width = standardizedWidth(effectiveCount: n)
        guard width.isFinite else { return -.infinity ... .infinity }
        let below = max(width, untransformed(width, n))
        let above = max(width, -untransformed(-width, n))
        return mean - spread * below...mean + spread * above
    }

    /// Where Hall's transformation takes the value `y`.
    private func untransformed(_ y: Double, _ n: Double) -> Double {
        let shifted = y - skewness / (6 * n)
        let root = cbrt(1 + skewness * shifted)
        // ∛(1 + u) − 1 = u/(r² + r + 1), without cancellation for small u.
        return 3 * shifted / (root * root + root + 1)
    }

    /// w: the distance from the mean, in deviations, at which the evidence of n independent observations reaches the bound.
    private func standardizedWidth(effectiveCount n: Double) -> Double {
        let share = precision / (n + precision)
        let excess = expm1(-(log(share) + 2 * log(significance)) / n)
        let room = 1 - (1 + excess) * share
        return room > 0 ? (excess / room).squareRoot() : .infinity
    }

    /// How many observations there would have to be for a decision if mean, spread and serial correlation stayed what they are:
    /// for planning, of no use as evidence. Nil before the warm-up, without a difference, or beyond ten million.
    public var observationsForDecision: Int? {
        guard hasWarmedUp, mean != 0 else { return nil }
        let (inflation, distance) = (varianceInflation, abs(mean) / spread)
        func decides(_ n: Int) -> Bool { standardizedWidth(effectiveCount: Double(n) / inflation) <= distance }
        var high = max(count, 2)
        if decides(high) { return high }
        var low = high
        while !decides(high) {
            (low, high) = (high, high * 2)
            if high > 10_000_000 { return nil }
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if decides(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// c² for which the interval after `horizon` observations is narrowest in the limit of many: its square is proportional to
    /// (u + 1)/u·log((u + 1)/α²) with u = horizon/c², least where u = log((u + 1)/α²), to which the iteration contracts.
    static func precision(_ significance: Double, _ horizon: Int) -> Double {
        var u = 1 - 2 * log(significance)
        for _ in 0..<60 { u = log(u + 1) - 2 * log(significance) }
        return Double(horizon) / u
    }
}
