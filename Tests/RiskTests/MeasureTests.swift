import Foundation
import XCTest

import Numerics

@testable import Risk

/// Measures against the field's libraries on real returns (`Fixtures/make_fixtures.py` names library and version of each), against
/// published numbers, and at the edges.
final class MeasureTests: XCTestCase {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    private func rows(_ name: String) throws -> [[String]] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            // The library's name may hold a comma within quotes: the id is first, the value last.
            let fields = line.split(separator: ",").map(String.init)
            return fields
        }
    }

    private func input() throws -> MeasureInput {
        let rows = try rows("returns.csv")
        return MeasureInput(
            returns: rows.compactMap { Double($0[1]) }, periodsPerYear: 252, benchmarkReturns: rows.compactMap { Double($0[2]) })
    }

    func testAgainstTheFieldsLibraries() throws {
        let input = try input()
        XCTAssertEqual(input.returns.count, 1_500)
        let expected = try rows("measures.csv")
        XCTAssertGreaterThanOrEqual(expected.count, 35)
        for row in expected {
            let measure = try XCTUnwrap(MeasureCatalog.find(row[0]), row[0])
            let wanted = try XCTUnwrap(Double(row[row.count - 1]))
            XCTAssertEqual(measure.compute(input), wanted, accuracy: 1e-9 * max(abs(wanted), 1e-3), row.joined(separator: " "))
        }
    }

    func testTradeMeasuresByHand() {
        let pnls = [100.0, -50, 200, -50, -100, 300]
        let trades = pnls.enumerated().map { index, pnl in
            TradeOutcome(
                pnl: pnl, returnFraction: pnl / 1_000, fees: 2, entryTime: Int64(index) * 86_400_000_000_000, exitTime: Int64(index + 2) * 86_400_000_000_000,
                isLong: true)
        }
        let input = MeasureInput(equity: [1, 2], periodsPerYear: 252, trades: trades)
        func value(_ id: String) -> Double { MeasureCatalog.find(id)?.compute(input) ?? .nan }
        XCTAssertEqual(value("win_rate"), 0.5)
        XCTAssertEqual(value("profit_factor"), 3)
        XCTAssertEqual(value("average_trade"), 400.0 / 6)
        XCTAssertEqual(value("average_win"), 200)
        XCTAssertEqual(value("average_loss"), -200.0 / 3, accuracy: 1e-12)
        XCTAssertEqual(value("payoff_ratio"), 3)
        XCTAssertEqual(value("kelly_fraction"), 0.5 - 0.5 / 3, accuracy: 1e-12)
        XCTAssertEqual(value("max_consecutive_losses"), 2)
        XCTAssertEqual(value("max_consecutive_wins"), 1)
        XCTAssertEqual(value("largest_win"), 300)
        XCTAssertEqual(value("largest_loss"), -100)
        XCTAssertEqual(value("average_holding_days"), 2)
        XCTAssertEqual(value("fees_paid"), 12)
        XCTAssertEqual(value("fee_share"), 12.0 / 606)
        XCTAssertEqual(value("average_trade_return"), 400.0 / 6_000, accuracy: 1e-15)
        XCTAssertEqual(value("sqn"), mean(pnls) / standardDeviation(pnls) * 6.0.squareRoot(), accuracy: 1e-12)
    }

    func testSortinoTakesTheDeviationOverAllReturnsAndCalmarTheCompoundRate() {
        let input = MeasureInput(returns: [0.02, -0.01, 0.03, -0.02], periodsPerYear: 4)
        let downside = ((0.01 * 0.01 + 0.02 * 0.02) / 4).squareRoot()
        XCTAssertEqual(MeasureCatalog.find("sortino")?.compute(input) ?? .nan, 0.005 / downside * 2, accuracy: 1e-12)
        let growth = 1.02 * 0.99 * 1.03 * 0.98 - 1
        XCTAssertEqual(MeasureCatalog.find("calmar")?.compute(input) ?? .nan, growth / 0.02, accuracy: 1e-9)
    }

    func testDegenerateInputsGiveNoCrashAndNoInventedNumber() {
        let inputs = [
            [], [0.01], [0, 0, 0], [0.01, 0.01, 0.01], [-1], [-1, 0.5], [0.01, .nan, 0.02], [-0.01, -0.02, -0.03], [0.01, 0.02, 0.03],
        ].map { MeasureInput(returns: $0, periodsPerYear: 252, benchmarkReturns: $0) }
        for input in inputs {
            for measure in MeasureCatalog.all {
                let value = measure.compute(input)
                XCTAssertFalse(value.isInfinite, "\(measure.id) of \(input.returns)")
                if input.returns.contains(where: { $0.isNaN }) && ["sharpe", "volatility", "max_drawdown", "var_95", "total_return", "sortino", "best_period"].contains(measure.id) {
                    XCTAssertTrue(value.isNaN, "\(measure.id) must not drop a NaN")
                }
            }
        }
    }

    func testDrawdownsOfASmallPath() {
        let day: Int64 = 86_400_000_000_000
        let equity = [100.0, 110, 99, 105, 110, 120, 60, 90]
        let worst = Drawdowns.worst(5, equity: equity, times: (0..<8).map { Int64($0) * day })
        XCTAssertEqual(worst.map(\.depth), [-0.5, 99.0 / 110 - 1])
        XCTAssertEqual(worst[1].recovery, 4 * day)
        XCTAssertEqual(worst[1].days, 3)
        XCTAssertNil(worst[0].recovery)
    }

    func testPeriodsPerYearAreMeasured() {
        let day: Int64 = 86_400_000_000_000
        let business = (0..<1_000).map { Int64($0) }.filter { ($0 + 3) % 7 < 5 }.map { $0 * day }
        XCTAssertEqual(PeriodsPerYear.infer(times: business).value, 252)
        XCTAssertEqual(PeriodsPerYear.infer(times: (0..<500).map { Int64($0) * day }).value, 365)
        XCTAssertEqual(PeriodsPerYear.infer(times: (0..<200).map { Int64($0) * 7 * day }).value, 52)
        let hours = (0..<100).flatMap { d in (0..<24).map { Int64(d) * day + Int64($0) * 3_600_000_000_000 } }
        XCTAssertEqual(PeriodsPerYear.infer(times: hours).value, 24 * 365)
    }
}
