import Numerics

/// Past episodes applied to present weights. Positions are bought at the start of the window and held: each asset compounds,
/// nothing is rebalanced, and the loss is −Σ wᵢ·(Π(1 + rᵢ) − 1).
public enum HistoricalStress {
    /// A window of rows that somebody has named, such as a crash.
    public struct Window: Equatable, Sendable {
        public let name: String
        public let rows: Range<Int>

        public init(name: String, rows: Range<Int>) {
            self.name = name
            self.rows = rows
        }

        /// The rows whose times (UTC nanoseconds, ascending) lie from `start` to `end`, both included.
        public init(name: String, times: [Int64], from start: Int64, through end: Int64) {
            let first = times.firstIndex { $0 >= start } ?? times.count
            let last = times.lastIndex { $0 <= end } ?? -1
            self.init(name: name, rows: first..<max(first, last + 1))
        }
    }

    public static func window(_ window: Window, weights: [Double], returns: Matrix, names: [String] = []) throws -> StressResult {
        try check(weights, returns, names)
        guard window.rows.lowerBound >= 0, window.rows.upperBound <= returns.rows, !window.rows.isEmpty else {
            throw BadRiskInput("window \(window.name) has rows \(window.rows): expected some within 0..<\(returns.rows)")
        }
        return result(window.name, window.rows, weights, returns, names)
    }

    /// The window of `periods` rows in which the weights would have lost most; of equal ones the first. O(T·n): the growth of
    /// each window comes from that of its neighbour, begun anew every `periods` rows so that rounding does not build up.
    public static func worst(periods: Int, weights: [Double], returns: Matrix, names: [String] = []) throws -> StressResult {
        try check(weights, returns, names)
        guard periods > 0, periods <= returns.rows else {
            throw BadRiskInput("periods is \(periods): expected from 1 to \(returns.rows), the rows of returns")
        }
        let count = returns.rows - periods + 1
        var outcomes = [Double](repeating: 0, count: count)
        for (asset, weight) in weights.enumerated() where weight != 0 {
            returns.elements.withUnsafeBufferPointer { elements in
                let column = UnsafeBufferPointer(rebasing: elements[asset * returns.rows..<(asset + 1) * returns.rows])
                addGrowth(column, periods, weight, &outcomes)
            }
        }
        var worst = 0
        for index in outcomes.indices where outcomes[index] < outcomes[worst] { worst = index }
        return result("worst \(periods) periods", worst..<worst + periods, weights, returns, names)
    }

    /// Adds weight·(growth − 1) of each window, by products of suffixes and prefixes of blocks of `periods` rows: no division, so
    /// that a total loss does not spoil the windows after it.
    private static func addGrowth(
        _ column: UnsafeBufferPointer<Double>, _ periods: Int, _ weight: Double, _ outcomes: inout [Double]
    ) {
        var suffix = [Double](repeating: 1, count: periods + 1)
        var start = 0
        while start < outcomes.count {
            for offset in stride(from: periods - 1, through: 0, by: -1) {
                suffix[offset] = suffix[offset + 1] * (1 + column[start + offset])
            }
            var prefix = 1.0
            for offset in 0..<periods where start + offset < outcomes.count {
                if offset > 0 { prefix *= 1 + column[start + periods + offset - 1] }
                outcomes[start + offset] += weight * (suffix[offset] * prefix - 1)
            }
            start += periods
        }
    }

    private static func result(_ scenario: String, _ rows: Range<Int>, _ weights: [Double], _ returns: Matrix, _ names: [String])
        -> StressResult
    {
        let losses = weights.indices.map { asset in
            -weights[asset] * (rows.reduce(1) { $0 * (1 + returns[$1, asset]) } - 1)
        }
        return StressResult(
            scenario,
            inputs: [
                ("first row", "\(rows.lowerBound)"), ("last row", "\(rows.upperBound - 1)"),
                ("positions", "held, not rebalanced"),
            ],
            loss: losses.reduce(0, +), names: names, losses: losses)
    }

    private static func check(_ weights: [Double], _ returns: Matrix, _ names: [String]) throws {
        try RiskChecks.scenarios(returns, weights: weights, minimum: 1)
        try RiskChecks.names(names, assets: weights.count)
        if let index = returns.elements.firstIndex(where: { $0 < -1 }) {
            throw BadRiskInput(
                "returns[\(index % returns.rows), \(index / returns.rows)] is \(returns.elements[index]): "
                    + "expected −1 or more, below which nothing compounds"
            )
        }
    }
}
