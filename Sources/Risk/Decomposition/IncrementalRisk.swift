import Numerics

/// What a trade does to the risk of a portfolio: the measure after it less the measure before, exactly, by computing both.
public enum IncrementalRisk {
    /// Historical VaR and expected shortfall. `trade` is added to the weights; the cash that it takes or brings has no risk.
    public static func historical(weights: [Double], trade: [Double], returns: Matrix, confidence: Double) throws -> (
        before: TailRisk, after: TailRisk
    ) {
        try RiskChecks.confidence(confidence)
        try RiskChecks.scenarios(returns, weights: weights)
        try RiskChecks.series(trade, "trade", count: weights.count, of: "weight")
        let after = zip(weights, trade).map { $0 + $1 }
        return (
            HistoricalRisk.estimate(RankedSample(returns.times(weights)), confidence: confidence),
            HistoricalRisk.estimate(RankedSample(returns.times(after)), confidence: confidence)
        )
    }

    /// Normal VaR and expected shortfall with mean zero.
    public static func normal(weights: [Double], trade: [Double], covariance: Matrix, confidence: Double) throws -> (
        before: TailRisk, after: TailRisk
    ) {
        try RiskChecks.series(weights, "weights")
        try RiskChecks.covariance(covariance, assets: weights.count)
        try RiskChecks.series(trade, "trade", count: weights.count, of: "weight")
        let after = zip(weights, trade).map { $0 + $1 }
        let deviations = try (
            RiskChecks.variance(covariance, weights).squareRoot(), RiskChecks.variance(covariance, after).squareRoot()
        )
        return try (
            NormalRisk.estimate(mean: 0, deviation: deviations.0, confidence: confidence),
            NormalRisk.estimate(mean: 0, deviation: deviations.1, confidence: confidence)
        )
    }
}
