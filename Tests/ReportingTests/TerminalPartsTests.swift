import XCTest

@testable import Reporting

final class TerminalPartsTests: XCTestCase {
    func testWidthsAreThoseOfTheUnicodeEastAsianWidthTable() {
        // Python 3.11 unicodedata.east_asian_width: "W" for these, "Na" or "N" for the others.
        XCTAssertEqual(TerminalText.columns("日本"), 4)
        XCTAssertEqual(TerminalText.columns("한국"), 4)
        XCTAssertEqual(TerminalText.columns("ＡＢ"), 4)
        XCTAssertEqual(TerminalText.columns("🚀"), 2)
        XCTAssertEqual(TerminalText.columns("e\u{301}a"), 2)
        XCTAssertEqual(TerminalText.columns("–…─█"), 4)
        XCTAssertEqual(TerminalText.fitted("日本株", 5), "日本…")
        XCTAssertEqual(TerminalText.fitted("日本株", 4), "日…")
    }

    func testWrappingKeepsEveryWordAndTheWidth() {
        let text = "one two three 四五六七八九十 eleven-which-is-much-too-long-for-a-line twelve"
        for width in 4...80 {
            let lines = TerminalText.wrapped(text, width)
            XCTAssertTrue(lines.allSatisfy { TerminalText.columns($0) <= width })
            XCTAssertEqual(lines.joined().filter { $0 != " " }, text.filter { $0 != " " })
        }
    }

    func testFiguresReadAsAPersonWritesThem() {
        XCTAssertEqual(FigureText.fixed(1_234_567.891, 2), "1,234,567.89")
        XCTAssertEqual(FigureText.fixed(-0.004, 2), "0.00")
        XCTAssertEqual(FigureText.fixed(0.5, 0), "1")
        XCTAssertEqual(FigureText.fixed(-2.5, 0), "-3")
        XCTAssertEqual(FigureText.percent(0.12345, 2, signed: true), "+12.35 %")
        XCTAssertEqual(FigureText.fixed(.nan, 2), "–")
        XCTAssertEqual(FigureText.fixed(1.5e20, 2), "1.500e20")
        XCTAssertEqual(FigureText.plain(150.2500), "150.25")
        XCTAssertEqual(FigureText.rate(12_345_678), "12.3 M")
        XCTAssertEqual(FigureText.duration(seconds: 0.00031), "310 µs")
        XCTAssertEqual(FigureText.duration(seconds: 200), "3 min 20 s")
    }

    func testAreaChartSpansFromTheLowestToTheHighestBlock() {
        let rows = AreaChart.lines([0, 1, 2, 3], width: 4, rows: 1)
        XCTAssertEqual(rows, ["▁▃▆█"])
        XCTAssertEqual(AreaChart.lines([5, 5, 5], width: 3, rows: 1), ["▄▄▄"])
        XCTAssertEqual(AreaChart.lines([1], width: 3, rows: 1), [])
        XCTAssertEqual(AreaChart.lines([0, 10], width: 2, rows: 2), [" █", "▁█"])
    }

    func testProgressBarKeepsItsWidthAndDropsWhatDoesNotFit() {
        let bar = ProgressBar(label: "sma_cross")
        for width in 10...200 {
            for fraction in [-1, 0, 0.3, 0.999, 1, 2, .nan] as [Double] {
                let line = bar.render(fraction: fraction, rate: 12.3e6, remaining: 75, width: width)
                XCTAssertEqual(TerminalText.columns(line), width)
            }
        }
        let line = bar.render(fraction: 0.5, rate: 12.3e6, remaining: 75, width: 70)
        XCTAssertTrue(line.hasSuffix(" 50 %  12.3 M bars/s  75 s left"))
        XCTAssertTrue(bar.render(fraction: 0.9999, rate: 0, remaining: .nan, width: 70).hasSuffix(" 99 %"))
    }

    func testCalendarReturnsChainToTheWholeReturn() {
        let sample = SampleResult.make(bars: 900)
        let years = CalendarReturns(times: sample.equity.times, values: sample.equity.values).years
        let months = years.flatMap { $0.months.compactMap { $0 } }
        let whole = sample.equity.values[899] / sample.equity.values[0]
        XCTAssertEqual(months.reduce(1) { $0 * (1 + $1) }, whole, accuracy: 1e-12 * whole)
        XCTAssertEqual(years.reduce(1) { $0 * (1 + $1.total) }, whole, accuracy: 1e-12 * whole)
        XCTAssertEqual(years.map(\.year), [2010, 2011, 2012, 2013])
    }

    func testExitsAreCountedByReason() {
        let exits = ExitSummary.all(of: SampleResult.make().trades)
        XCTAssertEqual(exits.map(\.reason), ["open", "stop_triggered"])
        XCTAssertEqual(exits.map(\.count), [40, 20])
    }
}
