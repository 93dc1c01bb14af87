import Numerics
import XCTest

@testable import Optimization

final class BlackLittermanTests: XCTestCase {
    private let sigma = Matrix(rows: [[0.04, 0.012, 0.004], [0.012, 0.09, 0.018], [0.004, 0.018, 0.0625]])
    private let market = [0.5, 0.3, 0.2]

    func testWithoutViewsTheMarketIsOptimal() throws {
        let model = try BlackLitterman(marketWeights: market, riskAversion: 3, covariance: sigma)
        let posterior = try model.posterior(views: [])
        XCTAssertEqual(posterior.expectedReturns, model.prior)
        let weights = try MeanVariance(covariance: sigma, constraints: Constraints(assets: 3, lower: -1, upper: 2))
            .maximumUtility(expectedReturns: posterior.expectedReturns, riskAversion: 3).weights
        for (a, b) in zip(weights, market) { XCTAssertEqual(a, b, accuracy: 1e-10) }
    }

    /// The posterior of a normal prior and normal views in its other form: precisions add (He and Litterman 1999).
    func testThePosteriorIsThatOfAddedPrecisions() throws {
        let views = [
            BlackLitterman.View.absolute(0, expectedReturn: 0.1, assets: 3), .relative(1, over: 2, by: 0.02, assets: 3),
        ]
        let omega = [0.002, 0.0005]
        let model = try BlackLitterman(marketWeights: market, riskAversion: 3, covariance: sigma, tau: 0.1)
        let posterior = try model.posterior(views: views, uncertainty: .variances(omega))
        let prior = try XCTUnwrap(Cholesky(0.1 * sigma)).inverse
        let p = Matrix(rows: views.map(\.coefficients))
        let weighted = Matrix.diagonal(omega.map { 1 / $0 }).times(p)
        let precision = prior + p.times(weighted, transposingSelf: true)
        let right = zip(prior.times(model.prior), weighted.times(views.map(\.expectedReturn), transposed: true)).map { $0 + $1 }
        let factor = try XCTUnwrap(Cholesky(precision))
        for (a, b) in zip(posterior.expectedReturns, factor.solve(right)) { XCTAssertEqual(a, b, accuracy: 1e-13) }
        for (a, b) in zip(posterior.covariance.elements, (sigma + factor.inverse).elements) { XCTAssertEqual(a, b, accuracy: 1e-13) }
    }

    func testCertaintyHoldsAViewExactlyAndHalfConfidenceGoesHalfWay() throws {
        let view = BlackLitterman.View.absolute(1, expectedReturn: 0.2, assets: 3)
        let model = try BlackLitterman(marketWeights: market, riskAversion: 3, covariance: sigma)
        let certain = try model.posterior(views: [view], uncertainty: .confidence([1])).expectedReturns
        XCTAssertEqual(certain[1], 0.2, accuracy: 1e-15)
        let half = try model.posterior(views: [view], uncertainty: .confidence([0.5])).expectedReturns
        XCTAssertEqual(half[1], (model.prior[1] + 0.2) / 2, accuracy: 1e-15)
        XCTAssertEqual(half, try model.posterior(views: [view]).expectedReturns, "proportional is half confidence")
    }

    func testBadViewsAreNamed() throws {
        let model = try BlackLitterman(marketWeights: market, riskAversion: 3, covariance: sigma)
        let view = BlackLitterman.View.absolute(1, expectedReturn: 0.2, assets: 3)
        XCTAssertThrowsError(try model.posterior(views: [view], uncertainty: .confidence([0]))) {
            XCTAssertTrue("\($0)".contains("confidence: 0.0 of view 1"), "\($0)")
        }
        XCTAssertThrowsError(try model.posterior(views: [view, view], uncertainty: .confidence([1, 1])))
        XCTAssertThrowsError(try model.posterior(views: [.init(coefficients: [0, 0, 0], expectedReturn: 0.1)]))
        XCTAssertThrowsError(try model.posterior(views: [.init(coefficients: [1, .nan, 0], expectedReturn: 0.1)]))
        XCTAssertThrowsError(try BlackLitterman(prior: [0, 0], covariance: sigma))
        XCTAssertThrowsError(try BlackLitterman(prior: [0, 0, 0], covariance: sigma, tau: 0))
    }
}
