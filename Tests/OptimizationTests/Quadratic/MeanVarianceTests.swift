import Numerics
import XCTest

@testable import Optimization

final class MeanVarianceTests: XCTestCase {
    /// Every problem, under random constraints of every convex kind: certificate, feasibility, and optimality checked from scratch.
    func testWeightsAreOptimalUnderConstraintsOfEveryKind() throws {
        var stream = ProblemStream(seed: 11)
        var counts: [String: Int] = [:]
        for trial in 0..<300 {
            let n = stream.integer(2...9)
            let constraints = stream.constraints(n)
            let sigma = stream.covariance(n, rows: stream.chance(0.2) ? 4 : 40)
            let mu = stream.returns(n)
            let problem = try MeanVariance(covariance: sigma, constraints: constraints)
            let least = try problem.minimumVariance()
            counts["\(least.certificate.status)".prefix(7).description, default: 0] += 1
            guard least.certificate.status == .optimal else { continue }
            /// The objective ½·curvature·wᵀΣw + linearᵀw + weight·cost.
            func check(_ s: Solution, _ name: String, curvature: Double = 1, linear: [Double], weight: Double) {
                let w = s.weights
                XCTAssertEqual(s.certificate.status, .optimal, "\(trial) \(name)")
                XCTAssertLessThanOrEqual(s.certificate.kktResidual, 1e-9)
                XCTAssertLessThanOrEqual(OptimalityCheck.violation(w, constraints), 1e-10, "\(trial) \(name)")
                let gradient = zip(sigma.times(w), linear).map { curvature * $0 + $1 }
                let scale = OptimalityCheck.scale(w, curvature * sigma, parts: [linear])
                let residual = OptimalityCheck.residual(w, gradient: gradient, scale: scale, constraints: constraints, costScale: weight)
                XCTAssertLessThanOrEqual(residual, 1e-9, "\(trial) \(name) \(s.certificate)")
            }
            check(least, "minimum variance", curvature: 2, linear: mu.map { _ in 0 }, weight: 1)
            let utility = try problem.maximumUtility(expectedReturns: mu, riskAversion: 6)
            check(utility, "utility", curvature: 6, linear: mu.map { -$0 }, weight: 1)
            let benchmark = stream.weights(n)
            let tracking = try problem.minimumTracking(benchmark: benchmark)
            check(tracking, "tracking", curvature: 2, linear: sigma.times(benchmark).map { -2 * $0 }, weight: 1)
            let sharpe = try problem.maximumSharpe(expectedReturns: mu)
            if sharpe.certificate.status == .optimal {
                let tau = sigma.quadraticForm(sharpe.weights) / (dot(mu, sharpe.weights) - problem.cost(sharpe.weights))
                check(sharpe, "Sharpe", linear: mu.map { -tau * $0 }, weight: tau)
            }
        }
        XCTAssertGreaterThan(counts["optimal"] ?? 0, 150, "\(counts)")
        XCTAssertEqual(counts.keys.filter { $0 != "optimal" && $0 != "infeasi" }, [], "\(counts)")
    }

    func testNoRandomWeightsAreBetter() throws {
        var stream = ProblemStream(seed: 12)
        for _ in 0..<20 {
            let n = stream.integer(2...6)
            let (sigma, mu) = (stream.covariance(n, rows: 50), stream.returns(n))
            let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: n))
            let least = try problem.minimumVariance().objective
            let sharpe = try problem.maximumSharpe(expectedReturns: mu)
            let diversified = try problem.maximumDiversification().objective
            let deviations = sigma.diagonal.map { $0.squareRoot() }
            for _ in 0..<300 {
                let w = stream.weights(n)
                let variance = sigma.quadraticForm(w)
                XCTAssertGreaterThanOrEqual(variance, least * (1 - 1e-12))
                XCTAssertLessThanOrEqual(dot(deviations, w) / variance.squareRoot(), diversified * (1 + 1e-12))
                if sharpe.certificate.status == .optimal {
                    XCTAssertLessThanOrEqual(dot(mu, w) / variance.squareRoot(), sharpe.objective * (1 + 1e-12))
                }
            }
        }
    }

    func testPermutedAssetsGetPermutedWeightsAndScaleDoesNotMatter() throws {
        var stream = ProblemStream(seed: 13)
        for _ in 0..<30 {
            let n = stream.integer(2...10)
            let (sigma, mu, order) = (stream.covariance(n, rows: 60), stream.returns(n), Array((0..<n).reversed()))
            let straight = try MeanVariance(covariance: sigma, constraints: Constraints(assets: n, upper: 0.6))
            let turned = try MeanVariance(covariance: sigma.submatrix(rows: order, columns: order), constraints: straight.constraints)
            let scaled = try MeanVariance(covariance: 1e4 * sigma, constraints: straight.constraints)
            let pairs = [
                (try straight.minimumVariance(), try turned.minimumVariance(), try scaled.minimumVariance()),
                (try straight.maximumSharpe(expectedReturns: mu), try turned.maximumSharpe(expectedReturns: order.map { mu[$0] }),
                    try scaled.maximumSharpe(expectedReturns: mu.map { 100 * $0 })),
                (try straight.maximumDiversification(), try turned.maximumDiversification(), try scaled.maximumDiversification()),
            ]
            for (a, b, c) in pairs {
                for i in 0..<n {
                    XCTAssertEqual(a.weights[order[i]], b.weights[i], accuracy: 1e-9)
                    XCTAssertEqual(a.weights[i], c.weights[i], accuracy: 1e-9)
                }
            }
        }
    }

    func testTargetsAreMet() throws {
        var stream = ProblemStream(seed: 14)
        for _ in 0..<30 {
            let (sigma, mu) = (stream.covariance(8, rows: 60), stream.returns(8))
            let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 8, upper: 0.5))
            let least = try problem.minimumVariance()
            let most = try problem.maximumReturn(expectedReturns: mu, targetVolatility: 1)
            let order = mu.sorted(by: >)
            XCTAssertEqual(most.objective, (order[0] + order[1]) / 2, accuracy: 1e-15, "the two best, half each")
            let middle = (dot(mu, least.weights) + most.objective) / 2
            let atReturn = try problem.minimumVariance(expectedReturns: mu, targetReturn: middle)
            XCTAssertEqual(dot(mu, atReturn.weights), middle, accuracy: 1e-13)
            let volatility = atReturn.objective.squareRoot()
            let atVolatility = try problem.maximumReturn(expectedReturns: mu, targetVolatility: volatility)
            XCTAssertEqual(atVolatility.objective, middle, accuracy: 1e-11, "the two are duals")
            XCTAssertEqual(
                try problem.minimumVariance(expectedReturns: mu, targetReturn: order[0] * 2).certificate.status.conflict.contains("target return"), true)
            let tooLow = try problem.maximumReturn(expectedReturns: mu, targetVolatility: least.objective.squareRoot() / 2)
            XCTAssertEqual(tooLow.certificate.status.conflict.first, "target volatility")
            for (a, b) in zip(try problem.minimumVariance().weights, least.weights) { XCTAssertEqual(a, b, accuracy: 1e-12) }
        }
    }

    func testASharpeRatioWithoutMaximumFallsBackAndSaysWhy() throws {
        let sigma = Matrix.diagonal([0.04, 0.09])
        let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 2))
        let solution = try problem.maximumSharpe(expectedReturns: [-0.1, 0.01], riskFree: 0.02)
        guard case .fallback("minimum variance", let reason) = solution.certificate.status else { return XCTFail("\(solution)") }
        XCTAssertTrue(reason.contains("excess return"), reason)
        XCTAssertEqual(solution.weights[0], 9.0 / 13, accuracy: 1e-9)
        let hedge = try MeanVariance(covariance: Matrix(rows: [[0.01, -0.01], [-0.01, 0.01]]), constraints: Constraints(assets: 2))
        guard case .fallback(_, let why) = try hedge.maximumSharpe(expectedReturns: [0.1, 0.1]).certificate.status else { return XCTFail() }
        XCTAssertTrue(why.contains("singular"), why)
    }

    func testTwoAssetsHaveTheClosedForm() throws {
        let sigma = Matrix(rows: [[0.04, 0.006], [0.006, 0.09]])
        let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 2))
        let least = try problem.minimumVariance()
        XCTAssertEqual(least.weights[0], (0.09 - 0.006) / (0.04 + 0.09 - 0.012), accuracy: 1e-12)
        let tangent = Cholesky(sigma)!.solve([0.05, 0.07]) // positive definite by construction
        let sharpe = try problem.maximumSharpe(expectedReturns: [0.06, 0.08], riskFree: 0.01)
        XCTAssertEqual(sharpe.weights[0], tangent[0] / (tangent[0] + tangent[1]), accuracy: 1e-11)
    }

    func testWarmAndColdSolutionsAgree() throws {
        var stream = ProblemStream(seed: 15)
        let n = 12
        var sigma = stream.covariance(n, rows: 60)
        let rolling = try MeanVariance(covariance: sigma, constraints: Constraints(assets: n, upper: 0.3))
        _ = try rolling.minimumVariance()
        for _ in 0..<40 {
            sigma = 0.9 * sigma + 0.1 * stream.covariance(n, rows: 60)
            try rolling.replaceCovariance(sigma)
            let warm = try rolling.minimumVariance()
            let cold = try MeanVariance(covariance: sigma, constraints: rolling.constraints).minimumVariance()
            for (a, b) in zip(warm.weights, cold.weights) { XCTAssertEqual(a, b, accuracy: 1e-10) }
            XCTAssertEqual(warm.certificate.status, .optimal)
        }
    }
}

extension Status {
    var conflict: [String] { if case .infeasible(let names) = self { names } else { [] } }

    /// Without a budget the ratio has no scale: that is said, and no weights of rounding size come out.
    func testARatioWithoutABudgetIsSaidToHaveNoScale() throws {
        var constraints = Constraints(assets: 2, lower: -1, upper: 1)
        constraints.budget = 0
        let answer = try MeanVariance(covariance: Matrix(rows: [[0.04, 0.01], [0.01, 0.09]]), constraints: constraints)
            .maximumSharpe(expectedReturns: [0.1, 0.05])
        guard case .fallback(_, let reason) = answer.certificate.status else { return XCTFail("\(answer)") }
        XCTAssertTrue(reason.contains("nothing need be held"), reason)
        XCTAssertEqual(answer.weights, [0, 0])
    }
}
