import Numerics
import XCTest

@testable import Optimization

final class CardinalityTests: XCTestCase {
    /// The best over every subset of the assets, each with the plain solver.
    private func enumerate(_ sigma: Matrix, _ constraints: Constraints, _ solve: (MeanVariance) throws -> Double) throws -> Double {
        let n = sigma.rows
        var best = Double.infinity
        for mask in 1..<(1 << n) where mask.nonzeroBitCount <= constraints.maximumAssets ?? n {
            var plain = constraints
            (plain.maximumAssets, plain.minimumPosition) = (nil, nil)
            for i in 0..<n {
                let isIn = mask >> i & 1 == 1
                plain.lower[i] = isIn ? max(plain.lower[i], constraints.minimumPosition ?? 0) : 0
                if !isIn { plain.upper[i] = 0 }
            }
            let problem = try MeanVariance(covariance: sigma, constraints: plain)
            if try problem.minimumVariance().certificate.status == .optimal { best = min(best, try solve(problem)) }
        }
        return best
    }

    func testTheSearchFindsTheBestSubset() throws {
        var stream = ProblemStream(seed: 21)
        for trial in 0..<25 {
            let n = stream.integer(4...7)
            let (sigma, mu) = (stream.covariance(n, rows: 40), stream.returns(n).map { abs($0) })
            var constraints = Constraints(assets: n, upper: 0.7)
            if trial % 3 != 1 { constraints.maximumAssets = stream.integer(2...3) }
            if trial % 3 != 0 { constraints.minimumPosition = 0.15 }
            let problem = try MeanVariance(covariance: sigma, constraints: constraints)
            let least = try problem.minimumVariance()
            XCTAssertEqual(least.certificate.status, .optimal)
            XCTAssertEqual(least.objective, try enumerate(sigma, constraints) { try $0.minimumVariance().objective }, accuracy: 1e-12)
            let sharpe = try problem.maximumSharpe(expectedReturns: mu)
            let best = try enumerate(sigma, constraints) { -(try $0.maximumSharpe(expectedReturns: mu).objective) }
            XCTAssertEqual(sharpe.objective, -best, accuracy: 1e-9)
            for solution in [least, sharpe] {
                let held = solution.weights.filter { $0 != 0 }
                XCTAssertLessThanOrEqual(held.count, constraints.maximumAssets ?? n)
                XCTAssertGreaterThanOrEqual(held.min() ?? 0, (constraints.minimumPosition ?? 0) - 1e-12)
            }
        }
    }

    func testASearchThatIsCutOffSaysHowFarItMayBeFromTheBest() throws {
        var stream = ProblemStream(seed: 22)
        let sigma = stream.covariance(25, rows: 60)
        var constraints = Constraints(assets: 25)
        constraints.maximumAssets = 5
        let problem = try MeanVariance(covariance: sigma, constraints: constraints)
        problem.searchLimit = 10
        let cut = try problem.minimumVariance()
        guard case .inexact(let gap) = cut.certificate.status else { return XCTFail("\(cut.certificate)") }
        problem.searchLimit = 100_000
        let whole = try problem.minimumVariance()
        XCTAssertEqual(whole.certificate.status, .optimal)
        XCTAssertLessThanOrEqual(whole.objective, cut.objective)
        XCTAssertGreaterThanOrEqual(whole.objective, cut.objective * (1 - gap) * (1 - 1e-12))
    }

    func testAnImpossibleCardinalityIsNamed() throws {
        var constraints = Constraints(assets: 4, upper: 0.3)
        constraints.maximumAssets = 3
        let solution = try MeanVariance(covariance: .identity(4), constraints: constraints).minimumVariance()
        XCTAssertEqual(solution.certificate.status, .infeasible(conflict: ["maximum assets 3"]))
        XCTAssertEqual(solution.weights, [])
    }
}
