import Numerics
import XCTest

@testable import Optimization

/// Random problems, each certificate verified without a solver.
final class LinearRiskCertificateTests: XCTestCase {
    override func setUpWithError() throws { try Samples.requireHiGHS() }

    /// The definitions, written as they are read, for comparison.
    private func measure(_ risk: LinearRisk, _ returns: [Double]) -> Double {
        func tail(_ losses: [Double], _ confidence: Double) -> Double {
            let count = (1 - confidence) * Double(losses.count)
            var (left, total) = (count, 0.0)
            for loss in losses.sorted(by: >) where left > 0 {
                total += min(1, left) * loss
                left -= 1
            }
            return total / count
        }
        switch risk {
        case .conditionalValueAtRisk(let confidence): return tail(returns.map { -$0 }, confidence)
        case .meanAbsoluteDeviation:
            let centre = mean(returns)
            return mean(returns.map { abs($0 - centre) })
        case .conditionalDrawdownAtRisk(let confidence):
            var (level, peak) = (0.0, 0.0)
            var drawdowns: [Double] = []
            for r in returns {
                level += r
                peak = max(peak, level)
                drawdowns.append(peak - level)
            }
            return tail(drawdowns, confidence)
        }
    }

    /// min g·v over a box and a budget: fill the cheapest first.
    private func fill(_ gradient: [Double], _ constraints: Constraints) -> Double {
        var left = constraints.budget - constraints.lower.reduce(0, +)
        var total = dot(gradient, constraints.lower)
        for i in gradient.indices.sorted(by: { gradient[$0] < gradient[$1] }) {
            let part = min(left, constraints.upper[i] - constraints.lower[i])
            total += part * gradient[i]
            left -= part
        }
        return total
    }

    func testTheGradientProvesTheBound() throws {
        var random = TestRandom(11)
        for round in 0..<30 {
            let n = 2 + round % 9
            let returns = random.returns(40 + 7 * round, n)
            let risks: [LinearRisk] = [
                .conditionalValueAtRisk(confidence: random.uniform(0.6...0.99)),
                .conditionalDrawdownAtRisk(confidence: random.uniform(0.6...0.99)), .meanAbsoluteDeviation,
            ]
            let constraints = Constraints(assets: n, lower: random.uniform(-0.3...0.05), upper: random.uniform(0.6...1))
            for risk in risks {
                var problem = try LinearRiskProblem(returns: returns, risk: risk, constraints: constraints)
                if round % 3 == 0 { problem.cutLimit = 0 }
                let answer = try problem.solve()
                XCTAssertEqual(answer.solution.certificate.status, .optimal)
                XCTAssertEqual(answer.risk, measure(risk, returns.times(answer.solution.weights)), accuracy: 1e-13)
                XCTAssertEqual(answer.riskMultiplier, 1, accuracy: 1e-9)
                XCTAssertEqual(fill(answer.gradient, constraints), answer.risk, accuracy: 1e-9)
                for _ in 0..<20 {
                    let other = random.portfolio(n).map { 3 * $0 - 0.5 }
                    let value = measure(risk, returns.times(other))
                    XCTAssertGreaterThanOrEqual(value, dot(answer.gradient, other) - 1e-9)
                }
            }
        }
    }

    func testNoFeasibleReturnBeatsTheMaximum() throws {
        var random = TestRandom(13)
        for round in 0..<10 {
            let n = 3 + round % 4
            let returns = random.returns(120, n)
            let risk = LinearRisk.conditionalValueAtRisk(confidence: 0.9)
            let problem = try LinearRiskProblem(returns: returns, risk: risk)
            let bound = try problem.solve().risk * random.uniform(1.02...1.3)
            let answer = try problem.solve(.maximumReturn(riskAtMost: bound))
            XCTAssertEqual(answer.solution.certificate.status, .optimal)
            XCTAssertLessThanOrEqual(measure(risk, returns.times(answer.solution.weights)), bound * (1 + 1e-9))
            for _ in 0..<500 {
                let other = random.portfolio(n)
                guard measure(risk, returns.times(other)) <= bound else { continue }
                XCTAssertLessThanOrEqual(dot(problem.expectedReturns, other), answer.bound + 1e-12)
            }
        }
    }

    /// Against the best of all pairs and triples, each solved alone.
    func testCountedAssetsAreTheBestOfAllSubsets() throws {
        var random = TestRandom(17)
        for round in 0..<4 {
            let (n, most) = (6, 2 + round % 2)
            let returns = random.returns(90, n)
            let risk: LinearRisk = round < 2 ? .conditionalValueAtRisk(confidence: 0.9) : .meanAbsoluteDeviation
            var constraints = Constraints(assets: n, lower: round % 2 == 0 ? 0 : -0.3, upper: 0.8)
            constraints.maximumAssets = most
            let answer = try LinearRiskProblem(returns: returns, risk: risk, constraints: constraints).solve()
            XCTAssertEqual(answer.solution.certificate.status, .optimal)
            XCTAssertLessThanOrEqual(answer.solution.weights.filter { $0 != 0 }.count, most)
            var best = Double.infinity
            for mask in 1..<(1 << n) where mask.nonzeroBitCount == most {
                var own = Constraints(assets: n, lower: constraints.lower[0], upper: constraints.upper[0])
                for i in 0..<n where mask & (1 << i) == 0 { (own.lower[i], own.upper[i]) = (0, 0) }
                best = min(best, try LinearRiskProblem(returns: returns, risk: risk, constraints: own).solve().risk)
            }
            XCTAssertEqual(answer.risk, best, accuracy: 1e-9)
            XCTAssertEqual(answer.bound, best, accuracy: 1e-9)
        }
    }
}
