import Foundation
import XCTest

@testable import Reporting

final class HTMLReportTests: XCTestCase {
    private static let library = "window.Plotly = { note: '</script><!-- <script>' };"

    private func page(_ result: BacktestResult = SampleResult.make(), plotlyJS: String? = library) -> String {
        String(decoding: HTMLReport.render(result, plotlyJS: plotlyJS), as: UTF8.self)
    }

    func testThePageHoldsEverything() throws {
        let page = page()
        for text in [
            "sma_cross", "Trend: long while", "4f1c0d9ab2e37786", "Most of the profit comes from one trade",
            "Without it the run ends at +3.1 %", "Maximum drawdown: as the field computes it.", "645,896", "buy &amp; hold",
            "2011-08-27", "not yet", "日本株式", "stop_triggered", "insufficient_cash", "2010-02-13T15:30:00Z",
            "start with --cash 200000.", "bars of the fast average", "next-open", "examples/data/ACME.csv", "ab12",
            "9c56cc51b374",
            "entered at bar 6", "Daily returns", "Returns of trades", "window.Plotly",
        ] {
            XCTAssertTrue(page.contains(text), text)
        }
        let findings = try XCTUnwrap(page.range(of: "id=\"findings\""))
        let measures = try XCTUnwrap(page.range(of: "id=\"measures\""))
        XCTAssertLessThan(findings.lowerBound, measures.lowerBound)
    }

    func testNothingIsFetchedFromTheNetwork() {
        for script in [Self.library, nil] {
            let page = page(plotlyJS: script)
            for link in ["http:", "https:", "src=", "href=", "url(", "@import", "<link", "<iframe", "fetch(", "XMLHttpRequest"] {
                XCTAssertFalse(page.contains(link), link)
            }
            XCTAssertTrue(page.contains("default-src 'none'"))
        }
    }

    func testHostileTextStaysText() throws {
        let hostile = "</script><b>x</b><img src=x onerror=alert(1)>\" onmouseover='alert(2)' &"
        let page = page(SampleResult.make(symbols: ["</script><b>A" + hostile, "B"], text: hostile))
        XCTAssertFalse(page.contains("<b>x"))
        XCTAssertFalse(page.contains("<img"))
        let body = page.components(separatedBy: "<script")[0]
        XCTAssertFalse(body.contains("\" onmouseover"))
        XCTAssertFalse(body.contains("' onmouseover"))
        XCTAssertTrue(page.contains("&lt;/script&gt;&lt;b&gt;A"))
        // Six script elements: data, library, four of the page; nothing in a text may open or close another.
        XCTAssertEqual(page.components(separatedBy: "<script").count - 1, 6 + 1, "the library's own text holds one more")
        XCTAssertEqual(page.components(separatedBy: "</script>").count - 1, 6)
        XCTAssertTrue(page.contains("note: '<\\/script><\\!-- <script>'"))
        let payload = page.components(separatedBy: "id=\"data\">")[1].components(separatedBy: "</script>")[0]
        let root: JSONReader.Value = try JSONReader.read(payload)
        XCTAssertEqual(root["charts"]?[0]?["symbol"], .string("</script><b>A" + hostile))
    }

    func testTheSameResultGivesTheSameBytesWhateverTheMachine() {
        let one = SampleResult.make()
        var two = one
        two.timing = .init(loadSeconds: 9, runSeconds: 9, barsPerSecond: 9)
        two.host = .init(build: "debug", machine: "another")
        XCTAssertEqual(HTMLReport.render(one, plotlyJS: nil), HTMLReport.render(two, plotlyJS: nil))
    }

    func testWithoutPlotlyThePageDrawsItselfAndNamesTheCommand() {
        let page = page(plotlyJS: nil)
        XCTAssertTrue(page.contains("<code>scripts/setup</code>"))
        XCTAssertGreaterThanOrEqual(page.components(separatedBy: "<polyline").count - 1, 3)
        XCTAssertFalse(page.contains("id=\"controls\""))
    }

    func testLongLinesAreThinnedAndThePageSaysSo() throws {
        let page = page(SampleResult.make(bars: 50_000), plotlyJS: nil)
        XCTAssertTrue(page.contains("drawn by the lowest and highest point"))
        XCTAssertLessThan(page.utf8.count, 6_000_000)
        XCTAssertFalse(self.page().contains("drawn by the lowest and highest point"))
    }

    func testThePayloadHasTheTimesAndTradesOfTheRun() throws {
        let sample = SampleResult.make()
        let root = try JSONReader.read(String(decoding: ReportPayload(sample).json(), as: UTF8.self))
        let equity = try XCTUnwrap(root["account"]?["equity"])
        XCTAssertEqual(equity["y"]?.count, 3000)
        XCTAssertEqual(root["axes"]?.count, 1)
        XCTAssertEqual(root["axes"]?[0]?[0], .number(Double(SampleResult.start / 1_000_000)))
        XCTAssertEqual(root["axes"]?[0]?[5], .number(3 * 86_400_000), "over the weekend")
        XCTAssertEqual(root["trades"]?.count, 61)
        XCTAssertEqual(root["trades"]?[60]?[1], .string("open"))
        XCTAssertEqual(root["charts"]?[0]?["series"]?[1]?["onPrice"], .bool(false))
        XCTAssertEqual(root["charts"]?[0]?["open"]?.count, 3000)
    }

    func testChartsOfClosesAloneHaveNoBars() throws {
        var sample = SampleResult.make()
        for index in sample.charts.indices {
            sample.charts[index].open = sample.charts[index].close
            sample.charts[index].high = sample.charts[index].close
            sample.charts[index].low = sample.charts[index].close
        }
        let root = try JSONReader.read(String(decoding: ReportPayload(sample).json(), as: UTF8.self))
        XCTAssertNil(root["charts"]?[0]?["open"])
    }

    func testAnEmptyRunStillHasAPage() {
        var empty = SampleResult.make(bars: 100, trades: 0)
        empty.equity = .init(
            times: [], values: [], exposure: [], buyAndHold: [], periodsPerYear: .nan, periodsPerYearReason: "no bars")
        empty.metrics = []
        empty.symbols = []
        empty.drawdowns = []
        empty.openTrades = []
        empty.charts = []
        empty.data = []
        XCTAssertTrue(page(empty).contains("No trade was made."))
    }
}
