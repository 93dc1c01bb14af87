import Glibc
import Numerics
import XCTest

@testable import Risk

/// Rolling forecasts equal those of each window alone, see nothing of the future, and are judged as the supervisors do.
final class RollingRiskTests: XCTestCase {
    private let window = 120

    func testEachForecastIsThatOfItsWindow() throws {
        let returns = Array(try reference().column("RRC").prefix(500))
        let cases: [(RollingRisk.Method, ([Double], [Double]) throws -> TailRisk)] = [
            (.historical, { window, _ in try HistoricalRisk.estimate(window, confidence: 0.97) }),
            (.ageWeighted(decay: 0.97), { window, _ in try AgeWeightedRisk.estimate(window, confidence: 0.97, decay: 0.97) }),
            (.normal, { window, _ in try NormalRisk.estimate(window, confidence: 0.97) }),
            (.student(degreesOfFreedom: 4), { window, _ in try StudentRisk.estimate(window, confidence: 0.97, fit: .given(4)) }),
            (
                .student(degreesOfFreedom: nil),
                { window, _ in try StudentRisk.estimate(window, confidence: 0.97, fit: .kurtosis) }
            ),
            (.cornishFisher, { window, _ in try CornishFisherRisk.estimate(window, confidence: 0.97).risk }),
            (.exponential(decay: 0.94), { _, past in try VolatilityScaledRisk.normal(past, confidence: 0.97) }),
        ]
        for (method, alone) in cases {
            let rolling = try RollingRisk(returns, window: window, confidence: 0.97, method: method)
            XCTAssertEqual(rolling.valueAtRisk.count, returns.count - window)
            for index in stride(from: window, to: returns.count, by: 7) {
                let risk = try alone(Array(returns[index - window..<index]), Array(returns[..<index]))
                XCTAssertEqual(rolling.valueAtRisk[index - window], risk.valueAtRisk, accuracy: 1e-10, "\(method) \(index)")
                XCTAssertEqual(
                    rolling.expectedShortfall[index - window], risk.expectedShortfall, accuracy: 1e-10, "\(method) \(index)")
            }
        }
    }

    func testFilteredForecastIsThatOfItsPastWhileTheWindowHoldsAllOfIt() throws {
        let returns = Array(try reference().column("RRC").prefix(300))
        let rolling = try RollingRisk(returns, window: 250, confidence: 0.95, method: .filteredHistorical(decay: 0.94))
        let alone = try VolatilityScaledRisk.historical(Array(returns[..<250]), confidence: 0.95)
        XCTAssertEqual(rolling.valueAtRisk[0], alone.valueAtRisk, accuracy: 1e-14)
        XCTAssertEqual(rolling.expectedShortfall[0], alone.expectedShortfall, accuracy: 1e-14)
    }

    func testForecastsDoNotSeeTheFuture() throws {
        let returns = Array(try reference().column("BAC").prefix(400))
        var changed = returns
        for index in 300..<400 { changed[index] = index % 2 == 0 ? 0.5 : -0.5 }
        for method: RollingRisk.Method in [
            .historical, .ageWeighted(decay: 0.98), .normal, .student(degreesOfFreedom: nil), .cornishFisher,
            .exponential(decay: 0.9),
            .filteredHistorical(decay: 0.9),
        ] {
            let a = try RollingRisk(returns, window: window, confidence: 0.99, method: method)
            let b = try RollingRisk(changed, window: window, confidence: 0.99, method: method)
            XCTAssertEqual(a.valueAtRisk[...(300 - window)], b.valueAtRisk[...(300 - window)], "\(method)")
            XCTAssertNotEqual(a.valueAtRisk[302 - window], b.valueAtRisk[302 - window], "\(method)")
        }
    }

    func testAConstantSeriesAndASpikeThatLeavesTheWindow() throws {
        var returns = [Double](repeating: 0.001, count: 300)
        returns[20] = 0.9
        for method: RollingRisk.Method in [.historical, .normal, .student(degreesOfFreedom: nil), .cornishFisher] {
            let rolling = try RollingRisk(returns, window: 50, confidence: 0.99, method: method)
            // The spike is in the windows of rows 21 to 70.
            for value in rolling.valueAtRisk[21...] { XCTAssertEqual(value, -0.001, accuracy: 1e-10, "\(method)") }
            XCTAssertTrue(rolling.valueAtRisk.allSatisfy(\.isFinite))
        }
    }

    func testExceedancesAgainstPandasAndTheBaselZones() throws {
        let returns = try reference().column("AAPL")
        let rolling = try RollingRisk(returns, window: 250, confidence: 0.99, method: .historical)
        let backtest = try ValueAtRiskBacktest(rolling, returns: returns)
        try assert(Double(backtest.count), "rolling_exceedances")
        XCTAssertEqual(backtest.observations, 1_250)
        XCTAssertEqual(backtest.expectedCount, 12.5)
        // 22 of 1,250 at 1 %: 2·(22·ln(0.0176/0.01) + 1228·ln(0.9824/0.99)).
        XCTAssertEqual(backtest.kupiec.statistic, 2 * (22 * log(1.76) + 1_228 * log(0.9824 / 0.99)), accuracy: 1e-10)
        XCTAssertEqual(backtest.christoffersen.coverage, backtest.kupiec)
        func year(_ losses: Int) throws -> ValueAtRiskBacktest {
            let returns = (0..<250).map { $0 < losses ? -0.02 : 0.001 }
            let flat = [Double](repeating: 0.01, count: 250)
            return try ValueAtRiskBacktest(returns: returns, valueAtRisk: flat, expectedShortfall: flat, confidence: 0.99)
        }
        for count in 0...15 {
            let result = try year(count)
            XCTAssertEqual(result.zone, count < 5 ? .green : count < 10 ? .yellow : .red, "\(count)")
            XCTAssertEqual(result.shortfallRatio.isNaN, count == 0)
        }
        try assert(year(5).cumulativeProbability, "traffic_cdf_5")
        try assert(year(9).cumulativeProbability, "traffic_cdf_9")
        XCTAssertEqual(try [0, 4, 5, 7, 9, 10].map { try year($0).baselPlusFactor }, [0, 0, 0.4, 0.65, 0.85, 1])
        XCTAssertEqual(try year(250).cumulativeProbability, 1)
        XCTAssertEqual(try year(3).shortfallRatio, 2, accuracy: 1e-12)
    }

    func testBadWindows() {
        let returns = [Double](repeating: 0.01, count: 10)
        assertRefused("window is 3", try RollingRisk(returns, window: 3, confidence: 0.9, method: .normal))
        assertRefused("window is 10", try RollingRisk(returns, window: 10, confidence: 0.9, method: .normal))
        assertRefused("decay is 1.0", try RollingRisk(returns, window: 5, confidence: 0.9, method: .exponential(decay: 1)))
        assertRefused(
            "degreesOfFreedom is 2", try RollingRisk(returns, window: 5, confidence: 0.9, method: .student(degreesOfFreedom: 2)))
        assertRefused("valueAtRisk has 1", try ValueAtRiskBacktest(returns: [0.1, 0.2], valueAtRisk: [0.1], confidence: 0.9))
    }

    func testRankedSampleIsSorting() {
        var random = RandomStream(seed: 1, stream: "test")
        let samples: [[Double]] = [
            (0..<5_000).map { _ in random.normal() }, (0..<5_000).map { _ in Double(random.integer(below: 7)) - 3 },
            (0..<3_000).map { _ in random.normal() * 1e-300 * 1e-10 } + [-.infinity, .infinity, 0, -0.0], [2, 1],
        ]
        for sample in samples {
            let sorted = sample.sorted()
            for rank in [0, 1, sample.count / 9, sample.count / 2, sample.count - 2, sample.count - 1] {
                XCTAssertEqual(RankedSample(sample).value(rank: rank), sorted[rank])
                XCTAssertEqual(Array(RankedSample(sample).smallest(rank + 1)), Array(sorted[...rank]))
            }
            let ranked = RankedSample(sample)
            for p in [0.95, 0.05, 0.5, 0.01, 0.999] where sorted[0].isFinite {
                XCTAssertEqual(ranked.quantile(p), quantile(sorted: sorted, p))
            }
        }
    }
}
