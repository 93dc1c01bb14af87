import Numerics

/// Normal returns.
public enum NormalRisk {
    /// VaR = −μh + z·σ√h, expected shortfall = −μh + σ√h·φ(z)/(1 − c), with z the c-quantile, for independent returns over h
    /// periods.
    public static func estimate(mean: Double, deviation: Double, confidence: Double, periods: Double = 1) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        try RiskChecks.finite(mean, "mean")
        try RiskChecks.notNegative(deviation, "deviation")
        try RiskChecks.positive(periods, "periods")
        let multiple = multiples(confidence)
        let (drift, scale) = (mean * periods, deviation * periods.squareRoot())
        return TailRisk(
            confidence: confidence, valueAtRisk: scale * multiple.valueAtRisk - drift,
            expectedShortfall: scale * multiple.expectedShortfall - drift)
    }

    /// With the sample's mean and standard deviation (ddof 1).
    public static func estimate(_ returns: [Double], confidence: Double, periods: Double = 1) throws -> TailRisk {
        try RiskChecks.series(returns, "returns", minimum: 2)
        let moments = CentralSums(returns)
        return try estimate(mean: moments.mean, deviation: moments.standardDeviation(), confidence: confidence, periods: periods)
    }

    /// VaR and expected shortfall of the standard normal.
    static func multiples(_ confidence: Double) -> (valueAtRisk: Double, expectedShortfall: Double) {
        let tail = tailProbability(confidence)
        let quantile = NormalDistribution.standard.quantile(tail)
        return (-quantile, NormalDistribution.standard.density(quantile) / tail)
    }
}
