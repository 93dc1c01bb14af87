import Numerics
import XCTest

@testable import Optimization

final class LinearRiskConstraintTests: XCTestCase {
    override func setUpWithError() throws { try Samples.requireHiGHS() }

    private let risk = LinearRisk.conditionalValueAtRisk(confidence: 0.95)

    private func solve(_ constraints: Constraints, _ goal: LinearGoal = .minimumRisk) throws -> LinearRiskSolution {
        try LinearRiskProblem(returns: Samples.returns, risk: risk, constraints: constraints).solve(goal)
    }

    private func conflict(_ answer: LinearRiskSolution) -> [String] {
        XCTAssertTrue(answer.solution.weights.isEmpty)
        guard case .infeasible(let names) = answer.solution.certificate.status else {
            XCTFail("\(answer)")
            return []
        }
        return names
    }

    func testAllConstraintsAtOnceHold() throws {
        var constraints = Constraints(assets: 10, lower: -0.2, upper: 0.3)
        constraints.groups = [
            GroupBound(name: "banks", members: [2, 6], lower: 0.1, upper: 0.2),
            GroupBound(name: "oil", members: [3, 9], upper: 0.15),
        ]
        constraints.turnover = TurnoverBound(previous: [Double](repeating: 0.1, count: 10), maximum: 0.9)
        constraints.maximumLeverage = 1.3
        constraints.costs = TransactionCosts(
            previous: [Double](repeating: 0.1, count: 10), rates: [Double](repeating: 0.001, count: 10))
        for cutLimit in [40, 0] {
            for counted in [false, true] {
                constraints.minimumPosition = counted ? 0.04 : nil
                constraints.maximumAssets = counted ? 8 : nil
                var problem = try LinearRiskProblem(returns: Samples.returns, risk: risk, constraints: constraints)
                problem.cutLimit = cutLimit
                for goal in [LinearGoal.minimumRisk, .minimumRiskWithReturn(atLeast: 0), .maximumReturn(riskAtMost: 0.025)] {
                    let answer = try problem.solve(goal)
                    XCTAssertEqual(answer.solution.certificate.status, .optimal, "\(goal) \(cutLimit) \(counted)")
                    XCTAssertLessThanOrEqual(constraints.violation(of: answer.solution.weights), 1e-9)
                    if case .maximumReturn = goal {
                        XCTAssertEqual(answer.solution.objective, answer.expectedReturn)
                    } else {
                        XCTAssertEqual(
                            answer.solution.objective, answer.risk + constraints.cost(of: answer.solution.weights),
                            accuracy: 1e-15)
                    }
                }
            }
        }
    }

    func testNoTurnoverKeepsThePortfolio() throws {
        var constraints = Constraints(assets: 10)
        constraints.turnover = TurnoverBound(previous: (0..<10).map { Double($0 + 1) / 55 }, maximum: 0)
        assertEqual(try solve(constraints).solution.weights, (0..<10).map { Double($0 + 1) / 55 }, accuracy: 1e-9)
    }

    func testHighCostsKeepThePortfolio() throws {
        var constraints = Constraints(assets: 10)
        let previous = [Double](repeating: 0.1, count: 10)
        constraints.costs = TransactionCosts(previous: previous, rates: [Double](repeating: 1, count: 10))
        assertEqual(try solve(constraints).solution.weights, previous, accuracy: 1e-9)
    }

    func testMinimumPositions() throws {
        var constraints = Constraints(assets: 10)
        constraints.minimumPosition = 0.15
        let answer = try solve(constraints)
        XCTAssertEqual(answer.solution.certificate.status, .optimal)
        for weight in answer.solution.weights { XCTAssertTrue(weight == 0 || weight >= 0.15 - 1e-12, "\(weight)") }
        XCTAssertGreaterThan(answer.risk, 0.01877388064260919)
    }

    func testConflictsAreNamedAndMinimal() throws {
        var constraints = Constraints(assets: 10, upper: 0.3)
        constraints.groups = [
            GroupBound(name: "banks", members: [2, 6], lower: 0.7), GroupBound(name: "oil", members: [3, 9], upper: 0.15),
        ]
        XCTAssertEqual(
            Set(conflict(try solve(constraints))),
            ["group 'banks' at least 0.7", "upper bound 0.3 of asset 2", "upper bound 0.3 of asset 6"])
        var turnover = Constraints(assets: 10)
        turnover.turnover = TurnoverBound(previous: [1] + [Double](repeating: 0, count: 9), maximum: 0.4)
        turnover.upper[0] = 0.5
        let names = Set(conflict(try solve(turnover)))
        XCTAssertTrue(names.isSuperset(of: ["turnover at most 0.4", "upper bound 0.5 of asset 0"]), "\(names)")
        var counted = Constraints(assets: 10, upper: 0.3)
        counted.maximumAssets = 3
        XCTAssertTrue(conflict(try solve(counted)).contains("at most 3 assets"))
        var crossed = Constraints(assets: 10)
        (crossed.lower[4], crossed.upper[4]) = (0.3, 0.2)
        XCTAssertEqual(conflict(try solve(crossed)), ["lower bound 0.3 of asset 4", "upper bound 0.2 of asset 4"])
    }

    func testGoalsThatCannotBeMet() throws {
        let plain = Constraints(assets: 10)
        let names = conflict(try solve(plain, .minimumRiskWithReturn(atLeast: 0.01)))
        XCTAssertTrue(names.contains("expected return at least 0.01") && names.contains("budget: weights sum to 1.0"), "\(names)")
        let risky = conflict(try solve(plain, .maximumReturn(riskAtMost: 0.005)))
        XCTAssertTrue(risky.contains("risk at most 0.005"), "\(risky)")
    }

    func testDegenerateScenarios() throws {
        // All zero: any portfolio has no risk.
        let zero = try LinearRiskProblem(returns: Matrix(rows: 20, columns: 3), risk: risk).solve()
        XCTAssertEqual(zero.risk, 0)
        XCTAssertEqual(zero.solution.weights.reduce(0, +), 1, accuracy: 1e-12)
        // More assets than rows, and two assets the same.
        var random = TestRandom(3)
        var wide = random.returns(8, 12)
        for t in 0..<8 { wide[t, 1] = wide[t, 0] }
        for kind in [risk, .conditionalDrawdownAtRisk(confidence: 0.9), .meanAbsoluteDeviation] {
            let answer = try LinearRiskProblem(returns: wide, risk: kind).solve()
            XCTAssertEqual(answer.solution.certificate.status, .optimal)
            XCTAssertTrue(answer.solution.weights.allSatisfy { $0.isFinite && $0 >= 0 })
        }
        let one = try LinearRiskProblem(
            returns: Matrix(columns: [[0.01, -0.02, 0.03]]), risk: .conditionalValueAtRisk(confidence: 0.5)
        ).solve()
        XCTAssertEqual(one.solution.weights, [1])
        // Half of three scenarios: −0.02 and half of 0.01.
        XCTAssertEqual(one.risk, (0.02 - 0.005) / 1.5, accuracy: 1e-15)
    }

    func testBadInput() {
        var broken = Samples.returns
        broken[7, 2] = .nan
        assertBad("row 7, asset 2", "nan") { _ = try LinearRiskProblem(returns: broken, risk: risk) }
        broken[7, 2] = .infinity
        assertBad("row 7, asset 2", "inf") { _ = try LinearRiskProblem(returns: broken, risk: risk) }
        assertBad("confidence is 1.0") {
            _ = try LinearRiskProblem(returns: Samples.returns, risk: .conditionalValueAtRisk(confidence: 1))
        }
        assertBad("confidence is nan") {
            _ = try LinearRiskProblem(returns: Samples.returns, risk: .conditionalDrawdownAtRisk(confidence: .nan))
        }
        assertBad("1 rows") { _ = try LinearRiskProblem(returns: Matrix(rows: 1, columns: 2), risk: risk) }
        assertBad("there are none") { _ = try LinearRiskProblem(returns: Matrix(rows: 5, columns: 0), risk: risk) }
        assertBad("3 lower") {
            _ = try LinearRiskProblem(returns: Samples.returns, risk: risk, constraints: Constraints(assets: 3))
        }
        assertBad("asset 0", "maximumLeverage") {
            _ = try LinearRiskProblem(
                returns: Samples.returns, risk: risk, constraints: Constraints(assets: 10, lower: -.infinity))
        }
        var group = Constraints(assets: 10)
        group.groups = [GroupBound(name: "oil", members: [3, 12])]
        assertBad("group 'oil'", "12") { _ = try LinearRiskProblem(returns: Samples.returns, risk: risk, constraints: group) }
        assertBad("goal", "nan") {
            _ = try LinearRiskProblem(returns: Samples.returns, risk: risk).solve(.maximumReturn(riskAtMost: .nan))
        }
    }
}
