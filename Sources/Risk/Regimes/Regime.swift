/// The three states of a market that strategies are chosen by, in ascending volatility.
public enum Regime: Int, CaseIterable, Sendable {
    case lowVolatility
    /// Between the two others: prices move, and movements last.
    case trending
    case highVolatility

    public var name: String {
        switch self {
        case .lowVolatility: "low volatility"
        case .trending: "trending"
        case .highVolatility: "high volatility"
        }
    }

    /// Kinds of strategy that suit the regime, the most suitable first.
    public var recommendedStrategies: [RegimeStrategy] {
        switch self {
        case .lowVolatility: [.meanReversion, .marketMaking, .statisticalArbitrage]
        case .trending: [.trendFollowing, .momentum, .breakout]
        case .highVolatility: [.reducedExposure, .volatility, .hedging]
        }
    }
}

/// A kind of strategy, as users tag theirs.
public enum RegimeStrategy: String, CaseIterable, Sendable {
    case meanReversion = "mean reversion"
    case marketMaking = "market making"
    case statisticalArbitrage = "statistical arbitrage"
    case trendFollowing = "trend following"
    case momentum
    case breakout
    case reducedExposure = "reduced exposure"
    case volatility
    case hedging
}

/// What is known of the regime at one time from what was known then.
public struct RegimeReading: Equatable, Sendable {
    /// One for each of `Regime.allCases`; they sum to one.
    public let probabilities: [Double]

    /// - Parameter probabilities: one for each of `Regime.allCases`.
    public init(probabilities: [Double]) {
        precondition(probabilities.count == Regime.allCases.count)
        self.probabilities = probabilities
    }

    /// The most probable; of equals the less volatile.
    public var regime: Regime {
        var best = Regime.lowVolatility
        for regime in Regime.allCases where probability(of: regime) > probability(of: best) { best = regime }
        return best
    }

    public func probability(of regime: Regime) -> Double { probabilities[regime.rawValue] }

    /// Probability of the regime named: above 1/3 always, 1 when there is no doubt.
    public var confidence: Double { probability(of: regime) }
    public var recommendedStrategies: [RegimeStrategy] { regime.recommendedStrategies }
}
