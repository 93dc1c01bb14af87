/// How much of a portfolio's risk each position brings: Euler's decomposition of a measure that grows in proportion with the
/// positions. Marginal contributions are the measure's derivatives by the weights, components are weight times marginal, and
/// components sum to the whole. All are in the unit of the measure: fractions of the capital per period.
public struct RiskContributions: Equatable, Sendable {
    public enum Kind: String, Sendable {
        case volatility
        case normalValueAtRisk = "normal VaR"
        case normalExpectedShortfall = "normal expected shortfall"
        case historicalValueAtRisk = "historical VaR"
        case historicalExpectedShortfall = "historical expected shortfall"
    }

    public struct Position: Equatable, Sendable {
        public let name: String
        public let weight: Double
        /// The measure of this position held alone.
        public let standalone: Double
        /// Change of the measure by one unit of weight.
        public let marginal: Double
        /// weight · marginal.
        public let component: Double
        /// Component over the whole; NaN where the whole is zero.
        public let share: Double
        /// The whole less the measure after this position is sold and its capital is left in cash; negative for a hedge.
        public let incremental: Double
    }

    public let kind: Kind
    /// Nil for volatility.
    public let confidence: Double?
    public let total: Double
    public let positions: [Position]
    /// Sum of the standalone measures less the total.
    public var diversification: Double { positions.reduce(0) { $0 + $1.standalone } - total }

    init(
        kind: Kind, confidence: Double?, total: Double, names: [String], weights: [Double], marginal: [Double],
        standalone: [Double], without: [Double]
    ) {
        self.kind = kind
        self.confidence = confidence
        self.total = total
        let names = RiskChecks.labelled(names, assets: weights.count)
        positions = weights.indices.map { index in
            let component = weights[index] * marginal[index]
            return Position(
                name: names[index], weight: weights[index], standalone: standalone[index], marginal: marginal[index],
                component: component,
                share: ratio(component, total), incremental: total - without[index])
        }
    }
}
