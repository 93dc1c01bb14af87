/// How long a book takes to sell when it may be only a part of each day's volume.
public struct LiquidationTime: Equatable, Sendable {
    public struct Position: Equatable, Sendable {
        public let name: String
        /// |quantity| / (average daily volume · participation), in trading days, not rounded up; 0 for no position, infinite
        /// without volume.
        public let days: Double
        /// Value at the start.
        public let value: Double
    }

    public let positions: [Position]
    public let participation: Double
    /// Until the last position is sold, all being sold at the same time.
    public var days: Double { positions.reduce(0) { max($0, $1.days) } }

    /// `quantities` and `volumes` (average daily) are in units of the asset; `participation` is our part of the volume, above 0,
    /// at most 1.
    public init(quantities: [Double], prices: [Double], volumes: [Double], participation: Double, names: [String] = []) throws {
        let n = quantities.count
        try RiskChecks.series(quantities, "quantities")
        try RiskChecks.series(prices, "prices", count: n, of: "quantity")
        try RiskChecks.series(volumes, "volumes", count: n, of: "quantity")
        try RiskChecks.names(names, assets: n)
        guard participation > 0, participation <= 1 else {
            throw BadRiskInput("participation is \(participation): expected a number above 0 and at most 1")
        }
        if let index = volumes.firstIndex(where: { $0 < 0 }) {
            throw BadRiskInput("volumes[\(index)] is \(volumes[index]): expected 0 or more")
        }
        if let index = prices.firstIndex(where: { $0 < 0 }) {
            throw BadRiskInput("prices[\(index)] is \(prices[index]): expected 0 or more")
        }
        let labels = RiskChecks.labelled(names, assets: n)
        self.participation = participation
        positions = (0..<n).map { index in
            let size = abs(quantities[index])
            return Position(
                name: labels[index], days: size == 0 ? 0 : size / (volumes[index] * participation), value: size * prices[index])
        }
    }

    /// The part of the book's gross value that is sold after so many days, selling each position evenly until it is gone.
    public func soldFraction(after days: Double) -> Double {
        let gross = positions.reduce(0) { $0 + $1.value }
        guard gross > 0 else { return 1 }
        return positions.reduce(0) { $0 + $1.value * ($1.days <= days ? 1 : days / $1.days) } / gross
    }

    /// Days until that part of the gross value is sold; infinite where assets without volume keep it from being reached.
    public func days(toSell fraction: Double) throws -> Double {
        try RiskChecks.within(fraction, 0...1, "fraction")
        // What is sold grows along straight lines between the days on which positions end.
        var (lastDay, lastSold) = (0.0, 0.0)
        if fraction == 0 { return 0 }
        for day in positions.map(\.days).sorted() {
            let sold = day.isInfinite ? 1 : soldFraction(after: day)
            if sold >= fraction * (1 - 1e-15) {
                return day.isInfinite
                    ? .infinity : lastDay + (sold > lastSold ? (fraction - lastSold) / (sold - lastSold) * (day - lastDay) : 0)
            }
            (lastDay, lastSold) = (day, sold)
        }
        return days
    }
}
