import Numerics

/// VaR and expected shortfall from mean, deviation, skewness and excess kurtosis by the expansion of Cornish and Fisher
/// ("modified VaR").
public enum CornishFisherRisk {
    /// What to do with a skewness and kurtosis outside the domain in which the expansion is a quantile function.
    public enum OutsideDomain: Sendable {
        /// Throw.
        case refuse
        /// Sort the quantile function (Chernozhukov, Fernández-Val and Galichon 2010).
        case rearrange
    }

    public struct Estimate: Equatable, Sendable {
        public let risk: TailRisk
        /// Whether skewness and kurtosis are inside the domain; the quantile function was rearranged where not.
        public let isMonotone: Bool
    }

    /// Shortfall is the mean of the expansion's own quantiles in the tail, in closed form (Maillard 2012), so it is never below
    /// the VaR. Over h independent periods mean grows with h, deviation with √h, skewness falls with √h and kurtosis with h.
    public static func estimate(
        mean: Double, deviation: Double, skewness: Double, excessKurtosis: Double, confidence: Double, periods: Double = 1,
        outsideDomain: OutsideDomain = .rearrange
    ) throws -> Estimate {
        try RiskChecks.confidence(confidence)
        try RiskChecks.finite(mean, "mean")
        try RiskChecks.notNegative(deviation, "deviation")
        try RiskChecks.positive(periods, "periods")
        let expansion = try CornishFisher(skewness: skewness / periods.squareRoot(), excessKurtosis: excessKurtosis / periods)
        if !expansion.isMonotone, outsideDomain == .refuse {
            throw BadRiskInput(
                "skewness \(expansion.skewness) and excess kurtosis \(expansion.excessKurtosis): the "
                    + "Cornish-Fisher expansion is no quantile function "
                    + "there; use the rearranged one, a historical or a Student t VaR")
        }
        let standard = expansion.rearranged(tail: tailProbability(confidence))
        let (drift, scale) = (mean * periods, deviation * periods.squareRoot())
        let risk = TailRisk(
            confidence: confidence, valueAtRisk: scale * standard.valueAtRisk - drift,
            expectedShortfall: scale * standard.expectedShortfall - drift)
        return Estimate(risk: risk, isMonotone: expansion.isMonotone)
    }

    /// With the sample's moments: deviation of ddof 1, adjusted skewness G₁ and kurtosis G₂. Constant returns lose their mean.
    public static func estimate(
        _ returns: [Double], confidence: Double, periods: Double = 1, outsideDomain: OutsideDomain = .rearrange
    ) throws -> Estimate {
        try RiskChecks.series(returns, "returns", minimum: 4)
        let moments = CentralSums(returns)
        let isConstant = !(moments.second > 0)
        return try estimate(
            mean: moments.mean, deviation: moments.standardDeviation(), skewness: isConstant ? 0 : moments.skewness,
            excessKurtosis: isConstant ? 0 : moments.excessKurtosis, confidence: confidence, periods: periods,
            outsideDomain: outsideDomain)
    }
}
