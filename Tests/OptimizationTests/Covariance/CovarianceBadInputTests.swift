import Numerics
import XCTest

@testable import Optimization

final class CovarianceBadInputTests: XCTestCase {
    private func message(_ returns: Matrix, _ method: CovarianceMethod = .sample(), _ missing: MissingData = .refuse) -> String {
        do {
            _ = try CovarianceEstimate(of: returns, by: method, missing: missing)
            return "accepted"
        } catch { return "\(error)" }
    }

    private func returns(_ change: (inout Matrix) -> Void = { _ in }) -> Matrix {
        var scatter = Scatter(9)
        var result = scatter.returns(10, 3)
        change(&result)
        return result
    }

    func testMessagesSayWhereAndWhatIsExpected() {
        XCTAssertEqual(
            message(returns { $0[4, 1] = .nan }),
            "returns[4, 1]: missing (NaN); fill it, or ask for complete rows or pairwise covariances")
        XCTAssertEqual(
            message(returns { $0[4, 1] = .infinity }, .sample(), .completeRows),
            "returns[4, 1]: inf; expected a finite return (was a price zero?)")
        XCTAssertEqual(
            message(Matrix(rows: 1, columns: 3)), "returns: 1 complete row; the sample covariance with ddof 1 needs at least 2")
        XCTAssertEqual(message(Matrix(rows: 4, columns: 0)), "returns: no columns; expected one for each asset")
        XCTAssertEqual(
            message(returns { for i in 0..<10 { $0[i, 2] = 0.1 } }, .denoised()),
            "returns, column 2: constant (0.1); denoising needs returns that differ: leave the asset out")
        XCTAssertEqual(
            message(returns(), .gerber(threshold: 0)),
            "threshold: 0.0; expected a number of standard deviations in (0, 1], for instance 0.5")
        XCTAssertEqual(
            message(returns(), .exponential(ExponentialWeights(decay: 1))),
            "decay: 1.0; expected a number between 0 and 1, for instance 0.94")
        XCTAssertEqual(
            message(returns { $0[0, 0] = 1e200 }),
            "returns: their squares are beyond the range of a double; expected returns a period, for instance 0.01")
    }

    func testWhatCannotBePairwiseSaysSo() {
        let gaps = returns { $0[4, 1] = .nan }
        XCTAssertTrue(
            message(gaps, .oracleApproximating, .pairwise(.nearestCorrelation)).contains("OAS covariance has no pairwise form"))
        let disjoint = returns { for i in 0..<10 { $0[i, i % 2] = .nan } }
        XCTAssertTrue(
            message(disjoint, .sample(), .pairwise(.nearestCorrelation)).hasPrefix(
                "returns: columns 0 and 1 have in common 0 rows"))
        XCTAssertTrue(
            message(returns { for i in 0..<10 { $0[i, 0] = .nan } }, .sample(), .completeRows).hasPrefix(
                "returns: 0 complete rows"))
    }

    func testEveryMethodRefusesOneRow() {
        for method in [
            CovarianceMethod.sample(), .ledoitWolf(.identity), .ledoitWolf(.constantCorrelation()), .oracleApproximating,
            .exponential(.riskMetrics), .gerber(), .denoised(),
        ] { XCTAssertTrue(message(Matrix(rows: [[0.01, 0.02]]), method).contains("needs at least 2"), "\(method)") }
    }

    func testCovariancesThatAreNoneAreRefused() {
        func reject(_ rows: [[Double]], _ text: String) {
            XCTAssertThrowsError(try Matrix(rows: rows).correlationOfCovariance()) {
                XCTAssertTrue("\($0)".contains(text), "\($0)")
            }
        }
        reject([[1, 0]], "1 × 2; expected a square matrix")
        reject([[1, 0.5], [0.4, 1]], "covariance[0, 1]: 0.5, and 0.4 across the diagonal")
        reject([[-1, 0], [0, 1]], "covariance[0, 0]: -1.0")
        reject([[1, .nan], [.nan, 1]], "covariance[0, 1]: nan")
        reject([[1, 2], [2, 1]], "at most 1.0 in magnitude")
    }

    func testConditionAndDistance() throws {
        XCTAssertEqual(Matrix.diagonal([1, 4, 8]).symmetricConditionNumber, 8)
        XCTAssertEqual(Matrix(rows: [[1, 1], [1, 1]]).symmetricConditionNumber, .infinity)
        let correlation = Matrix(rows: [[1, -1], [-1, 1]])
        XCTAssertEqual(correlation.correlationDistance()[0, 1], 1)
        XCTAssertEqual(correlation.correlationDistance(absolute: true)[0, 1], 0)
        XCTAssertEqual(Matrix(rows: [[1, 0.5], [0.5, 1]]).correlationDistance()[0, 1], 0.5, accuracy: 1e-15)
    }
}
