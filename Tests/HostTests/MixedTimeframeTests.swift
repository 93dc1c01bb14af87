import Foundation
import XCTest

import Kernel
import Market
import Money
import Simulation
import Store
import Trading

@testable import Host

/// Hourly and daily bars on one time line: a decision made within a day must not fill at the day's opening price.
final class MixedTimeframeTests: XCTestCase {
    func testADecisionInsideADayFillsAtTheNextDaysOpen() throws {
        let (hour, day): (Int64, Int64) = (3_600_000_000_000, 86_400_000_000_000)
        let start: Int64 = 1_577_836_800_000_000_000
        func bars(_ count: Int, _ offset: Int64, _ time: (Int) -> Int64) -> BarColumns {
            BarColumns(count: count, completionOffset: offset) { times, open, high, low, close, volume in
                for row in 0..<count {
                    times[row] = time(row)
                    let price = 100 + Double(row)
                    (open[row], high[row], low[row], close[row], volume[row]) = (price, price + 0.5, price - 0.5, price, 1_000)
                }
            }
        }
        func series(_ symbol: String, _ bars: BarColumns) -> LoadedSeries {
            LoadedSeries(symbol: symbol, path: symbol, hash: "", bars: bars, priceDigits: 2, interval: 0, isCloseOnly: false, notes: [])
        }
        let hourly = series("HOUR", bars(24 * 5, 0) { start + Int64($0 + 1) * hour })
        let daily = series("DAY", bars(5, day) { start + Int64($0) * day })
        let path = NSTemporaryDirectory() + "perigee-mixed-\(ProcessInfo.processInfo.processIdentifier).lua"
        try "function on_bar(symbol, bar) if symbol == 'HOUR' and bar == 38 then buy(1, 'DAY') end end".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let options = try BacktestOptions(Arguments([path, "--data", "made"], for: .backtest))
        let session = try BacktestSession(options, series: [daily, hourly])
        session.run()
        XCTAssertNil(session.instance.failure)
        // Bar 38 of the hours is 14:00 of the second day, whose daily bar (row 1) opened long before: the third day's open is next.
        let lot = try XCTUnwrap(session.backtest.kernel.account.ledger.lots[0].first)
        XCTAssertEqual(lot.price, Price("102"))
    }
}
