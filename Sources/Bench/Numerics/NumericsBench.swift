import Glibc
import Numerics
import Optimization
import Store

/// The numerics: each piece of work of the table in `docs/performance.md`, one thread.
///
/// With a folder to write to, inputs, answers and figures go there, for `benchmarks/numerics` to hold libraries of the field
/// against them.
final class NumericsBench {
    let files: BenchFolder?

    init(folder: String?) throws {
        files = try folder.map { try BenchFolder($0) }
    }

    static func run(folder: String?) throws {
        let bench = try NumericsBench(folder: folder)
        try LinearAlgebra.require()
        print("numerics, seconds of the processor, one thread:")
        try bench.measureRiskBudgeting()
        try bench.measureShrinkage()
        try bench.measureMeanVariance()
        try bench.measureFrontier()
        try bench.measureHierarchical()
        try bench.measureConditionalValueAtRisk()
        try bench.measureRolling()
        try bench.measureMeasures()
        try bench.files?.finish()
    }

    func report(_ figure: Figure, weights: [Double] = []) throws {
        print(figure.line)
        fflush(nil)
        try files?.add(figure, weights: weights)
    }

    func sample(_ returns: Matrix) throws -> Matrix { try CovarianceEstimate(of: returns, by: .sample()).matrix }

    /// Daily returns of the twenty shares that the repository ships, from the first row on.
    static func shares() throws -> Matrix {
        let prices = try WideTable.read("examples/data/sp20_adjusted_close.csv").columns
        return Matrix(columns: prices.map { column in zip(column, column.dropFirst()).map { $1 / $0 - 1 } })
    }
}
