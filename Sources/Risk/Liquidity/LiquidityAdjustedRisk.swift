import Glibc
import Numerics

/// VaR with the cost of crossing a spread that is itself uncertain (Bangia, Diebold, Schuermann and Stroughair 1999, exogenous
/// spread).
public struct LiquidityAdjustedRisk: Equatable, Sendable {
    public struct Spread: Equatable, Sendable {
        /// Mean and standard deviation of the full bid-ask spread over the middle price.
        public let mean: Double
        public let deviation: Double

        public init(mean: Double, deviation: Double) throws {
            try RiskChecks.notNegative(mean, "spread.mean")
            try RiskChecks.notNegative(deviation, "spread.deviation")
            self.mean = mean
            self.deviation = deviation
        }

        /// From observed relative spreads (ddof 1).
        public init(observed: [Double]) throws {
            try RiskChecks.series(observed, "spreads", minimum: 2)
            let moments = CentralSums(observed)
            try self.init(mean: moments.mean, deviation: moments.standardDeviation())
        }
    }

    /// VaR of the middle prices.
    public let marketRisk: Double
    /// ½·|wᵢ|·(mean + multiple·deviation) for each position.
    public let liquidityCosts: [Double]
    public var liquidityCost: Double { sum(liquidityCosts) }
    /// Market risk and liquidity cost added: spreads are widest when prices fall.
    public var total: Double { marketRisk + liquidityCost }

    /// `multiple` is how many deviations the spread is taken to widen: the paper finds 2 to 4.5 for 99 %, more for less liquid
    /// markets.
    public init(marketRisk: Double, weights: [Double], spreads: [Spread], multiple: Double) throws {
        try RiskChecks.finite(marketRisk, "marketRisk")
        try RiskChecks.series(weights, "weights")
        try RiskChecks.notNegative(multiple, "multiple")
        guard spreads.count == weights.count else {
            throw BadRiskInput("spreads has \(spreads.count) values: expected \(weights.count), one for each weight")
        }
        self.marketRisk = marketRisk
        liquidityCosts = zip(weights, spreads).map { 0.5 * abs($0) * ($1.mean + multiple * $1.deviation) }
    }

    /// The paper's price VaR of a position of value 1 whose log returns are normal: 1 − exp(μ − z·σ).
    public static func lognormalMarketRisk(mean: Double, deviation: Double, confidence: Double) throws -> Double {
        let risk = try NormalRisk.estimate(mean: mean, deviation: deviation, confidence: confidence)
        return -expm1(-risk.valueAtRisk)
    }
}
