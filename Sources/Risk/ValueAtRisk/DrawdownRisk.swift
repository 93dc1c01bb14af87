import Numerics

/// Tails of the distribution of drawdown: how far below its highest level so far capital is, seen at the end of each period.
public enum DrawdownRisk {
    public enum Kind: Sendable {
        /// Fraction of the peak of compounded returns.
        case compounded
        /// Distance from the peak of the sum of returns (Chekhlov, Uryasev and Zabarankin 2005); linear in weights.
        case uncompounded
    }

    /// One value a period, positive; the start counts as a peak.
    public static func drawdowns(_ returns: [Double], kind: Kind = .compounded) throws -> [Double] {
        try RiskChecks.series(returns, "returns", minimum: 2)
        if kind == .compounded, let index = returns.firstIndex(where: { $0 < -1 }) {
            throw BadRiskInput("returns[\(index)] is \(returns[index]): expected −1 or more, below which nothing compounds")
        }
        var (level, peak) = (kind == .compounded ? 1.0 : 0.0, kind == .compounded ? 1.0 : 0.0)
        return returns.map { value in
            level = kind == .compounded ? level * (1 + value) : level + value
            peak = max(peak, level)
            return kind == .compounded ? 1 - level / peak : peak - level
        }
    }

    /// Drawdown at risk (the quantile of drawdown, of rank ⌈n·(1 − c)⌉ from the deepest by default) as `valueAtRisk`, and
    /// conditional drawdown at risk (the mean of the deepest n·(1 − c) drawdowns) as `expectedShortfall`.
    public static func estimate(
        _ returns: [Double], confidence: Double, kind: Kind = .compounded, quantile: HistoricalRisk.Quantile = .lower
    ) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        let depths = try drawdowns(returns, kind: kind)
        return HistoricalRisk.estimate(RankedSample(depths.map { -$0 }), confidence: confidence, quantile: quantile)
    }

    /// Entropic value at risk of the drawdown.
    public static func entropic(_ returns: [Double], confidence: Double, kind: Kind = .compounded) throws -> Double {
        try RiskChecks.confidence(confidence)
        return EntropicRisk.entropicValueAtRisk(losses: try drawdowns(returns, kind: kind), confidence: confidence)
    }
}
