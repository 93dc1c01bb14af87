import Numerics

/// The bounds on the work of one solution. Both are counts, so that a result never depends on the machine's speed.
public struct SolverLimits: Equatable, Sendable {
    /// Steps of the active-set method, each of which moves, takes or drops one constraint.
    public var iterations: Int
    /// Multiply-adds, about 10⁹ to 4·10⁹ of which pass in a second.
    public var work: Double

    public init(iterations: Int = 100_000, work: Double = 4e10) {
        self.iterations = iterations
        self.work = work
    }
}

/// Solves one program again and again: keeps the active set and its factor from one solution to the next.
final class ProgramSolver {
    struct Names {
        var rows: [String]
        /// What a variable's bound is called; nil for a bound that no user gave.
        var lower: [String?]
        var upper: [String?]
        var variables: [String]
    }

    let engine: ActiveSet
    let names: Names
    let limits: SolverLimits
    /// A point to start the next solution from.
    var nextStart: [Double]?
    private var started = false

    init(_ program: SeparableProgram, names: Names, limits: SolverLimits) {
        engine = ActiveSet(program)
        self.names = names
        self.limits = limits
    }

    /// Solves from `point`, or from where the last solution ended, or from a start of its own. `centre` decides between several
    /// minimisers: the nearest to it is taken.
    func solve(from point: [Double]? = nil, centre: [Double]) throws(BadProblem) -> Certificate {
        engine.iterations = 0
        engine.work = 0
        engine.maximumIterations = limits.iterations
        engine.maximumWork = limits.work
        for j in 0..<engine.n { engine.centre[j] = centre[j] }
        let isCold = point == nil && nextStart == nil && !started
        if let point = point ?? nextStart ?? (started ? nil : coldStart(centre)) { engine.start(at: point) }
        nextStart = nil
        engine.refreshActivity()
        if violation() > Feasibility.tolerance {
            if let failure = restoreFeasibility() {
                started = false
                return failure
            }
        }
        started = true
        let end = run(isCold: isCold, centre: centre)
        let residual = engine.kktResidual()
        let primal = engine.primalResidual()
        switch end {
        case .unbounded(let j): throw BadProblem(unboundedText(j))
        case .indefinite(let j):
            throw BadProblem("covariance: not positive semidefinite, found at \(names.variables[j]); expected no negative eigenvalue")
        case .optimal, .limit:
            let isOptimal = residual <= 1e-9 && primal <= 1e-9
            return Certificate(
                status: isOptimal ? .optimal : .inexact(residual: max(residual, primal)), kktResidual: residual, primalResidual: primal,
                iterations: engine.iterations)
        }
    }

    /// A cold run that takes more single steps than a sparse solution needs goes on by blocks.
    private func run(isCold: Bool, centre: [Double]) -> ActiveSet.End {
        guard isCold else { return engine.run() }
        engine.maximumIterations = min(limits.iterations, 40 + engine.n / 8)
        let first = engine.run()
        engine.maximumIterations = limits.iterations
        guard case .limit = first, engine.iterations < limits.iterations, engine.work < limits.work else { return first }
        for j in 0..<engine.n { engine.centre[j] = centre[j] }
        engine.refresh()
        _ = engine.pivotBlocks()
        return engine.run()
    }

    /// Takes another quadratic term, and keeps the active set as far as it is definite there.
    func replaceQuadratic(_ q: Matrix) {
        engine.program.quadratic = q
        engine.program.proximal = SeparableProgram.proximalWeights(q, asset: engine.program.asset)
        if started, nextStart == nil { nextStart = (0..<engine.n).map { engine.x[$0] } }
    }

    /// Changes one row to lower ≤ aᵀx; the next solution starts where the last one ended.
    func setRow(_ r: Int, _ coefficients: [Double], lower: Double) {
        for j in 0..<engine.n { engine.program.coefficients[j * engine.m + r] = coefficients[j] }
        engine.program.rowLower[r] = lower
        if started, nextStart == nil { nextStart = (0..<engine.n).map { engine.x[$0] } }
    }

    private func unboundedText(_ j: Int) -> String {
        "bounds: the objective falls without end along \(names.variables[j]); give it finite bounds"
    }

    /// Moves to a feasible point, or answers that there is none.
    private func restoreFeasibility() -> Certificate? {
        let search = Feasibility(engine.program, maximumIterations: limits.iterations, maximumWork: limits.work)
        switch search.search(from: (0..<engine.n).map { engine.x[$0] }) {
        case .point(let point):
            engine.start(at: point)
            return nil
        case .limit: return Certificate(status: .inexact(residual: .infinity), kktResidual: .nan, primalResidual: violation())
        case .conflict(let rows, let lower, let upper):
            let names = rows.map { self.names.rows[$0] } + lower.compactMap { self.names.lower[$0] }
                + upper.compactMap { self.names.upper[$0] }
            return Certificate(status: .infeasible(conflict: unique(names)), kktResidual: .nan, primalResidual: .nan)
        }
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func violation() -> Double {
        var worst = 0.0
        let p = engine.program
        for j in 0..<engine.n { worst = max(worst, p.lower[j] - engine.x[j], engine.x[j] - p.upper[j]) }
        for r in 0..<engine.m {
            let scale = 1 + abs(engine.activity[r])
            worst = max(worst, (p.rowLower[r] - engine.activity[r]) / scale, (engine.activity[r] - p.rowUpper[r]) / scale)
        }
        return worst
    }

    /// The centre, where most variables may go both ways from zero: most will be free. Otherwise a vertex: the first row, when it is
    /// an equation, filled in the order of the gradient at the centre, because most variables end at a bound.
    private func coldStart(_ centre: [Double]) -> [Double] {
        let p = engine.program
        let twoSided = (0..<engine.n).reduce(0) { $0 + (p.lower[$1] < 0 && p.upper[$1] > 0 ? 1 : 0) }
        if twoSided * 2 > engine.n || engine.m == 0 || p.rowLower[0] != p.rowUpper[0] { return centre }
        var point = (0..<engine.n).map { min(max(0, p.lower[$0]), p.upper[$0]) }
        for j in 0..<engine.n { engine.x[j] = centre[j] }
        engine.refresh()
        let order = (0..<engine.n).sorted { (engine.gradient[$0], $0) < (engine.gradient[$1], $1) }
        var left = p.rowLower[0] - (0..<engine.n).reduce(0) { $0 + engine.coefficient(0, $1) * point[$1] }
        for j in order where engine.coefficient(0, j) > 0 && left > 0 {
            let taken = min(p.upper[j] - point[j], left / engine.coefficient(0, j))
            point[j] += taken
            left -= taken * engine.coefficient(0, j)
        }
        return point
    }
}
