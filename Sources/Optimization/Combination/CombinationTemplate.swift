/// Settings that belong together when strategies are combined; data, to be taken as they are or as a start.
public struct CombinationTemplate: Equatable, Sendable {
    public enum Weighting: String, CaseIterable, Sendable { case equal, inverseVolatility, hierarchicalRiskParity }

    public let name: String
    public let maximumStrategies: Int
    /// Between any two of those chosen.
    public let maximumCorrelation: Double
    public let weighting: Weighting
    public let maximumWeight: Double
    /// Of the growth-optimal stake.
    public let kellyShare: Double
    /// Kept out of the market.
    public let cashShare: Double
    public let drawdownGuard: DrawdownGuard

    /// Sum of the weights.
    public var budget: Double { 1 - cashShare }

    public static let conservative = CombinationTemplate(
        name: "conservative", maximumStrategies: 10, maximumCorrelation: 0.3, weighting: .hierarchicalRiskParity,
        maximumWeight: 0.2,
        kellyShare: 0.25, cashShare: 0.2, drawdownGuard: .early)
    public static let balanced = CombinationTemplate(
        name: "balanced", maximumStrategies: 8, maximumCorrelation: 0.5, weighting: .inverseVolatility, maximumWeight: 0.3,
        kellyShare: 0.5, cashShare: 0.05, drawdownGuard: .standard)
    public static let aggressive = CombinationTemplate(
        name: "aggressive", maximumStrategies: 5, maximumCorrelation: 0.7, weighting: .equal, maximumWeight: 0.5,
        kellyShare: 0.75,
        cashShare: 0, drawdownGuard: .late)

    public static let all = [conservative, balanced, aggressive]

    /// Box and budget for n chosen strategies; a weight bound too small for so few gives way to their equal share.
    public func constraints(assets: Int) -> Constraints {
        let share = assets > 0 ? budget / Double(assets) : budget
        return Constraints(assets: assets, upper: max(maximumWeight, share), budget: budget)
    }
}

extension DrawdownGuard {
    /// 3 % → 70 %, 6 % → 40 %, 10 % → stop.
    public static let early = DrawdownGuard(
        unchecked: [Step(drawdown: 0.03, scale: 0.7), Step(drawdown: 0.06, scale: 0.4), Step(drawdown: 0.1, scale: 0)])
    /// 10 % → 80 %, 20 % → 50 %, 30 % → stop.
    public static let late = DrawdownGuard(
        unchecked: [Step(drawdown: 0.1, scale: 0.8), Step(drawdown: 0.2, scale: 0.5), Step(drawdown: 0.3, scale: 0)])
}
