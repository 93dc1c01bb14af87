import Foundation
import Numerics
import XCTest

@testable import Optimization

final class GrowthProblemTests: XCTestCase {
    /// CVXPY 1.9.3 with Clarabel 0.11.1 at tolerance 1e-13: `Maximize(sum(log(1 + X @ w)) / T)`.
    func testGrowthIsThatOfAConeSolver() throws {
        let single = try GrowthProblem(returns: Samples.returns).solve()
        assertEqual(single.weights, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], accuracy: 1e-12)
        XCTAssertEqual(single.objective, 0.0021170435672499886, accuracy: 1e-13)
        let levered = try GrowthProblem(returns: Samples.returns, constraints: Constraints(assets: 10, budget: 2)).solve()
        XCTAssertEqual(levered.objective, 0.0034271960467731778, accuracy: 1e-13)
        let mixed = try GrowthProblem(
            returns: Samples.returns, constraints: Constraints(assets: 10, lower: -0.5, upper: 0.8), investment: .all
        ).solve()
        assertEqual(mixed.weights, [-0.5, -0.5, -0.3413623, 0.8, 0.8, -0.5, -0.5, 0.8, 0.1413623, 0.8], accuracy: 1e-5)
        XCTAssertEqual(mixed.objective, 0.0032596507400216262, accuracy: 1e-12)
        for solution in [single, levered, mixed] { XCTAssertEqual(solution.certificate.status, .optimal) }
    }

    /// One asset and no bound in the way is Kelly's own problem.
    func testOneAssetIsTheSeries() throws {
        var random = TestRandom(43)
        for _ in 0..<20 {
            let returns = (0..<80).map { _ in 0.03 * random.normal() + 0.002 }
            let stake = try Kelly.series(returns)
            let problem = try GrowthProblem(
                returns: Matrix(columns: [returns]),
                constraints: Constraints(assets: 1, upper: stake.ruin * 2, budget: stake.ruin * 2))
            let solution = try problem.solve()
            XCTAssertEqual(solution.weights[0], stake.fraction, accuracy: 1e-7)
            XCTAssertEqual(solution.objective, stake.growth, accuracy: 1e-13)
        }
    }

    /// The gap is recomputed by trying vertices and random portfolios: none grows faster.
    func testTheCertificateHoldsForRandomProblems() throws {
        var random = TestRandom(47)
        for round in 0..<40 {
            let n = 2 + round % 8
            let returns = random.returns(60 + 5 * round, n)
            let isAll = round % 2 == 0
            let constraints = Constraints(assets: n, lower: round % 3 == 0 ? -0.2 : 0, upper: random.uniform(0.5...1), budget: 1)
            let problem = try GrowthProblem(
                returns: returns, constraints: constraints, investment: isAll ? .all : .atMost, riskFree: 0.0001)
            let solution = try problem.solve()
            XCTAssertEqual(solution.certificate.status, .optimal, "round \(round): \(solution.certificate)")
            XCTAssertLessThanOrEqual(solution.certificate.primalResidual, 1e-12)
            let gradient = problem.gradient(solution.weights)
            for _ in 0..<50 {
                let wanted = (0..<n).map { _ in random.normal() }
                var other = try Allocation.solve(wanted, constraints: constraints).weights
                if !isAll, constraints.lower[0] == 0 { other = other.map { $0 * random.uniform() } }
                XCTAssertLessThanOrEqual(problem.growth(other), solution.objective + 1e-12)
                let ascent = zip(gradient, zip(other, solution.weights)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
                XCTAssertLessThanOrEqual(ascent, 1e-11)
            }
        }
    }

    func testRuinIsNeverChosen() throws {
        // Great until the asset loses half: at twice the capital that is everything.
        var returns = [Double](repeating: 0.2, count: 40)
        returns[7] = -0.5
        let problem = try GrowthProblem(
            returns: Matrix(columns: [returns]), constraints: Constraints(assets: 1, upper: 5, budget: 5))
        let solution = try problem.solve()
        XCTAssertLessThan(solution.weights[0], 2)
        XCTAssertEqual(solution.weights[0], try Kelly.series(returns).fraction, accuracy: 1e-8)
    }

    func testRuinEverywhere() throws {
        try Samples.requireHiGHS()
        let all = try GrowthProblem(
            returns: Matrix(columns: [[0.5, -0.6], [0.5, -0.6]]), constraints: Constraints(assets: 2, upper: 2, budget: 2),
            investment: .all)
        guard case .infeasible(let names) = try all.solve().certificate.status else { return XCTFail("feasible") }
        XCTAssertTrue(names[0].hasPrefix("ruin"))
        // A portfolio that survives exists but is not the middle.
        let hedged = try GrowthProblem(
            returns: Matrix(columns: [[0.5, -0.9], [-0.2, 0.3]]), constraints: Constraints(assets: 2, upper: 3, budget: 3),
            investment: .all
        ).solve()
        XCTAssertEqual(hedged.certificate.status, .optimal)
        XCTAssertTrue(hedged.objective.isFinite)
    }

    func testLeverageAndInfeasibility() throws {
        var constraints = Constraints(assets: 10, budget: 3)
        constraints.maximumLeverage = 1.5
        let solution = try GrowthProblem(returns: Samples.returns, constraints: constraints).solve()
        XCTAssertEqual(solution.weights.reduce(0, +), 1.5, accuracy: 1e-12)
        let impossible = try GrowthProblem(
            returns: Samples.returns, constraints: Constraints(assets: 10, upper: 0.05), investment: .all
        ).solve()
        guard case .infeasible(let names) = impossible.certificate.status else { return XCTFail("feasible") }
        XCTAssertEqual(names.first, "budget: weights sum to 1.0")
        assertBad("row 3, asset 1", "nan") {
            var broken = Samples.returns
            broken[3, 1] = .nan
            _ = try GrowthProblem(returns: broken)
        }
        assertBad("riskFree is -1.0") { _ = try GrowthProblem(returns: Samples.returns, riskFree: -1) }
        assertBad("asset 0", "inf") {
            _ = try GrowthProblem(returns: Samples.returns, constraints: Constraints(assets: 10, upper: .infinity))
        }
    }
}
