import Glibc
import XCTest

@testable import Market

final class MarketTests: XCTestCase {
    func testTimesAreThoseOfTheCLibrary() {
        var state: UInt64 = 5
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var seconds = time_t(state % 16_000_000_000) - 8_000_000_000
            var parts = tm()
            gmtime_r(&seconds, &parts)
            let (year, month, day) = civil(fromDays: floorDivide(Int64(seconds), 86_400))
            XCTAssertEqual([year, month, day], [Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)])
            XCTAssertEqual(days(year: year, month: month, day: day), floorDivide(Int64(seconds), 86_400))
            let stamp = Timestamp(nanoseconds: Int64(seconds) * 1_000_000_000)
            XCTAssertEqual(Array(stamp.text.utf8).withUnsafeBytes { Timestamp.parse($0)?.time }, stamp)
        }
    }

    func testAHigherBarIsSeenOnceItsPeriodIsOverAndNeverLooksAhead() {
        let day: Int64 = 86_400_000_000_000
        let source = BarGenerator(seed: 9).bars(400)
        let week = Resampling(source, to: Timeframe("1w")!) // a literal that parses
        for row in 0..<source.count {
            let latest = Int(week.latestComplete[row])
            guard latest >= 0 else { continue }
            // The bar's last day is at or before this row, and its week is over when the row is complete.
            XCTAssertLessThanOrEqual(week.bars.time[latest], source.time[row])
            let end = Timeframe("1w")!.end(ofPeriod: Timeframe("1w")!.period(of: week.bars.time[latest])) // literals that parse
            XCTAssertTrue(source.time[row] + day >= end || Timeframe("1w")!.period(of: source.time[row]) > Timeframe("1w")!.period(of: week.bars.time[latest])) // literals that parse
        }
        // Truncating the source changes nothing before the cut.
        let cut = 123
        let shorter = BarColumns(count: cut, completionOffset: source.completionOffset) { time, open, high, low, close, volume in
            time.update(from: source.time, count: cut)
            for (target, column) in [(open, source.open), (high, source.high), (low, source.low), (close, source.close), (volume, source.volume)] { target.update(from: column, count: cut) }
        }
        let short = Resampling(shorter, to: Timeframe("1w")!) // a literal that parses
        XCTAssertEqual(short.latestComplete, Array(week.latestComplete.prefix(cut)))
        for index in 0..<Int(short.latestComplete[cut - 1]) { XCTAssertEqual(short.bars.close[index], week.bars.close[index]) }
    }

    func testTheGeneratorRepeatsItselfAndKeepsItsRanges() {
        let (a, b) = (BarGenerator(seed: 4).bars(5_000), BarGenerator(seed: 4).bars(5_000))
        for row in 0..<5_000 {
            XCTAssertEqual(a.close[row], b.close[row])
            XCTAssertTrue(a.low[row] <= min(a.open[row], a.close[row]) && a.high[row] >= max(a.open[row], a.close[row]) && a.low[row] > 0)
            if row > 0 { XCTAssertGreaterThan(a.time[row], a.time[row - 1]) }
        }
        XCTAssertNotEqual(BarGenerator(seed: 5).bars(100).close[99], a.close[99])
    }

    func testTimeframesParse() {
        XCTAssertEqual(["1m", "5m", "1h", "1d", "1w", "1mo", "1q", "1y"].compactMap { Timeframe($0)?.code }.count, 8)
        for text in ["", "m", "0m", "-1d", "1x", "w1", "1.5h"] { XCTAssertNil(Timeframe(text), text) }
    }
}
