import Numerics

/// Whether bounds and rows can be met, by one linear program: each row that the start violates gets an elastic variable, and their sum
/// is minimised by the same active-set method. Where it stays above zero, its multipliers are Farkas's proof that nothing satisfies
/// the rows and bounds that carry one; a deletion filter (Chinneck and Dravnieks 1991) over the rows makes the set irreducible.
struct Feasibility {
    enum Answer {
        /// A point, near the start.
        case point([Double])
        /// Rows and bounds that contradict each other.
        case conflict(rows: [Int], lower: [Int], upper: [Int])
        case limit
    }

    private let program: SeparableProgram
    private let maximumIterations: Int
    private let maximumWork: Double

    /// How far from its bound a row or variable may be, relative to the row's largest coefficient.
    static let tolerance = 1e-11

    init(_ program: SeparableProgram, maximumIterations: Int, maximumWork: Double) {
        self.program = program
        self.maximumIterations = maximumIterations
        self.maximumWork = maximumWork
    }

    func search(from start: [Double]) -> Answer {
        let answer = phase(from: start, without: [])
        guard case .conflict(let rows, _, _) = answer else { return answer }
        var removed: [Int] = []
        var smallest = answer
        for r in rows {
            let trial = phase(from: start, without: removed + [r])
            guard case .conflict = trial else { continue }
            removed.append(r)
            smallest = trial
        }
        return smallest
    }

    private func phase(from start: [Double], without removed: [Int]) -> Answer {
        var relaxed = program
        for r in removed { (relaxed.rowLower[r], relaxed.rowUpper[r]) = (-.infinity, .infinity) }
        let (elastic, point) = Self.elastic(relaxed, start: start)
        let count = program.count
        let solver = ActiveSet(elastic)
        solver.maximumIterations = maximumIterations
        solver.maximumWork = maximumWork
        solver.start(at: point)
        for j in 0..<elastic.count { solver.centre[j] = solver.x[j] }
        let end = solver.run()
        let excess = (count..<elastic.count).reduce(0.0) { $0 + max(0, solver.x[$1]) }
        if excess <= Self.tolerance { return .point((0..<count).map { solver.x[$0] }) }
        guard case .optimal = end else { return .limit }
        return conflict(solver, count: count)
    }

    private func conflict(_ solver: ActiveSet, count: Int) -> Answer {
        let size = solver.multipliers.reduce(0) { max($0, abs($1)) } * 1e-7
        let rows = solver.working.filter { abs(solver.multipliers[$0]) > size }.sorted()
        var (lower, upper): ([Int], [Int]) = ([], [])
        for j in 0..<count where solver.place[j] != .free {
            let cost = rows.reduce(0.0) { $0 + solver.multipliers[$1] * solver.coefficient($1, j) }
            if cost > size { lower.append(j) } else if cost < -size { upper.append(j) }
        }
        return .conflict(rows: rows, lower: lower, upper: upper)
    }

    /// The elastic program and a point that satisfies it.
    private static func elastic(_ program: SeparableProgram, start: [Double]) -> (SeparableProgram, [Double]) {
        let m = program.rowCount
        var result = program
        result.quadratic = Matrix(rows: 0, columns: 0)
        result.anchor = []
        result.asset = program.asset.map { _ in -1 }
        result.linear = program.linear.map { _ in 0 }
        result.proximal = program.linear.map { _ in 1e-3 }
        var point = start
        for j in 0..<program.count { point[j] = min(max(start[j], program.lower[j]), program.upper[j]) }
        for r in 0..<m {
            var (activity, size) = (0.0, 0.0)
            for j in 0..<program.count {
                activity += program.coefficients[j * m + r] * point[j]
                size = max(size, abs(program.coefficients[j * m + r]))
            }
            if size == 0 { size = 1 }
            let violation = activity < program.rowLower[r] ? program.rowLower[r] - activity : program.rowUpper[r] - activity
            guard activity < program.rowLower[r] || activity > program.rowUpper[r] else { continue }
            result.asset.append(-1)
            result.sign.append(1)
            result.linear.append(1)
            result.lower.append(0)
            result.upper.append(.infinity)
            result.proximal.append(1e-3)
            result.coefficients += (0..<m).map { $0 == r ? (violation > 0 ? size : -size) : 0 }
            point.append(abs(violation) / size)
        }
        return (result, point)
    }
}
