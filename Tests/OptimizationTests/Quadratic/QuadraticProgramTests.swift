import Numerics
import XCTest

@testable import Optimization

final class QuadraticProgramTests: XCTestCase {
    private func random(_ stream: inout ProblemStream, most: Int) throws -> QuadraticProgram {
        let n = stream.integer(1...most)
        let linear = stream.chance(0.3) ? [Double](repeating: 0, count: n) : (0..<n).map { _ in 1e-4 * stream.normal() }
        let lower = (0..<n).map { _ in stream.chance(0.3) ? -stream.uniform() : 0 }
        let upper = lower.map { $0 + (stream.chance(0.1) ? 0 : 1.5 * stream.uniform()) }
        var rows: [QuadraticProgram.Row] = []
        if stream.chance(0.8) { rows.append(.init(name: "budget", coefficients: lower.map { _ in 1 }, lower: 1, upper: 1)) }
        for k in 0..<stream.integer(0...4) {
            let coefficients = (0..<n).map { _ in stream.chance(0.5) ? (stream.chance(0.5) ? 1 : stream.normal()) : 0 }
            let value = 0.8 * stream.uniform() - 0.2
            let isEquation = stream.chance(0.2)
            rows.append(
                .init(
                    name: "row \(k)", coefficients: coefficients, lower: isEquation || stream.chance(0.5) ? value : -.infinity,
                    upper: isEquation ? value : stream.chance(0.5) ? value + 0.3 * stream.uniform() : .infinity))
        }
        return try QuadraticProgram(
            quadratic: stream.covariance(n, rows: stream.integer(2...25)), linear: linear, lower: lower, upper: upper, rows: rows)
    }

    /// Stationarity, signs, complementarity and feasibility, from the definition.
    private func requireOptimal(_ p: QuadraticProgram, _ s: QuadraticSolution, _ message: String) {
        let gradient = p.quadratic.times(s.x)
        let deviation = p.quadratic.diagonal.map { $0.squareRoot() }
        let cancelled = (deviation.max() ?? 0) * zip(deviation, s.x).reduce(0) { $0 + $1.0 * abs($1.1) } * 0x1p-10
        let scale = (gradient + p.linear).reduce(cancelled) { max($0, abs($1)) }
        for j in p.linear.indices {
            var residual = gradient[j] + p.linear[j] + s.boundMultipliers[j]
            for (row, multiplier) in zip(p.rows, s.rowMultipliers) { residual += multiplier * row.coefficients[j] }
            XCTAssertLessThanOrEqual(abs(residual), 1e-9 * scale, message)
            XCTAssertGreaterThanOrEqual(s.x[j], p.lower[j] - 1e-10, message)
            XCTAssertLessThanOrEqual(s.x[j], p.upper[j] + 1e-10, message)
            if s.boundMultipliers[j] > 1e-9 * scale { XCTAssertEqual(s.x[j], p.upper[j], message) }
            if s.boundMultipliers[j] < -1e-9 * scale { XCTAssertEqual(s.x[j], p.lower[j], message) }
        }
        for (row, multiplier) in zip(p.rows, s.rowMultipliers) {
            let value = dot(row.coefficients, s.x)
            XCTAssertGreaterThanOrEqual(value, row.lower - 1e-9, message)
            XCTAssertLessThanOrEqual(value, row.upper + 1e-9, message)
            if multiplier > 1e-9 * scale { XCTAssertEqual(value, row.upper, accuracy: 1e-9, message) }
            if multiplier < -1e-9 * scale { XCTAssertEqual(value, row.lower, accuracy: 1e-9, message) }
        }
    }

    func testOptimalMeansThatTheConditionsHold() throws {
        var stream = ProblemStream(seed: 1)
        var counts = (optimal: 0, infeasible: 0)
        for trial in 0..<800 {
            let program = try random(&stream, most: 12)
            let solution = try program.solve()
            switch solution.certificate.status {
            case .optimal:
                counts.optimal += 1
                requireOptimal(program, solution, "trial \(trial)")
                XCTAssertLessThanOrEqual(solution.certificate.kktResidual, 1e-9)
            case .infeasible(let conflict):
                counts.infeasible += 1
                try requireConflict(program, conflict, "trial \(trial)")
            default: XCTFail("trial \(trial): \(solution.certificate)")
            }
        }
        XCTAssertGreaterThan(counts.optimal, 300)
        XCTAssertGreaterThan(counts.infeasible, 100)
    }

    /// What is named conflicts by itself, and without any one of the rows named it does not.
    private func requireConflict(_ program: QuadraticProgram, _ conflict: [String], _ message: String) throws {
        var named = program
        named.rows = program.rows.filter { conflict.contains($0.name) }
        for j in program.linear.indices {
            if !conflict.contains("lower bound of \(program.names[j])") { named.lower[j] = -1e3 }
            if !conflict.contains("upper bound of \(program.names[j])") { named.upper[j] = 1e3 }
        }
        guard case .infeasible = try named.solve().certificate.status else { return XCTFail("\(message): \(conflict) can be met") }
        for row in named.rows {
            var without = named
            without.rows.removeAll { $0.name == row.name }
            if case .infeasible = try without.solve().certificate.status { XCTFail("\(message): \(row.name) is not needed in \(conflict)") }
        }
    }

    /// Every choice of lower, upper or free, and of rows that hold, on small worlds.
    func testNoOtherActiveSetIsBetter() throws {
        var stream = ProblemStream(seed: 2)
        for trial in 0..<120 {
            let n = stream.integer(1...4)
            let q = stream.covariance(n, rows: 30)
            let linear = (0..<n).map { _ in 2e-4 * stream.normal() }
            let (lower, upper) = ([Double](repeating: -0.1, count: n), [Double](repeating: 0.7, count: n))
            let row = QuadraticProgram.Row(name: "budget", coefficients: lower.map { _ in 1 }, lower: 0.5, upper: 0.5)
            let found = try QuadraticProgram(quadratic: q, linear: linear, lower: lower, upper: upper, rows: [row]).solve()
            var best = Double.infinity
            for code in 0..<Int(pow(3, Double(n))) {
                let states = (0..<n).map { (code / Int(pow(3, Double($0)))) % 3 }
                guard let x = equality(q, linear, states, lower[0], upper[0], 0.5) else { continue }
                let isInside = x.allSatisfy { $0 >= -0.1 - 1e-12 && $0 <= 0.7 + 1e-12 }
                if isInside { best = min(best, q.quadraticForm(x) / 2 + dot(linear, x)) }
            }
            XCTAssertEqual(found.objective, best, accuracy: 1e-13, "trial \(trial)")
        }
    }

    /// The stationary point with some variables at bounds and the budget met; nil where there is none.
    private func equality(_ q: Matrix, _ c: [Double], _ states: [Int], _ low: Double, _ high: Double, _ budget: Double) -> [Double]? {
        let free = states.indices.filter { states[$0] == 2 }
        var x = states.map { $0 == 0 ? low : $0 == 1 ? high : 0 }
        let left = budget - x.reduce(0, +)
        guard !free.isEmpty else { return abs(left) < 1e-12 ? x : nil }
        let held = q.times(x)
        let block = q.submatrix(rows: free, columns: free)
        guard let factor = Cholesky(block) else { return nil }
        let (one, pull) = (factor.solve(free.map { _ in 1 }), factor.solve(free.map { -(c[$0] + held[$0]) }))
        let multiplier = (pull.reduce(0, +) - left) / one.reduce(0, +)
        for (k, j) in free.enumerated() { x[j] = pull[k] - multiplier * one[k] }
        return x
    }

    func testOfSeveralMinimisersTheOneNextToTheCentreIsTaken() throws {
        let same = Matrix(rows: 3, columns: 3, repeating: 0.04)
        let row = QuadraticProgram.Row(name: "budget", coefficients: [1, 1, 1], lower: 1, upper: 1)
        let program = try QuadraticProgram(quadratic: same, linear: [0, 0, 0], lower: [0, 0, 0], upper: [1, 1, 1], rows: [row])
        for start in [[1.0, 0, 0], [0, 0.5, 0.5], [0.2, 0.3, 0.5]] {
            let solution = try program.solve(warm: start, centre: [0.5, 0.3, 0.2])
            for (x, expected) in zip(solution.x, [0.5, 0.3, 0.2]) { XCTAssertEqual(x, expected, accuracy: 1e-7) }
        }
    }

    func testAnEndlessDescentIsAnErrorThatNamesTheVariable() throws {
        let program = try QuadraticProgram(
            quadratic: Matrix(rows: 2, columns: 2), linear: [0, -1], lower: [0, 0], upper: [1, .infinity], names: ["A", "B"])
        XCTAssertThrowsError(try program.solve()) { XCTAssertTrue("\($0)".contains("along B"), "\($0)") }
    }

    func testTheLimitsOfWorkEndInAStatus() throws {
        var stream = ProblemStream(seed: 3)
        let n = 40
        var program = try QuadraticProgram(
            quadratic: stream.covariance(n, rows: 100), linear: [Double](repeating: 0, count: n), lower: [Double](repeating: 0, count: n),
            upper: [Double](repeating: 1, count: n),
            rows: [.init(name: "budget", coefficients: [Double](repeating: 1, count: n), lower: 1, upper: 1)])
        program.limits.iterations = 3
        let solution = try program.solve()
        guard case .inexact(let residual) = solution.certificate.status else { return XCTFail("\(solution.certificate)") }
        XCTAssertGreaterThan(residual, 1e-9)
        XCTAssertEqual(solution.x.reduce(0, +), 1, accuracy: 1e-12)
    }
}
