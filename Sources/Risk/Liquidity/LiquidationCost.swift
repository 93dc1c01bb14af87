/// What selling a position costs by the square-root law of market impact: ½·spread + Y·σ·√(Q/V), as a fraction of its value, σ
/// being the daily volatility, Q the quantity and V the average daily volume (Tóth and others 2011; Y is of order one for stocks
/// and futures alike). The law describes orders of up to about a tenth of a day's volume, and does not depend on the time that
/// they are given.
public struct LiquidationCost: Equatable, Sendable {
    public struct Position: Equatable, Sendable {
        public let name: String
        public let value: Double
        /// Money.
        public let spreadCost: Double
        public let impactCost: Double
        public var cost: Double { spreadCost + impactCost }
    }

    public let positions: [Position]
    /// Y.
    public let impactCoefficient: Double
    public var cost: Double { positions.reduce(0) { $0 + $1.cost } }
    /// Cost over the gross value; 0 for an empty book.
    public var fraction: Double {
        let gross = positions.reduce(0) { $0 + $1.value }
        return gross > 0 ? cost / gross : 0
    }

    /// Quantities and volumes in units of the asset, `spreads` full and relative, `volatilities` daily.
    public init(
        quantities: [Double], prices: [Double], volumes: [Double], spreads: [Double], volatilities: [Double],
        impactCoefficient: Double = 1,
        names: [String] = []
    ) throws {
        let n = quantities.count
        try RiskChecks.series(quantities, "quantities")
        try RiskChecks.names(names, assets: n)
        try RiskChecks.notNegative(impactCoefficient, "impactCoefficient")
        for (values, name) in [(prices, "prices"), (volumes, "volumes"), (spreads, "spreads"), (volatilities, "volatilities")] {
            try RiskChecks.series(values, name, count: n, of: "quantity")
            if let index = values.firstIndex(where: { $0 < 0 }) {
                throw BadRiskInput("\(name)[\(index)] is \(values[index]): expected 0 or more")
            }
        }
        if let index = (0..<n).first(where: { volumes[$0] == 0 && quantities[$0] != 0 }) {
            throw BadRiskInput("volumes[\(index)] is 0: expected a volume above 0 for a position to be sold")
        }
        let labels = RiskChecks.labelled(names, assets: n)
        self.impactCoefficient = impactCoefficient
        positions = (0..<n).map { index in
            let size = abs(quantities[index])
            let value = size * prices[index]
            let impact = size == 0 ? 0 : impactCoefficient * volatilities[index] * (size / volumes[index]).squareRoot()
            return Position(
                name: labels[index], value: value, spreadCost: 0.5 * spreads[index] * value, impactCost: impact * value)
        }
    }
}
