import Numerics
import XCTest

@testable import Optimization

final class LinearProgramTests: XCTestCase {
    override func setUpWithError() throws { try Samples.requireHiGHS() }

    /// Dantzig's diet of Chvátal (1983), p. 3 in small: max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 is 36 at (2, 6) (Hillier and
    /// Lieberman).
    func testTheWyndorGlassProblem() throws {
        let program = LinearProgram(
            columns: [.init(cost: -3, upper: 4), .init(cost: -5)],
            rows: [
                .init("plant 2", upper: 12, terms: [.init(1, 2)]),
                .init("plant 3", upper: 18, terms: [.init(0, 3), .init(1, 2)]),
            ])
        let solution = try program.solve()
        XCTAssertEqual(solution.outcome, .optimal)
        assertEqual(solution.values, [2, 6], accuracy: 1e-12)
        XCTAssertEqual(solution.objective, -36, accuracy: 1e-12)
        XCTAssertEqual(solution.gap, 0, accuracy: 1e-12)
        // Shadow prices of the textbook: 3/2 and 1.
        assertEqual(solution.rowDuals, [-1.5, -1], accuracy: 1e-12)
        XCTAssertEqual(solution.primalResidual, 0, accuracy: 1e-12)
    }

    func testWholeNumbers() throws {
        // Values 60, 100, 120 of weights 10, 20, 30 in 50: the last two.
        let program = LinearProgram(
            columns: [60, 100, 120].map { .init(cost: -$0, upper: 1, isWhole: true) },
            rows: [.init("weight", upper: 50, terms: [.init(0, 10), .init(1, 20), .init(2, 30)])])
        let solution = try program.solve()
        assertEqual(solution.values, [0, 1, 1], accuracy: 1e-9)
        XCTAssertEqual(solution.objective, -220, accuracy: 1e-9)
        XCTAssertEqual(solution.lowerBound, -220, accuracy: 1e-6)
    }

    func testOutcomes() throws {
        let free = LinearProgram(columns: [.init(cost: -1)])
        XCTAssertEqual(try free.solve().outcome, .unbounded)
        let impossible = LinearProgram(columns: [.init(upper: 1)], rows: [.init("two", lower: 2, terms: [.init(0, 1)])])
        XCTAssertEqual(try impossible.solve().outcome, .infeasible)
    }

    func testBadPrograms() {
        assertBad("column 0", "nan") { _ = try LinearProgram(columns: [.init(cost: .nan)]).solve() }
        assertBad("column 1", "lower ≤ upper") { _ = try LinearProgram(columns: [.init(), .init(lower: 2, upper: 1)]).solve() }
        assertBad("row 'r'", "column 3") {
            _ = try LinearProgram(columns: [.init()], rows: [.init("r", terms: [.init(3, 1)])]).solve()
        }
    }

    /// Any multipliers bound the optimum from below, however bad they are.
    func testTheDualBoundNeverExceedsAFeasiblePoint() throws {
        var random = TestRandom(5)
        for _ in 0..<50 {
            let n = 6
            var program = LinearProgram(columns: (0..<n).map { _ in .init(cost: random.normal(), lower: -1, upper: 1) })
            for _ in 0..<4 { program.rows.append(.init("r", upper: 1, terms: (0..<n).map { .init($0, random.normal()) })) }
            let solution = try program.solve()
            XCTAssertEqual(solution.gap, 0, accuracy: 1e-9)
            let wild = (0..<4).map { _ in -abs(random.normal()) }
            XCTAssertLessThanOrEqual(program.dualBound(wild).bound, solution.objective + 1e-9)
        }
    }

    func testMinimalConflictsAreMinimal() {
        // Infeasible as soon as three multiples of 5 are there.
        var asked = 0
        let conflict = minimalConflict(Array(1...100)) { items in
            asked += 1
            return items.filter { $0 % 5 == 0 }.count < 3
        }
        XCTAssertEqual(conflict.count, 3)
        XCTAssertTrue(conflict.allSatisfy { $0 % 5 == 0 })
        XCTAssertLessThan(asked, 40)
    }
}
