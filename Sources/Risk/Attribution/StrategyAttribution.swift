import Numerics

/// What each strategy brought to the compounded return of the whole, over time.
public struct StrategyAttribution: Equatable, Sendable {
    public let names: [String]
    /// Row t, column i: what strategy i brought from the start to the end of period t. Rows sum to `cumulative`.
    public let paths: Matrix
    /// Compounded return of the whole to the end of each period.
    public let cumulative: [Double]
    /// At the end.
    public var totals: [Double] { paths.row(paths.rows - 1) }

    /// `contributions` has a row for each period and a column for each strategy: its profit over the capital of the whole at the
    /// start of the period, so that a row's sum is the period's return. Linked by Cariño's logarithmic coefficients (1999).
    /// O(T·n).
    public init(contributions: Matrix, names: [String] = []) throws {
        guard contributions.rows > 0, contributions.columns > 0 else {
            throw BadRiskInput(
                "contributions is \(contributions.rows) × \(contributions.columns): expected a row for each "
                    + "period, a column for each strategy"
            )
        }
        try RiskChecks.series(contributions.elements, "contributions")
        try RiskChecks.names(names, assets: contributions.columns)
        self.names = names.isEmpty ? (1...contributions.columns).map { "strategy \($0)" } : names
        var running = [Double](repeating: 0, count: contributions.columns)
        var paths = Matrix(rows: contributions.rows, columns: contributions.columns)
        var (level, cumulative): (Double, [Double]) = (1, [])
        for t in 0..<contributions.rows {
            let row = contributions.row(t)
            let period = sum(row)
            guard period > -1 else {
                throw BadRiskInput(
                    "contributions row \(t) sums to \(period): expected more than −1, after which nothing compounds")
            }
            level *= 1 + period
            cumulative.append(level - 1)
            let coefficient = LinkedAttribution.logarithmic(period, 0)
            let whole = LinkedAttribution.logarithmic(level - 1, 0)
            for i in row.indices {
                running[i] += coefficient * row[i]
                paths[t, i] = running[i] / whole
            }
        }
        self.paths = paths
        self.cumulative = cumulative
    }
}
