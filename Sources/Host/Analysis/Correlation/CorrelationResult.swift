import Market
import Numerics
import Optimization
import Risk
import Store

/// Correlations of a table of returns: of all rows, over a rolling window, and by regime.
struct CorrelationResult {
    struct Pair {
        let first: Int
        let second: Int
        let coefficient: Double
        let pValue: Double
    }

    /// Over the pairs of the window that ends at each row.
    struct Rolling {
        let window: Int
        var times: [Int64] = []
        var average: [Double] = []
        var lowest: [Double] = []
        var highest: [Double] = []
    }

    struct InRegime {
        let regime: Regime
        let rows: Int
        /// `nil` where the regime has too few rows, or an asset is constant in them.
        let matrix: CorrelationMatrix?
    }

    let table: ReturnsTable
    let matrix: CorrelationMatrix
    private(set) var rolling: Rolling?
    /// What the regimes are of.
    private(set) var regimeOf = ""
    private(set) var regimes: [InRegime] = []

    init(_ table: ReturnsTable, _ method: CorrelationMatrix.Method) throws {
        try table.requireVariation(for: "a correlation")
        self.table = table
        matrix = try CorrelationMatrix(of: table.returns, method: method, pairwise: table.missing == .pairwise)
    }

    /// In the order of the columns.
    static func pairs(_ matrix: CorrelationMatrix) -> [Pair] {
        var pairs: [Pair] = []
        for i in 0..<matrix.coefficients.rows {
            for j in i + 1..<max(matrix.coefficients.columns, i + 1) {
                pairs.append(Pair(first: i, second: j, coefficient: matrix.coefficients[i, j], pValue: matrix.pValues[i, j]))
            }
        }
        return pairs
    }

    mutating func addRolling(_ window: Int) throws {
        try table.requireComplete(for: "--rolling")
        guard window < table.rows else { throw CommandError("--rolling '\(window)': expected less than the \(table.rows) rows of \(table.path)") }
        var result = Rolling(window: window)
        let n = table.assets
        try rollingCorrelations(of: table.returns, window: window) { row, correlation in
            var (total, low, high) = (0.0, 1.0, -1.0)
            for j in 0..<n {
                for i in 0..<j {
                    let value = correlation[i, j]
                    total += value
                    (low, high) = (min(low, value), max(high, value))
                }
            }
            result.times.append(table.times[row])
            result.average.append(total / Double(n * (n - 1) / 2))
            result.lowest.append(low)
            result.highest.append(high)
        }
        rolling = result
    }

    /// By the filtered readings of a hidden Markov model fitted to the whole series: for study.
    mutating func addRegimes(of name: String?) throws {
        try table.requireComplete(for: "--by-regime")
        let series = try table.series(name, option: "regime-of")
        regimeOf = series.name
        let readings = try RegimeModel(fitting: series.returns).readings(of: series.returns)
        let labels = readings.map { $0?.regime }
        let matrices = try CorrelationMatrix.byRegime(of: table.returns, regimes: labels, method: matrix.method)
        regimes = Regime.allCases.map { regime in
            InRegime(regime: regime, rows: labels.count { $0 == regime }, matrix: matrices[regime.rawValue])
        }
    }
}

extension ReturnsTable {
    func requireComplete(for what: String) throws {
        guard missingCells > 0, missing == .pairwise else { return }
        throw DataError(path, "\(missingCells) missing values: \(what) needs complete rows: give --missing complete")
    }

    func requireVariation(for what: String) throws {
        for (index, name) in names.enumerated() {
            let values = returns.column(index).filter { !$0.isNaN }
            guard let first = values.first, values.allSatisfy({ $0 == first }) else { continue }
            throw DataError(path, "\(name) is constant (\(first)): \(what) needs returns that differ: leave it out by --columns")
        }
    }

    /// The returns of one asset, or of equal parts of all where no name is given.
    func series(_ name: String?, option: String) throws -> (name: String, returns: [Double]) {
        if let name {
            guard let values = column(name) else {
                let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" } ?? ""
                throw CommandError("--\(option) '\(name)': \(path) has no such column\(near)")
            }
            return (name, values)
        }
        if assets == 1 { return (names[0], returns.column(0)) }
        return ("the average of \(assets) assets", returns.times([Double](repeating: 1 / Double(assets), count: assets)))
    }
}
