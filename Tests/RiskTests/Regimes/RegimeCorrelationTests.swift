import Numerics
import XCTest

@testable import Risk

final class RegimeCorrelationTests: XCTestCase {
    /// 300 pairs whose correlation is 0, 0.5 and 0.9 in turn, the last 20 without a regime.
    private let sample: (x: [Double], y: [Double], regimes: [Regime?]) = {
        var stream = RandomStream(seed: 21)
        var (x, y): ([Double], [Double]) = ([], [])
        var regimes: [Regime?] = []
        for index in 0..<300 {
            let rho = [0, 0.5, 0.9][index % 3]
            let (a, b) = (stream.normal(), stream.normal())
            x.append(a)
            y.append(rho * a + (1 - rho * rho).squareRoot() * b)
            regimes.append(index < 280 ? Regime.allCases[index % 3] : nil)
        }
        return (x, y, regimes)
    }()

    func testEachRegimeHasTheCorrelationOfItsTimes() throws {
        let result = try RegimeCorrelation.all(sample.x, sample.y, regimes: sample.regimes)
        XCTAssertEqual(result.map(\.regime), Regime.allCases)
        XCTAssertEqual(result.map(\.count).reduce(0, +), 280)
        for (index, one) in result.enumerated() {
            let times = stride(from: index, to: 280, by: 3)
            let test = try pearsonTest(times.map { sample.x[$0] }, times.map { sample.y[$0] })
            XCTAssertEqual(one.coefficient, test.coefficient)
            XCTAssertEqual(one.pValue, test.pValue)
            XCTAssertTrue(try XCTUnwrap(one.interval).contains([0, 0.5, 0.9][index]))
        }
        XCTAssertGreaterThan(try XCTUnwrap(result[0].pValue), 0.01)
        XCTAssertLessThan(try XCTUnwrap(result[2].pValue), 1e-20)
        let matrices = try CorrelationMatrix.byRegime(of: Matrix(columns: [sample.x, sample.y]), regimes: sample.regimes)
        for (matrix, one) in zip(matrices, result) {
            XCTAssertEqual(try XCTUnwrap(matrix).coefficients[0, 1], try XCTUnwrap(one.coefficient), accuracy: 1e-15)
        }
    }

    func testRegimesWithoutEnoughTimesSaySo() throws {
        let result = try RegimeCorrelation.all(
            [1, 2, 3, 4, 4, 4], [1, 3, 2, 1, 2, 3],
            regimes: [.trending, .trending, .trending, .highVolatility, .highVolatility, .highVolatility])
        XCTAssertEqual(result[0].count, 0)
        XCTAssertNil(result[0].coefficient)
        XCTAssertEqual(try XCTUnwrap(result[1].coefficient), 0.5, accuracy: 1e-15)
        XCTAssertNil(result[2].pValue, "x is constant there")
        XCTAssertThrowsError(try RegimeCorrelation.all([1, 2], [1], regimes: [nil, nil]))
        XCTAssertThrowsError(try RegimeCorrelation.all([1, .nan], [1, 2], regimes: [nil, nil])) {
            XCTAssertEqual("\($0)", "x[1] is nan; expected a finite number; remove or fill what is missing")
        }
        XCTAssertThrowsError(try CorrelationMatrix.byRegime(of: Matrix(rows: 3, columns: 2), regimes: [nil]))
    }
}
