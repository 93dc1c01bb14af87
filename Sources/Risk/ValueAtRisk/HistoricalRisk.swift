import Numerics

/// Historical simulation: past returns as equally likely scenarios.
public enum HistoricalRisk {
    /// How VaR is read from the ordered returns.
    public enum Quantile: Sendable {
        /// Linear interpolation between order statistics (Hyndman and Fan's type 7), as NumPy, R and empyrical do.
        case linear
        /// The return of rank ⌈n·(1 − c)⌉ (type 1, the inverse of the empirical distribution), as Riskfolio-Lib and CVaR
        /// optimizers do.
        case lower
    }

    /// Expected shortfall is that of Acerbi and Tasche (2002) under both quantiles: the mean of the worst n·(1 − c) returns, the
    /// return at the edge counted by its part. It is the integral of the lower quantile over the tail, the minimum of Rockafellar
    /// and Uryasev's function, coherent, continuous in c, and at least the VaR. O(n) and the sort of the tail.
    public static func estimate(_ returns: [Double], confidence: Double, quantile: Quantile = .linear) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        return estimate(RankedSample(returns), confidence: confidence, quantile: quantile)
    }

    /// The same from a sample that serves several confidences.
    static func estimate(_ ranked: RankedSample, confidence: Double, quantile: Quantile = .linear) -> TailRisk {
        let tail = tailProbability(confidence)
        return TailRisk(
            confidence: confidence, valueAtRisk: valueAtRisk(ranked, tail: tail, quantile: quantile),
            expectedShortfall: expectedShortfall(ranked, tail: tail))
    }

    static func valueAtRisk(_ ranked: RankedSample, tail: Double, quantile: Quantile = .linear) -> Double {
        guard ranked.count > 0 else { return .nan }
        switch quantile {
        case .linear: return -ranked.quantile(tail)
        case .lower:
            let (whole, part, _) = tailSize(ranked.count, tail)
            return -ranked.value(rank: part > 0 ? whole : whole - 1)
        }
    }

    static func expectedShortfall(_ ranked: RankedSample, tail: Double) -> Double {
        guard ranked.count > 0 else { return .nan }
        let (whole, part, size) = tailSize(ranked.count, tail)
        let worst = ranked.smallest(part > 0 ? whole + 1 : whole)
        let edge = part > 0 ? part * worst[whole] : 0
        return -(worst.prefix(whole).withUnsafeBufferPointer { sum($0) } + edge) / size
    }
}
