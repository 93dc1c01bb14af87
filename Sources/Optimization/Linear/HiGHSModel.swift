import CHiGHS

/// One program inside HiGHS, kept between solves so that the next one starts from the last basis.
final class HiGHSModel {
    enum Outcome: Equatable {
        case optimal, infeasible, unbounded
        /// The allowed iterations or nodes are used up, or the solver could not go on.
        case stopped
    }

    private let model: OpaquePointer
    private(set) var columns: Int
    private(set) var rows: Int

    /// HiGHS allows nothing tighter.
    static let tolerance = 1e-10

    init(_ program: LinearProgram) throws {
        try HiGHS.require()
        guard let model = pg_highs_create() else {
            throw HiGHS.Unavailable(description: "HiGHS could not make a model: out of memory")
        }
        self.model = model
        columns = program.columns.count
        rows = program.rows.count
        pg_highs_set_double(model, "primal_feasibility_tolerance", Self.tolerance)
        pg_highs_set_double(model, "dual_feasibility_tolerance", Self.tolerance)
        pg_highs_set_double(model, "mip_feasibility_tolerance", 1e-9)
        pg_highs_set_double(model, "mip_rel_gap", 0)
        pg_highs_set_double(model, "mip_abs_gap", 1e-11)
        pg_highs_set_int(model, "simplex_iteration_limit", Int32(clamping: program.limits.iterations))
        pg_highs_set_int(model, "ipm_iteration_limit", 1_000)
        pg_highs_set_int(model, "mip_max_nodes", Int32(clamping: program.limits.nodes))
        try pass(program)
    }

    deinit { pg_highs_destroy(model) }

    private func pass(_ program: LinearProgram) throws {
        var start: [Int32] = []
        var index: [Int32] = []
        var value: [Double] = []
        for row in program.rows {
            start.append(Int32(index.count))
            for term in row.terms {
                index.append(Int32(term.column))
                value.append(term.coefficient)
            }
        }
        let status = pg_highs_pass(
            model, Int32(columns), Int32(rows), Int32(index.count), program.columns.map(\.cost), program.columns.map(\.lower),
            program.columns.map(\.upper), program.rows.map(\.lower), program.rows.map(\.upper), start, index, value,
            program.isMixedInteger ? program.columns.map { $0.isWhole ? 1 : 0 } : nil)
        guard status >= 0 else { throw BadProblem("linear program: HiGHS refused its \(columns) columns and \(rows) rows") }
    }

    /// A dense row over the leading columns.
    func addRow(_ coefficients: [Double], lower: Double, upper: Double) {
        let index = (0..<Int32(coefficients.count)).map { $0 }
        _ = pg_highs_add_row(model, lower, upper, Int32(coefficients.count), index, coefficients)
        rows += 1
    }

    func setBounds(column: Int, lower: Double, upper: Double) {
        _ = pg_highs_set_bounds(model, Int32(column), lower, upper)
    }

    /// A few changes to a solved program: presolve would throw the basis away.
    func keepBasis() { pg_highs_set_string(model, "presolve", "off") }

    func run() -> Outcome {
        guard pg_highs_run(model) >= 0 else { return .stopped }
        switch pg_highs_status(model) {
        case 7: return .optimal
        case 8: return .infeasible
        case 9, 10: return .unbounded
        default: return .stopped
        }
    }

    func values() -> (columns: [Double], rowDuals: [Double]) {
        var x = [Double](repeating: 0, count: columns)
        var d = x
        var r = [Double](repeating: 0, count: rows)
        var y = r
        _ = pg_highs_solution(model, &x, &d, &r, &y)
        return (x, y)
    }

    func info(_ name: String) -> Double {
        var result = Double.nan
        _ = pg_highs_info_double(model, name, &result)
        return result
    }

    var iterations: Int {
        var count: Int32 = 0
        _ = pg_highs_info_int(model, "simplex_iteration_count", &count)
        return max(0, Int(count))
    }
}
