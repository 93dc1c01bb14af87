import XCTest

@testable import Reporting

final class ReportFiguresTests: XCTestCase {
    func testDecimationKeepsExtremesEndsAndTheLimit() {
        var noise = SampleResult.Noise(state: 3)
        for count in [0, 1, 4, 5, 99, 100, 101, 1000, 54_321] {
            var values = (0..<count).map { _ in noise.next() }
            if count > 50 {
                values[37] = 10
                values[38] = -10
                values[40] = .nan
            }
            for limit in [4, 5, 100] {
                let kept = Decimation.indices(values, limit: limit)
                XCTAssertLessThanOrEqual(kept.count, max(limit, min(count, limit)))
                XCTAssertEqual(kept, Array(Set(kept)).sorted())
                XCTAssertEqual(kept.first, values.indices.first)
                XCTAssertEqual(kept.last, values.indices.last)
                XCTAssertEqual(kept.map { values[$0] }.filter(\.isFinite).max(), values.filter(\.isFinite).max())
                XCTAssertEqual(kept.map { values[$0] }.filter(\.isFinite).min(), values.filter(\.isFinite).min())
                if count <= limit { XCTAssertEqual(kept.count, count) }
            }
        }
    }

    func testHistogramCountsEveryValueOnce() {
        var noise = SampleResult.Noise(state: 5)
        let values = (0..<1000).map { _ in noise.next() } + [1e9, -1e9, .nan]
        let histogram = Histogram(values, bins: 20)
        XCTAssertEqual(histogram.counts.reduce(0, +), 1002)
        XCTAssertLessThan(histogram.binWidth, 0.06, "outliers do not stretch it")
        XCTAssertEqual(Histogram([1, 1, 1], bins: 5).counts, [])
        XCTAssertEqual(Histogram([0, 1, 2, 3], bins: 3).counts, [1, 1, 2])
        let signed = Histogram([-0.9, -0.3, 0.2, 0.4, 1.1], bins: 4)
        XCTAssertEqual(signed.binWidth, 0.5)
        XCTAssertEqual(signed.low, -1)
        XCTAssertEqual(signed.counts, [1, 1, 2, 0, 1], "zero is an edge")
    }

    func testDrawdownIsTheFallFromThePeak() {
        let curve = self.curve([100, 110, 99, 121, 60.5])
        XCTAssertEqual(curve.drawdown, [0, 0, 99.0 / 110 - 1, 0, -0.5])
    }

    func testRollingSharpeEqualsItsDefinitionOnEveryWindow() {
        var noise = SampleResult.Noise(state: 11)
        var value = 100.0
        let values = (0..<400).map { _ in
            value *= 1.001 + 0.02 * noise.next()
            return value
        }
        let curve = self.curve(values)
        XCTAssertEqual(curve.rollingWindow, 126)
        let sharpe = curve.rollingSharpe
        XCTAssertEqual(sharpe.count, 400)
        XCTAssertTrue(sharpe[..<126].allSatisfy(\.isNaN))
        for end in 126..<400 {
            let window = Array(curve.returns[(end - 126)..<end])
            let mean = window.reduce(0, +) / 126
            let variance = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 125
            XCTAssertEqual(sharpe[end], mean / variance.squareRoot() * (252.0).squareRoot(), accuracy: 1e-9)
        }
    }

    func testDailyReturnsTakeTheLastValueOfEachDay() {
        let hour: Int64 = 3_600_000_000_000
        var curve = self.curve([100, 101, 110, 120, 121])
        curve.times = [0, 5 * hour, 23 * hour, 24 * hour, 40 * hour]
        XCTAssertEqual(curve.dailyReturns, [121.0 / 110 - 1])
        XCTAssertEqual(self.curve([100, 110, 99]).dailyReturns, [110.0 / 100 - 1, 99.0 / 110 - 1])
    }

    private func curve(_ values: [Double]) -> BacktestResult.EquityCurve {
        .init(
            times: values.indices.map { Int64($0) * SampleResult.day }, values: values, exposure: [], buyAndHold: [],
            periodsPerYear: 252, periodsPerYearReason: "daily bars")
    }
}
