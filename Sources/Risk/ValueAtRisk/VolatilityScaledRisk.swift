import Numerics

/// Methods that follow a changing volatility by `ExponentialVolatility`.
public enum VolatilityScaledRisk {
    /// Normal with mean zero and the forecast volatility (RiskMetrics 1996).
    public static func normal(_ returns: [Double], confidence: Double, decay: Double = 0.94) throws -> TailRisk {
        try RiskChecks.series(returns, "returns", minimum: 2)
        var volatility = try ExponentialVolatility(decay: decay)
        for value in returns { volatility.add(value) }
        return try NormalRisk.estimate(mean: 0, deviation: volatility.forecast, confidence: confidence)
    }

    /// Historical simulation of returns over the volatility forecast for their day, times the forecast for the next one (Hull and
    /// White 1998; filtered historical simulation). Returns before which volatility was not known or zero take no part.
    public static func historical(_ returns: [Double], confidence: Double, decay: Double = 0.94) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        var volatility = try ExponentialVolatility(decay: decay)
        var shocks: [Double] = []
        shocks.reserveCapacity(returns.count)
        for value in returns {
            let forecast = volatility.forecast
            if forecast > 0 { shocks.append(value / forecast) }
            volatility.add(value)
        }
        guard shocks.count > 1 else { return TailRisk(confidence: confidence, valueAtRisk: 0, expectedShortfall: 0) }
        let standard = HistoricalRisk.estimate(RankedSample(shocks), confidence: confidence)
        let scale = volatility.forecast
        return TailRisk(
            confidence: confidence, valueAtRisk: scale * standard.valueAtRisk,
            expectedShortfall: scale * standard.expectedShortfall)
    }
}
