import Numerics
import XCTest

@testable import Optimization

/// Against the field's libraries; which, and their versions, are in `Fixtures/make_covariance.py`.
final class CovarianceReferenceTests: XCTestCase {
    private let returns = CovarianceFixture.returns
    private var head: Matrix { returns.submatrix(rows: Array(0..<6), columns: Array(0..<10)) }

    @discardableResult
    private func check(
        _ name: String, _ method: CovarianceMethod, of data: Matrix? = nil, missing: MissingData = .refuse,
        within tolerance: Double = 1e-13
    ) throws -> CovarianceEstimate {
        let estimate = try CovarianceEstimate(of: data ?? returns, by: method, missing: missing)
        XCTAssertLessThan(relativeDistance(estimate.matrix, try CovarianceFixture.matrix(name)), tolerance, name)
        XCTAssertEqual(estimate.matrix, estimate.matrix.transposed, name)
        return estimate
    }

    func testSampleCovarianceIsThatOfPandasAndNumPy() throws {
        XCTAssertEqual(try check("sample", .sample()).effectiveRows, 270)
        try check("sample ddof 0", .sample(ddof: 0))
    }

    func testShrinkageTowardsTheIdentityIsThatOfScikitLearn() throws {
        for (name, method) in [("ledoit-wolf identity", CovarianceMethod.ledoitWolf(.identity)), ("oas", .oracleApproximating)] {
            let estimate = try check(name, method)
            XCTAssertEqual(estimate.shrinkage, try CovarianceFixture.number("\(name) shrinkage"), accuracy: 1e-13)
            let wide = try check("\(name) wide", method, of: head)
            XCTAssertEqual(wide.shrinkage, try CovarianceFixture.number("\(name) wide shrinkage"), accuracy: 1e-13)
        }
    }

    func testConstantCorrelationIsThatOfPyPortfolioOpt() throws {
        for ddof in [0, 1] {
            let estimate = try check("constant correlation ddof \(ddof)", .ledoitWolf(.constantCorrelation(ddof: ddof)))
            let expected = try CovarianceFixture.number("constant correlation ddof \(ddof) shrinkage")
            XCTAssertEqual(estimate.shrinkage, expected, accuracy: 1e-12)
        }
        let wide = try check("constant correlation wide", .ledoitWolf(.constantCorrelation(ddof: 1)), of: head)
        XCTAssertEqual(wide.shrinkage, try CovarianceFixture.number("constant correlation wide shrinkage"), accuracy: 1e-12)
    }

    func testExponentialWeightsAreThoseOfPandas() throws {
        try check("exponential", .exponential(ExponentialWeights(halfLife: 30)))
        var biased = ExponentialWeights(halfLife: 30)
        biased.biasCorrected = false
        try check("exponential biased", .exponential(biased))
        try check("riskmetrics", .exponential(.riskMetrics))
        XCTAssertEqual(ExponentialWeights(span: 9).decay, 0.8, accuracy: 1e-15)
    }

    func testSemiCovarianceIsThatOfPyPortfolioOpt() throws { try check("semi", .semi(benchmark: 0.0005)) }

    func testGerberStatisticsAreThoseOfRiskfolio() throws {
        try check("gerber first", .gerber(threshold: 0.5, form: .first))
        try check("gerber second", .gerber(threshold: 0.5, form: .second))
    }

    func testDenoisedCovarianceIsThatOfRiskfolio() throws { try check("denoised", .denoised(), within: 1e-12) }

    func testGapsAreTreatedAsPandasDoes() throws {
        let gaps = CovarianceFixture.gaps
        let pairwise = try check("pairwise sample", .sample(), of: gaps, missing: .pairwise(.nearestCorrelation))
        XCTAssertNil(pairwise.repair)
        XCTAssertLessThan(pairwise.effectiveRows, 100)
        // This one is indefinite: equal to that of pandas before it is repaired.
        let exponential = CovarianceMethod.exponential(ExponentialWeights(halfLife: 30))
        let raw = try PairwiseCovariance(gaps, exponential).estimate().matrix
        XCTAssertLessThan(relativeDistance(raw, try CovarianceFixture.matrix("pairwise exponential")), 1e-12)
        let repair = try CovarianceEstimate(of: gaps, by: exponential, missing: .pairwise(.nearestCorrelation)).repair
        XCTAssertEqual(repair?.converged, true)
        XCTAssertLessThan(repair?.smallestEigenvalue ?? 0, -0.01)
        XCTAssertEqual(try check("complete rows", .sample(), of: gaps, missing: .completeRows).effectiveRows, 12)
    }

    /// Higham (2002), "Computing the nearest correlation matrix", page 334.
    func testNearestCorrelationMatrixIsHighams() throws {
        let indefinite = Matrix(rows: [[1, 1, 0], [1, 1, 1], [0, 1, 1]])
        let projection = try XCTUnwrap(SemidefiniteProjection(indefinite, method: .nearestCorrelation))
        let expected = Matrix(rows: [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]])
        XCTAssertLessThan(relativeDistance(projection.matrix, expected), 5e-5)
        XCTAssertEqual(projection.report.relativeDistance * 7.0.squareRoot(), 0.5278, accuracy: 5e-5)
        XCTAssertTrue(projection.report.converged)
        XCTAssertEqual(projection.report.smallestEigenvalue, 1 - 2.0.squareRoot(), accuracy: 1e-14)
        let clipped = try XCTUnwrap(SemidefiniteProjection(indefinite, method: .clippedEigenvalues))
        XCTAssertGreaterThan(clipped.report.relativeDistance, projection.report.relativeDistance)
        XCTAssertNil(SemidefiniteProjection(.identity(3), method: .nearestCorrelation))
    }
}
