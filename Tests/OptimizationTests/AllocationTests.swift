import Numerics
import XCTest

@testable import Optimization

final class AllocationTests: XCTestCase {
    private func infeasible(_ solution: Solution, file: StaticString = #filePath, line: UInt = #line) -> [String] {
        XCTAssertTrue(solution.weights.isEmpty, file: file, line: line)
        guard case .infeasible(let names) = solution.certificate.status else {
            XCTFail("\(solution)", file: file, line: line)
            return []
        }
        return names
    }

    func testKnownProjections() throws {
        // Onto the simplex: (0.9, 0.6, −1) moves by −0.25 where it stays positive (Duchi et al. 2008).
        assertEqual(
            try Allocation.solve([0.9, 0.6, -1], constraints: Constraints(assets: 3)).weights, [0.65, 0.35, 0], accuracy: 1e-15)
        let capped = try Allocation.solve([0.7, 0.2, 0.1], constraints: Constraints(assets: 3, upper: 0.5))
        assertEqual(capped.weights, [0.5, 0.3, 0.2], accuracy: 1e-15)
        let poured = try Allocation.solve([0.7, 0.2, 0.1], constraints: Constraints(assets: 3, upper: 0.5), rule: .proportional)
        assertEqual(poured.weights, [0.5, 1.0 / 3, 0.5 / 3], accuracy: 1e-15)
    }

    /// What is inside its bounds already does not move at all.
    func testFeasibleWeightsAreLeftAlone() throws {
        let weights = [0.25, 0.5, 0.125, 0.125]
        for rule in [Allocation.Rule.euclidean, .proportional] {
            XCTAssertEqual(try Allocation.solve(weights, constraints: Constraints(assets: 4), rule: rule).weights, weights)
        }
    }

    func testRandomAllocationsMeetBoundsBudgetAndOptimality() throws {
        var random = TestRandom(31)
        for round in 0..<2_000 {
            let n = 1 + round % 30
            var bounds = Constraints(assets: n)
            for i in 0..<n {
                bounds.lower[i] = random.uniform(-0.5...0.4)
                bounds.upper[i] = round % 7 == 0 && i % 3 == 0 ? bounds.lower[i] : bounds.lower[i] + random.uniform(0...1)
            }
            let (low, high) = (bounds.lower.reduce(0, +), bounds.upper.reduce(0, +))
            bounds.budget = random.uniform(low...max(low, high))
            let wanted = (0..<n).map { _ in random.normal() }
            let x = try Allocation.solve(wanted, constraints: bounds).weights
            guard x.count == n else { return XCTFail("round \(round)") }
            XCTAssertEqual(x.reduce(0, +), bounds.budget, accuracy: 4e-15 * max(1, Double(n) / 4))
            var shifts: [Double] = []
            for i in 0..<n {
                XCTAssertTrue(x[i] >= bounds.lower[i] && x[i] <= bounds.upper[i])
                if x[i] > bounds.lower[i] + 1e-13 && x[i] < bounds.upper[i] - 1e-13 { shifts.append(x[i] - wanted[i]) }
            }
            // Free weights moved alike; those at a bound would have had to go beyond it.
            guard let shift = shifts.first else { continue }
            for other in shifts { XCTAssertEqual(other, shift, accuracy: 1e-12) }
            for i in 0..<n where x[i] == bounds.upper[i] && bounds.upper[i] > bounds.lower[i] {
                XCTAssertGreaterThanOrEqual(wanted[i] + shift, x[i] - 1e-12)
            }
        }
    }

    func testRandomProportionalAllocations() throws {
        var random = TestRandom(37)
        for round in 0..<1_000 {
            let n = 2 + round % 20
            var bounds = Constraints(assets: n)
            for i in 0..<n {
                bounds.lower[i] = random.uniform(0...(0.8 / Double(n)))
                bounds.upper[i] = random.uniform((1.2 / Double(n))...1)
            }
            let wanted = (0..<n).map { $0 % 5 == 4 ? 0 : random.uniform() }
            let x = try Allocation.solve(wanted, constraints: bounds, rule: .proportional).weights
            XCTAssertEqual(x.reduce(0, +), 1, accuracy: 1e-14)
            var level: Double?
            for i in 0..<n {
                XCTAssertTrue(x[i] >= bounds.lower[i] && x[i] <= bounds.upper[i])
                guard wanted[i] > 0.01, x[i] > bounds.lower[i] + 1e-13, x[i] < bounds.upper[i] - 1e-13 else { continue }
                XCTAssertEqual(x[i] / wanted[i], level ?? x[i] / wanted[i], accuracy: 1e-10)
                level = x[i] / wanted[i]
            }
        }
        // Nothing wanted: equal shares; one that is full passes the rest to those not wanted.
        assertEqual(
            try Allocation.solve([0, 0], constraints: Constraints(assets: 2), rule: .proportional).weights, [0.5, 0.5],
            accuracy: 1e-15)
        let rest = try Allocation.solve([1, 0, 0], constraints: Constraints(assets: 3, upper: 0.4), rule: .proportional)
        assertEqual(rest.weights, [0.4, 0.3, 0.3], accuracy: 1e-15)
    }

    func testUnboundedWeights() throws {
        let free = Constraints(assets: 2, lower: -.infinity, upper: .infinity)
        assertEqual(try Allocation.solve([3, -1], constraints: free).weights, [2.5, -1.5], accuracy: 1e-14)
    }

    func testSteps() throws {
        let constraints = Constraints(assets: 3)
        let stepped = try Allocation.solve([1, 0, 0], constraints: constraints, previous: [0.2, 0.4, 0.4], maximumStep: 0.1)
        assertEqual(stepped.weights, [0.3, 0.35, 0.35], accuracy: 1e-15)
        // Exactly as far as allowed is allowed.
        let edge = try Allocation.solve([0.5, 0.5], constraints: Constraints(assets: 2), previous: [0.4, 0.6], maximumStep: 0.1)
        assertEqual(edge.weights, [0.5, 0.5], accuracy: 1e-15)
        let far = try Allocation.solve(
            [0.5, 0.5], constraints: Constraints(assets: 2, lower: 0.3), previous: [0, 1], maximumStep: 0.1)
        XCTAssertEqual(infeasible(far), ["lower bound 0.3 of asset 0", "step of at most 0.1 from 0.0 of asset 0"])
        let short = try Allocation.solve(
            [0.5, 0.5], constraints: Constraints(assets: 2), previous: [0.1, 0.2], maximumStep: 0.1)
        XCTAssertEqual(
            infeasible(short),
            ["budget: weights sum to 1.0", "step of at most 0.1 from 0.1 of asset 0", "step of at most 0.1 from 0.2 of asset 1"])
    }

    func testInfeasibleBoundsAreNamed() throws {
        var high = Constraints(assets: 3)
        high.lower = [0.6, 0.6, 0]
        XCTAssertEqual(
            infeasible(try Allocation.solve([1, 0, 0], constraints: high)),
            [
                "budget: weights sum to 1.0", "lower bound 0.6 of asset 0", "lower bound 0.6 of asset 1",
                "bound 0 of 1 other assets",
            ])
        XCTAssertEqual(
            infeasible(try Allocation.solve([1, 0], constraints: Constraints(assets: 2, upper: 0.4))),
            ["budget: weights sum to 1.0", "upper bound 0.4 of asset 0", "upper bound 0.4 of asset 1"])
    }

    func testBadInput() {
        assertBad("value 1", "nan") { _ = try Allocation.solve([0, .nan], constraints: Constraints(assets: 2)) }
        assertBad("no values") { _ = try Allocation.solve([], constraints: Constraints(assets: 0)) }
        assertBad("2 lower") { _ = try Allocation.solve([1], constraints: Constraints(assets: 2)) }
        assertBad("asset 0", "-1.0") { _ = try Allocation.solve([-1], constraints: Constraints(assets: 1), rule: .proportional) }
        assertBad("maximumStep") {
            _ = try Allocation.solve([1], constraints: Constraints(assets: 1), previous: [1], maximumStep: -1)
        }
        assertBad("previous") { _ = try Allocation.solve([1], constraints: Constraints(assets: 1), previous: [], maximumStep: 1) }
    }

    func testSimpleWeights() throws {
        assertEqual(try SimpleWeights.equal(assets: 4).weights, [0.25, 0.25, 0.25, 0.25], accuracy: 0)
        assertEqual(try SimpleWeights.inverseVolatility(variances: [0.04, 0.01]).weights, [1.0 / 3, 2.0 / 3], accuracy: 1e-15)
        assertEqual(try SimpleWeights.inverseVariance(variances: [0.04, 0.01]).weights, [0.2, 0.8], accuracy: 1e-15)
        let capped = try SimpleWeights.inverseVariance(
            variances: [0.04, 0.01, 0.04], constraints: Constraints(assets: 3, upper: 0.5))
        assertEqual(capped.weights, [0.25, 0.5, 0.25], accuracy: 1e-15)
        assertBad("asset 1", "constant") { _ = try SimpleWeights.inverseVariance(variances: [1, 0]) }
        assertBad("value 0", "nan") { _ = try SimpleWeights.inverseVolatility(variances: [.nan]) }
        assertBad("assets is 0") { _ = try SimpleWeights.equal(assets: 0) }
    }

    func testDrawdownGuard() throws {
        let table = DrawdownGuard.standard
        let expected: [(Double, Double)] = [
            (0, 1), (0.0499, 1), (0.05, 0.8), (0.0999, 0.8), (0.1, 0.5), (0.15, 0.25), (0.1999, 0.25), (0.2, 0), (1, 0),
            (.nan, 0),
            (.infinity, 0), (-0.12, 0.5),
        ]
        for (drawdown, scale) in expected { XCTAssertEqual(table.scale(at: drawdown), scale, "\(drawdown)") }
        for template in CombinationTemplate.all { XCTAssertNoThrow(try DrawdownGuard(template.drawdownGuard.steps)) }
        assertBad("no steps") { _ = try DrawdownGuard([]) }
        assertBad("step 1", "0.05") {
            _ = try DrawdownGuard([.init(drawdown: 0.05, scale: 0.5), .init(drawdown: 0.05, scale: 0.4)])
        }
        assertBad("step 1", "below 0.5") {
            _ = try DrawdownGuard([.init(drawdown: 0.05, scale: 0.5), .init(drawdown: 0.1, scale: 0.5)])
        }
        assertBad("step 0", "-0.05") { _ = try DrawdownGuard([.init(drawdown: -0.05, scale: 0.5)]) }
        assertBad("step 0", "nan") { _ = try DrawdownGuard([.init(drawdown: 0.05, scale: .nan)]) }
        assertBad("step 0", "5.0") { _ = try DrawdownGuard([.init(drawdown: 5, scale: 0.5)]) }
    }
}
