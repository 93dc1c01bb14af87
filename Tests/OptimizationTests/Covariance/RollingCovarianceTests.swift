import Numerics
import XCTest

@testable import Optimization

final class RollingCovarianceTests: XCTestCase {
    private func window(_ returns: Matrix, endingAt row: Int, _ length: Int) -> Matrix {
        returns.submatrix(rows: Array(row - length + 1...row), columns: Array(0..<returns.columns))
    }

    private func batch(_ returns: Matrix, ddof: Int = 1) throws -> Matrix {
        try CovarianceEstimate(of: returns, by: .sample(ddof: ddof)).matrix
    }

    func testEveryWindowAgreesWithTheBatch() throws {
        var scatter = Scatter(11)
        let returns = scatter.returns(900, 6)
        for (length, ddof) in [(2, 0), (5, 1), (60, 1), (300, 0)] {
            var sliding = try SlidingCovariance(assets: 6, window: length, ddof: ddof)
            for row in 0..<900 {
                try sliding.append(returns.row(row))
                guard row >= length - 1, row % 7 == 0 || row < length + 3 else { continue }
                let expected = try batch(window(returns, endingAt: row, length), ddof: ddof)
                XCTAssertLessThan(relativeDistance(try XCTUnwrap(sliding.covariance), expected), 1e-12, "\(length) at \(row)")
            }
        }
    }

    /// A day a million times the usual enters and leaves; prices whose level dwarfs their changes drift away from the origin.
    func testOutliersAndLevelsDoNotLeaveTheirErrorsBehind() throws {
        var scatter = Scatter(12)
        var returns = scatter.returns(600, 3)
        returns[200, 0] = 1e4
        returns[230, 2] = -1e4
        var level = 100.0
        for i in 0..<600 {
            level += returns[i, 1] + 0.05
            returns[i, 1] = level
        }
        var sliding = try SlidingCovariance(assets: 3, window: 40)
        for row in 0..<600 {
            try sliding.append(returns.row(row))
            guard row >= 39 else { continue }
            let expected = try batch(window(returns, endingAt: row, 40))
            XCTAssertLessThan(relativeDistance(try XCTUnwrap(sliding.covariance), expected), 1e-12, "row \(row)")
        }
    }

    func testConstantAssetsStayAtZero() throws {
        var sliding = try SlidingCovariance(assets: 2, window: 10)
        var scatter = Scatter(13)
        for _ in 0..<50 { try sliding.append([0.1, scatter.next()]) }
        let matrix = try XCTUnwrap(sliding.covariance)
        XCTAssertEqual(matrix[0, 0], 0)
        XCTAssertEqual(try XCTUnwrap(sliding.correlation)[0, 1], 0)
        XCTAssertEqual(try XCTUnwrap(sliding.correlation)[0, 0], 1)
    }

    func testRowsCanBeTakenOut() throws {
        var scatter = Scatter(14)
        let returns = scatter.returns(30, 4)
        var sliding = try SlidingCovariance(assets: 4, window: 30)
        for row in 0..<30 { try sliding.append(returns.row(row)) }
        for _ in 0..<12 { sliding.removeOldest() }
        XCTAssertLessThan(
            relativeDistance(try XCTUnwrap(sliding.covariance), try batch(window(returns, endingAt: 29, 18))), 1e-13)
        for _ in 0..<17 { sliding.removeOldest() }
        XCTAssertNil(sliding.covariance)
        sliding.removeOldest()
        sliding.removeOldest()
        XCTAssertEqual(sliding.count, 0)
        for row in 0..<9 { try sliding.append(returns.row(row)) }
        XCTAssertLessThan(relativeDistance(try XCTUnwrap(sliding.covariance), try batch(window(returns, endingAt: 8, 9))), 1e-13)
    }

    func testExponentialStepsAreTheBatch() throws {
        let returns = CovarianceFixture.returns
        var uncorrected = ExponentialWeights(halfLife: 5)
        uncorrected.biasCorrected = false
        for weights in [ExponentialWeights(halfLife: 30), ExponentialWeights(span: 180), uncorrected, .riskMetrics] {
            var running = try ExponentialCovariance(assets: 10, weights: weights)
            for row in 0..<270 {
                try running.append(returns.row(row))
                guard row == 1 || row % 50 == 49 else { continue }
                let expected = try CovarianceEstimate(of: window(returns, endingAt: row, row + 1), by: .exponential(weights))
                XCTAssertLessThan(relativeDistance(try XCTUnwrap(running.covariance), expected.matrix), 1e-13)
                XCTAssertEqual(running.effectiveRows, expected.effectiveRows, accuracy: 1e-10)
            }
        }
    }

    func testRollingCorrelationsAreThoseOfTheWindow() throws {
        let returns = CovarianceFixture.returns
        let (x, y) = (returns.column(0), returns.column(4))
        let rolling = try rollingCorrelation(x, y, window: 21)
        XCTAssertTrue(rolling.prefix(20).allSatisfy(\.isNaN))
        for last in 20..<270 {
            XCTAssertEqual(rolling[last], correlation(Array(x[last - 20...last]), Array(y[last - 20...last])), accuracy: 1e-12)
        }
        var seen: [Int] = []
        try rollingCorrelations(of: returns, window: 21, every: 10) { row, matrix in
            seen.append(row)
            XCTAssertEqual(matrix[0, 4], rolling[row], accuracy: 1e-12)
            XCTAssertEqual(matrix[4, 4], 1)
        }
        XCTAssertEqual(seen, Array(stride(from: 20, to: 270, by: 10)))
    }

    func testBadInputIsRefusedAndLeavesTheStateAsItWas() throws {
        var sliding = try SlidingCovariance(assets: 2, window: 3)
        for row in [[0.1, 0.2], [0.2, -0.1], [0.3, 0.1]] { try sliding.append(row) }
        let before = sliding.covariance
        XCTAssertThrowsError(try sliding.append([0.1, .nan])) { XCTAssertEqual("\($0)", "row[1]: nan; expected a finite return") }
        XCTAssertThrowsError(try sliding.append([0.1])) {
            XCTAssertEqual("\($0)", "row: 1 values; expected one for each of 2 assets")
        }
        XCTAssertEqual(sliding.covariance, before)
        XCTAssertThrowsError(try SlidingCovariance(assets: 2, window: 1)) {
            XCTAssertEqual("\($0)", "window: 1 with ddof 1; expected at least 2 rows")
        }
        XCTAssertThrowsError(try SlidingCovariance(assets: 0, window: 5))
        XCTAssertThrowsError(try rollingCorrelation([1, 2], [1, .infinity], window: 2)) {
            XCTAssertEqual("\($0)", "y[1]: inf; expected a finite number")
        }
        XCTAssertThrowsError(try rollingCorrelation([1, 2], [1], window: 2))
        var running = try ExponentialCovariance(assets: 1, weights: .riskMetrics)
        XCTAssertThrowsError(try running.append([.nan]))
        XCTAssertNil(running.covariance)
        XCTAssertThrowsError(try ExponentialCovariance(assets: 1, weights: ExponentialWeights(decay: .nan)))
    }
}
