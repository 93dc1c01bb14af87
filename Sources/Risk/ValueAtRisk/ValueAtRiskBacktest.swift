import Numerics

/// How often losses were larger than a VaR that was forecast for them.
public struct ValueAtRiskBacktest: Equatable, Sendable {
    /// The supervisors' zones (Basel Committee 1996): by the probability that a right VaR has so many exceedances or fewer.
    public enum Zone: String, Sendable {
        /// Below 95 %.
        case green
        /// From 95 %.
        case yellow
        /// From 99.99 %.
        case red
    }

    public let confidence: Double
    /// One for each period: whether −return > VaR.
    public let exceedances: [Bool]
    public let count: Int
    public var observations: Int { exceedances.count }
    /// (1 − c)·n.
    public var expectedCount: Double { tailProbability(confidence) * Double(exceedances.count) }
    public var rate: Double { Double(count) / Double(exceedances.count) }
    /// Probability of at most `count` exceedances of a right VaR, by the binomial distribution.
    public let cumulativeProbability: Double
    /// Mean of loss over expected shortfall in the exceedances: near 1 where the shortfall is right; NaN without either.
    public let shortfallRatio: Double
    /// Independence of the exceedances, and coverage with independence.
    public let christoffersen: ChristoffersenTest
    /// Whether the count is that of a right VaR.
    public var kupiec: KupiecTest { christoffersen.coverage }

    public init(returns: [Double], valueAtRisk: [Double], expectedShortfall: [Double] = [], confidence: Double) throws {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        try RiskChecks.series(valueAtRisk, "valueAtRisk", count: returns.count, of: "return")
        if !expectedShortfall.isEmpty {
            try RiskChecks.series(expectedShortfall, "expectedShortfall", count: returns.count, of: "return")
        }
        self.confidence = confidence
        let exceedances = zip(returns, valueAtRisk).map { -$0 > $1 }
        let hits = exceedances.indices.filter { exceedances[$0] }
        self.exceedances = exceedances
        count = hits.count
        let (n, k) = (Double(returns.count), Double(hits.count))
        cumulativeProbability = hits.count == returns.count ? 1 : regularizedBeta(k + 1, n - k, tailProbability(confidence)).upper
        let ratios = expectedShortfall.isEmpty ? [] : hits.map { -returns[$0] / expectedShortfall[$0] }
        shortfallRatio = mean(ratios)
        christoffersen = try christoffersenTest(exceedances, expectedRate: tailProbability(confidence))
    }

    /// A rolling forecast against the returns it was for.
    public init(_ forecast: RollingRisk, returns: [Double]) throws {
        let later = Array(returns.dropFirst(forecast.window))
        try self.init(
            returns: later, valueAtRisk: forecast.valueAtRisk, expectedShortfall: forecast.expectedShortfall,
            confidence: forecast.confidence)
    }

    public var zone: Zone { cumulativeProbability < 0.95 ? .green : cumulativeProbability < 0.9999 ? .yellow : .red }

    /// What supervisors add to the multiplier of 3; nil but for 250 periods at 99 %, for which alone the table is made.
    public var baselPlusFactor: Double? {
        guard exceedances.count == 250, confidence == 0.99 else { return nil }
        return count < 5 ? 0 : count > 9 ? 1 : [0.4, 0.5, 0.65, 0.75, 0.85][count - 5]
    }
}
