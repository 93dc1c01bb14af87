import Numerics
import Optimization
import Risk
import Store

/// Everything that an optimizer is given: returns, their moments a period, constraints, and what its method needs besides.
struct OptimizeInputs {
    let table: ReturnsTable
    let options: OptimizeOptions
    let choice: CovarianceChoice
    let periods: (value: Double, reason: String)
    /// The assets: all columns but that of a benchmark.
    let names: [String]
    /// T × N.
    let returns: Matrix
    let covariance: Matrix
    let shrinkage: Double
    /// Expected returns a period.
    let means: [Double]
    let meansSource: String
    let constraints: Constraints
    /// Weights held now; `nil` where none are known.
    let current: [Double]?
    var budgets: [Double]?
    var benchmark: TrackingBenchmark?
    var views: ViewsFile?
    /// Of the market; equal where none are given.
    var market: [Double]?

    init(_ table: ReturnsTable, _ options: OptimizeOptions, _ choice: CovarianceChoice, _ arguments: Arguments) throws {
        let name = arguments.text("benchmark")
        let kept = try Self.assets(table, without: name)
        let names = kept.map { table.names[$0] }
        let estimate = try CovarianceEstimate(of: table.returns, by: choice.method, missing: table.missingData)
        let inferred = PeriodsPerYear.infer(times: table.times)
        let given = try arguments.number("periods", in: 0.01...1e9)
        (self.table, self.options, self.choice, self.names) = (table, options, choice, names)
        periods = given.map { ($0, "given by --periods") } ?? inferred
        let isWhole = kept.count == table.assets
        returns = isWhole ? table.returns : Matrix(columns: kept.map { table.returns.column($0) })
        covariance = isWhole ? estimate.matrix : estimate.matrix.submatrix(rows: kept, columns: kept)
        shrinkage = estimate.shrinkage
        if let path = arguments.text("expected") {
            let year = periods.value
            means = try NamedValuesFile.read(path, names: names, columns: ["return"])[0].map { $0 / year }
            meansSource = "of \(path)"
        } else {
            means = kept.map { index in mean(table.returns.column(index).filter { !$0.isNaN }) }
            meansSource = "means of the rows"
        }
        let assets = AssetNames(names, of: table.path)
        let current = try arguments.text("current").map { try NamedValuesFile.read($0, names: names, columns: ["weight"])[0] }
        let file = try arguments.text("constraints").map { try ConstraintsFile($0, assets: assets, current: current) }
        let bound = file ?? ConstraintsFile(assets: names.count, current: current)
        (constraints, self.current) = (bound.constraints, bound.current)
        budgets = try arguments.text("budgets").map { try NamedValuesFile.read($0, names: names, columns: ["budget"])[0] }
        views = try arguments.text("views").map { try ViewsFile($0, assets: assets) }
        market = try arguments.text("market").map { try WeightsFile.read($0, names: names) }
        if let name, let column = table.names.firstIndex(of: name) {
            benchmark = .series(
                name: name, covariances: kept.map { estimate.matrix[$0, column] }, variance: estimate.matrix[column, column],
                mean: mean(table.returns.column(column).filter { !$0.isNaN }))
        } else if let path = arguments.text("benchmark-weights") {
            benchmark = .weights(path: path, try WeightsFile.read(path, names: names))
        }
    }

    private static func assets(_ table: ReturnsTable, without benchmark: String?) throws -> [Int] {
        guard let benchmark else { return Array(0..<table.assets) }
        guard table.names.contains(benchmark) else {
            let near = nearestName(to: benchmark, among: table.names).map { ": did you mean '\($0)'?" } ?? ""
            throw CommandError("--benchmark '\(benchmark)': \(table.path) has no such column\(near)")
        }
        let kept = (0..<table.assets).filter { table.names[$0] != benchmark }
        guard !kept.isEmpty else {
            throw CommandError("--benchmark '\(benchmark)': is the only column of \(table.path): nothing is left to hold")
        }
        return kept
    }

    var riskFree: Double { options.riskFree / periods.value }
    var targetReturn: Double? { options.targetReturn.map { $0 / periods.value } }
    var targetVolatility: Double? { options.targetVolatility.map { $0 / periods.value.squareRoot() } }
}
