import Numerics
import XCTest

@testable import Optimization

final class FrontierTests: XCTestCase {
    func testCornersAreOptimalAndTheLineIsConvex() throws {
        var stream = ProblemStream(seed: 31)
        for trial in 0..<200 {
            let n = stream.integer(2...10)
            let constraints = trial % 2 == 0 ? Constraints(assets: n, upper: trial % 4 == 0 ? 1 : 0.6) : stream.constraints(n)
            let (sigma, mu) = (stream.covariance(n, rows: 40), stream.returns(n))
            let problem = try MeanVariance(covariance: sigma, constraints: constraints)
            let frontier = try problem.frontier(expectedReturns: mu)
            guard frontier.certificate.status == .optimal else {
                XCTAssertNotEqual(frontier.certificate.status.conflict, [], "\(trial) \(frontier.certificate)")
                continue
            }
            for corner in frontier.corners {
                XCTAssertLessThanOrEqual(OptimalityCheck.violation(corner.weights, constraints), 1e-10, "\(trial)")
                let gradient = zip(sigma.times(corner.weights), mu).map { $0 - corner.tau * $1 }
                let scale = OptimalityCheck.scale(corner.weights, sigma, parts: [mu.map { corner.tau * $0 }])
                // A unit of cost in the objective weighs τ, and nothing at minimum variance, where the line starts.
                let residual = OptimalityCheck.residual(
                    corner.weights, gradient: gradient, scale: scale, constraints: constraints, costScale: corner.tau)
                XCTAssertLessThanOrEqual(residual, 1e-7, "\(trial)")
            }
            for (a, b) in zip(frontier.corners, frontier.corners.dropFirst()) {
                XCTAssertLessThan(a.expectedReturn, b.expectedReturn)
                XCTAssertLessThanOrEqual(a.variance, b.variance * (1 + 1e-12))
                XCTAssertLessThanOrEqual(a.tau, b.tau)
            }
            let points = frontier.points(21)
            for k in points.indices.dropFirst().dropLast() {
                XCTAssertLessThanOrEqual(points[k].variance, (points[k - 1].variance + points[k + 1].variance) / 2 * (1 + 1e-12), "convex")
                let direct = try problem.minimumVariance(expectedReturns: mu, targetReturn: points[k].expectedReturn)
                XCTAssertEqual(direct.objective, points[k].variance, accuracy: 1e-8 * points[k].variance, "\(trial)")
            }
        }
    }

    func testItsEndsAndItsBestRatioAreThoseOfTheProgram() throws {
        var stream = ProblemStream(seed: 32)
        for _ in 0..<40 {
            let n = stream.integer(2...12)
            let (sigma, mu) = (stream.covariance(n, rows: 60), stream.returns(n))
            let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: n, upper: 0.7))
            let frontier = try problem.frontier(expectedReturns: mu)
            XCTAssertEqual(frontier.corners[0].variance, try problem.minimumVariance().objective, accuracy: 1e-15)
            let most = try problem.maximumReturn(expectedReturns: mu, targetVolatility: 1).objective
            XCTAssertEqual(frontier.corners.last?.expectedReturn ?? .nan, most, accuracy: 1e-14)
            let sharpe = try problem.maximumSharpe(expectedReturns: mu, riskFree: 1e-5)
            if sharpe.certificate.status == .optimal {
                let corner = try XCTUnwrap(frontier.maximumSharpe(riskFree: 1e-5))
                for (a, b) in zip(corner.weights, sharpe.weights) { XCTAssertEqual(a, b, accuracy: 1e-7) }
            } else {
                XCTAssertNil(frontier.maximumSharpe(riskFree: 1e-5))
            }
        }
    }

    func testDuplicatesTiesAndSingularMatricesHaveAFrontier() throws {
        let equal = try MeanVariance(covariance: .identity(4), constraints: Constraints(assets: 4))
        let point = try equal.frontier(expectedReturns: [0.1, 0.1, 0.1, 0.1])
        XCTAssertEqual(point.corners.count, 1)
        for weight in point.corners[0].weights { XCTAssertEqual(weight, 0.25, accuracy: 1e-12) }
        let tie = try equal.frontier(expectedReturns: [0.1, 0.2, 0.2, 0.1])
        for (weight, expected) in zip(tie.corners.last?.weights ?? [], [0, 0.5, 0.5, 0]) { XCTAssertEqual(weight, expected, accuracy: 1e-9) }
        let same = Matrix(rows: 3, columns: 3, repeating: 0.04)
        let singular = try MeanVariance(covariance: same, constraints: Constraints(assets: 3)).frontier(expectedReturns: [0.1, 0.2, 0.3])
        XCTAssertEqual(singular.corners.last?.weights, [0, 0, 1])
    }

    func testPointByPointAgreesWithTheLine() throws {
        var stream = ProblemStream(seed: 33)
        let (sigma, mu) = (stream.covariance(8, rows: 60), stream.returns(8))
        let problem = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 8))
        let exact = try problem.frontier(expectedReturns: mu).points(15)
        let solved = try problem.frontierPoints(expectedReturns: mu, count: 15)
        XCTAssertEqual(solved.count, 15)
        for (a, b) in zip(exact, solved) { XCTAssertEqual(a.variance, b.objective, accuracy: 1e-8 * a.variance) }
    }
}
