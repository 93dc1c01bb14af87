import XCTest

@testable import Reporting

final class TerminalReportTests: XCTestCase {
    private let sample = SampleResult.make(bars: 300, trades: 6)

    func testGoldenPageAtEightyColumns() {
        XCTAssertEqual(TerminalReport.render(sample, width: 80, color: false), TerminalGolden.columns80)
    }

    func testGoldenPageAtHundredAndTwentyColumns() {
        XCTAssertEqual(TerminalReport.render(sample, width: 120, color: false), TerminalGolden.columns120)
    }

    func testNoLineIsWiderThanTheTerminal() {
        let long = "日本株式会社東京証券取引所グループ with a very long name that must be cut somewhere"
        for text in ["", " " + long, "\u{1B}[31m\r\n"] {
            let result = SampleResult.make(bars: 700, trades: 30, symbols: ["ACME", long, "🚀🚀", "é\u{301}x"], text: text)
            for width in 60...200 {
                for line in TerminalReport.render(result, width: width, color: false).split(separator: "\n") {
                    XCTAssertLessThanOrEqual(TerminalText.columns(String(line)), width, "at \(width): \(line)")
                }
            }
        }
    }

    func testColoursComeOnlyWhenAskedAndLeaveTheTextAlone() {
        let plain = TerminalReport.render(sample, width: 100, color: false)
        let colored = TerminalReport.render(sample, width: 100, color: true)
        XCTAssertFalse(plain.contains("\u{1B}"))
        XCTAssertTrue(colored.contains("\u{1B}[31m"))
        var stripped = ""
        for part in colored.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated() {
            stripped += part.offset == 0 ? String(part.element) : String(part.element.drop { $0 != "m" }.dropFirst())
        }
        let lines = stripped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        XCTAssertEqual(lines.joined(separator: "\n"), plain)
    }

    func testControlCharactersOfAScriptNeverReachTheTerminal() {
        let result = SampleResult.make(
            bars: 100, trades: 3, symbols: ["A\u{1B}]0;owned\u{7}"], text: "\u{1B}[2J\u{9B}31m\u{202E}")
        let page = TerminalReport.render(result, width: 100, color: false)
        for scalar in page.unicodeScalars {
            XCTAssertFalse(scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{202E}")
        }
    }

    func testCriticalFindingsComeFirstOthersLast() throws {
        let critical = TerminalReport.render(sample, width: 80, color: false)
        var mild = sample
        mild.findings.removeFirst()
        let page = TerminalReport.render(mild, width: 80, color: false)
        XCTAssertLessThan(try place(of: "Findings ─", in: critical), try place(of: "Equity ─", in: critical))
        XCTAssertGreaterThan(try place(of: "Findings ─", in: page), try place(of: "Orders ─", in: page))
    }

    private func place(of text: String, in page: String) throws -> Int {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        return try XCTUnwrap(lines.firstIndex { $0.hasPrefix(text) })
    }

    func testRejectionsTellReasonCountPlaceAndMendingHint() {
        let page = TerminalReport.render(sample, width: 120, color: false)
        XCTAssertTrue(page.contains("✗ 7 × insufficient_cash  first 2010-02-13T15:30:00Z, line 9"))
        XCTAssertTrue(page.contains("start with --cash 200000."))
    }

    func testAnEmptyRunStillHasAPage() {
        var empty = SampleResult.make(bars: 100, trades: 0)
        empty.equity = .init(
            times: [], values: [], exposure: [], buyAndHold: [], periodsPerYear: .nan, periodsPerYearReason: "no bars")
        empty.metrics = []
        empty.symbols = []
        empty.drawdowns = []
        empty.openTrades = []
        empty.findings = []
        empty.log = []
        empty.data = []
        XCTAssertTrue(TerminalReport.render(empty, width: 80, color: false).contains("Run 4f1c0d9ab2e37786"))
    }

    func testManyYearsAndHugeReturnsKeepTheirColumns() {
        var result = sample
        result.equity.times = (0..<400).map { SampleResult.start + Int64($0) * 30 * SampleResult.day }
        result.equity.values = (0..<400).map { index -> Double in
            index == 399 ? 1e12 : Double(1000 + index % 7 * 900)
        }
        let page = TerminalReport.render(result, width: 72, color: false)
        XCTAssertTrue(page.contains("2010 "))
        XCTAssertTrue(page.contains(">999"))
    }
}
