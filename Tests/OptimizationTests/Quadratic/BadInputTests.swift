import Numerics
import XCTest

@testable import Optimization

final class BadInputTests: XCTestCase {
    private let names = ["AAPL", "KO", "XOM"]

    private func message(_ rows: [[Double]], _ constraints: Constraints? = nil) -> String {
        do {
            _ = try MeanVariance(covariance: Matrix(rows: rows), constraints: constraints ?? Constraints(assets: rows.count), names: names)
            return "accepted"
        } catch { return "\(error)" }
    }

    func testMatricesThatAreNoCovarianceAreRefusedWithWhatAndWhere() {
        XCTAssertEqual(
            message([[1, 0, 0], [0, 1, .nan], [0, .nan, 1]]), "covariance: nan of KO and XOM, expected a finite number")
        XCTAssertEqual(
            message([[1, 0.2, 0], [0.1, 1, 0], [0, 0, 1]]), "covariance: 0.2 and 0.1 of AAPL and KO, expected a symmetric matrix")
        XCTAssertEqual(
            message([[1, 0, 0], [0, -1, 0], [0, 0, 1]]), "covariance: variance -1.0 of KO, expected a finite number that is not negative")
        XCTAssertTrue(message([[1, 2, 0], [2, 1, 0], [0, 0, 1]]).contains("correlation beyond ±1"))
        let indefinite = message([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
        XCTAssertTrue(indefinite.contains("not positive semidefinite, found at XOM (smallest eigenvalue -0.8"), indefinite)
        XCTAssertTrue(message([[.infinity, 0, 0], [0, 1, 0], [0, 0, 1]]).contains("variance inf of AAPL"))
        XCTAssertThrowsError(try MeanVariance(covariance: Matrix(rows: 2, columns: 3), constraints: Constraints(assets: 2)))
        XCTAssertThrowsError(try MeanVariance(covariance: Matrix(rows: 0, columns: 0), constraints: Constraints(assets: 0)))
    }

    func testConstraintsThatAreNoneAreRefused() {
        let identity = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]
        var crossed = Constraints(assets: 3)
        crossed.lower[1] = 0.4
        crossed.upper[1] = 0.2
        XCTAssertEqual(message(identity, crossed), "bounds of KO: lower 0.4, upper 0.2, expected lower ≤ upper and neither NaN")
        XCTAssertEqual(message(identity, Constraints(assets: 2)), "lower: 2 values, expected 3, one an asset")
        var grouped = Constraints(assets: 3)
        grouped.groups = [GroupBound(name: "tech", members: [3])]
        XCTAssertEqual(message(identity, grouped), "group 'tech': member 3, expected an index from 0 to 2")
        var turnover = Constraints(assets: 3)
        turnover.turnover = TurnoverBound(previous: [1, .nan, 0], maximum: 1)
        XCTAssertEqual(message(identity, turnover), "turnover.previous: nan at KO, expected a finite number")
    }

    func testWhatCannotBeMetIsNamed() throws {
        func conflict(_ change: (inout Constraints) -> Void) throws -> [String] {
            var constraints = Constraints(assets: 3)
            change(&constraints)
            let solution = try MeanVariance(covariance: .identity(3), constraints: constraints, names: names).minimumVariance()
            XCTAssertEqual(solution.weights, [])
            return solution.certificate.status.conflict
        }
        XCTAssertEqual(
            try conflict { $0.upper = [0.2, 0.3, 0.4] }, ["budget", "upper bound of AAPL", "upper bound of KO", "upper bound of XOM"])
        XCTAssertEqual(
            try conflict { $0.lower = [0.5, 0.6, 0] }, ["budget", "lower bound of AAPL", "lower bound of KO", "lower bound of XOM"])
        XCTAssertEqual(
            try conflict {
                $0.groups = [
                    GroupBound(name: "tech", members: [0], upper: 0.2), GroupBound(name: "old", members: [1, 2], upper: 0.3),
                    GroupBound(name: "any", members: [0, 1], lower: 0.1),
                ]
            }, ["budget", "group tech", "group old"])
        XCTAssertEqual(
            try conflict {
                $0.turnover = TurnoverBound(previous: [1, 0, 0], maximum: 0.5)
                $0.upper[0] = 0.6
            }, ["budget", "turnover", "upper bound of AAPL"])
        XCTAssertEqual(
            try conflict {
                $0.maximumLeverage = 1.2
                $0.lower = [-1, -1, -1]
                $0.groups = [GroupBound(name: "short", members: [2], upper: -0.3)]
            }, ["budget", "group short", "leverage"])
    }

    func testFewerRowsThanAssetsConstantsAndDuplicatesHaveWeights() throws {
        var stream = ProblemStream(seed: 51)
        for rows in [2, 3, 6] {
            let sigma = stream.covariance(10, rows: rows)
            let least = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 10)).minimumVariance()
            XCTAssertEqual(least.certificate.status, .optimal)
            XCTAssertEqual(least.weights.reduce(0, +), 1, accuracy: 1e-12)
            XCTAssertTrue(least.weights.allSatisfy { $0 >= 0 && $0 <= 1 })
        }
        let constant = try MeanVariance(covariance: .diagonal([0.04, 0, 0.09]), constraints: Constraints(assets: 3)).minimumVariance()
        for (weight, expected) in zip(constant.weights, [0.0, 1, 0]) { XCTAssertEqual(weight, expected, accuracy: 1e-7) }
        let twins = try MeanVariance(covariance: Matrix(rows: [[1, 1, 0], [1, 1, 0], [0, 0, 1]]), constraints: Constraints(assets: 3)).minimumVariance()
        for (weight, expected) in zip(twins.weights, [0.25, 0.25, 0.5]) { XCTAssertEqual(weight, expected, accuracy: 1e-7) }
        let one = try MeanVariance(covariance: .identity(1), constraints: Constraints(assets: 1)).minimumVariance()
        XCTAssertEqual(one.weights, [1])
        let zeros = try MeanVariance(covariance: Matrix(rows: 4, columns: 4), constraints: Constraints(assets: 4)).minimumVariance()
        for weight in zeros.weights { XCTAssertEqual(weight, 0.25, accuracy: 1e-9) }
    }

    /// A third of a gigabyte of matrix ends in weights, or in a status where the work allowed is used up.
    func testSixThousandAssetsEndInAStatus() throws {
        let n = 6_000
        var sigma = Matrix(rows: n, columns: n)
        sigma.elements.withUnsafeMutableBufferPointer { e in
            for j in 0..<n { for i in 0..<n { e[j * n + i] = 3e-5 * (1 + Double(j % 7)) * (1 + Double(i % 7)) } }
            for j in 0..<n { e[j * n + j] += 1e-4 }
        }
        var constraints = Constraints(assets: n)
        let limits = SolverLimits(iterations: 100_000, work: 2e9)
        let least = try MeanVariance(covariance: sigma, constraints: constraints, limits: limits).minimumVariance()
        switch least.certificate.status {
        case .optimal: XCTAssertLessThanOrEqual(least.certificate.kktResidual, 1e-9)
        case .inexact(let residual): XCTAssertGreaterThan(residual, 1e-9)
        default: XCTFail("\(least.certificate)")
        }
        XCTAssertEqual(least.weights.reduce(0, +), 1, accuracy: 1e-12)
        constraints.upper = [Double](repeating: 1e-4, count: n)
        let infeasible = try MeanVariance(covariance: sigma, constraints: constraints, limits: limits).minimumVariance()
        XCTAssertEqual(infeasible.certificate.status.conflict.first, "budget")
        XCTAssertEqual(infeasible.certificate.status.conflict.count, n + 1)
    }
}
