import Foundation
import XCTest

@testable import Reporting

/// The page of plots: what it says without a chart library, what it hands to one, and that no text breaks out of its place.
final class PlotPageTests: XCTestCase {
    private let evil = "</script><img src=x onerror=alert(1)>\"&"

    private func page(_ figures: [PlotFigure]) -> PlotPage {
        PlotPage(
            title: evil, lead: evil, facts: [evil], warnings: [evil], tiles: [.init(evil, evil, note: evil, convention: evil)],
            figures: figures,
            tables: [.init(evil, columns: [evil, "n"], rows: [[evil, "1"]])], footer: evil)
    }

    private var figures: [PlotFigure] {
        [
            PlotFigure(
                evil, x: .init(evil, .percent), y: .init(evil, .percent), spans: [PlotSpan(evil, from: 0, to: 1)],
                .curves([
                    PlotCurve(evil, x: [0, 1, 2], y: [0.1, .nan, 0.3]),
                    PlotCurve("points", .scatter, x: [0, 1], y: [0.1, 0.2], labels: [evil, evil], names: [evil, "b"]),
                    PlotCurve("band", .band, x: [0, 1], y: [0.3, 0.4], low: [0.1, 0.2]),
                ])),
            PlotFigure("bars", .bars(PlotBars([evil, "b"], [(evil, [0.5, .nan])]))),
            PlotFigure(
                "map",
                .heatmap(PlotHeatmap(columns: [evil, "b"], rows: [evil, "b"], values: [[1, -0.5], [-0.5, 1]], range: -1...1))),
        ]
    }

    private func text(_ page: PlotPage, _ plotly: String?) -> String {
        String(decoding: page.html(plotlyJS: plotly), as: UTF8.self)
    }

    func testNoTextBreaksOutOfItsPlace() {
        for plotly in [nil, "var Plotly = {};"] {
            let html = text(page(figures), plotly)
            XCTAssertFalse(html.contains("<img"), "a text became an element")
            XCTAssertEqual(html.components(separatedBy: "<script").count, html.components(separatedBy: "</script>").count)
            XCTAssertTrue(html.contains("default-src 'none'"))
            XCTAssertFalse(html.contains("src=\"http") || html.contains("<link"))
        }
    }

    func testWithoutTheLibraryTheNumbersAreThere() {
        let html = text(page(figures), nil)
        for part in ["was not found", "polyline", "circle", "polygon", "50", "-0.5"] {
            XCTAssertTrue(html.contains(part), part)
        }
        XCTAssertFalse(html.contains("<script>"), "no script without the library")
        XCTAssertTrue(text(page([PlotFigure("one", .curves([PlotCurve("a", x: [1], y: [1])]))]), nil).contains("Too few points"))
    }

    func testThePayloadIsJSONWithGapsAsNull() throws {
        let bytes = PlotPayload.json(figures)
        let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
        let curves = try XCTUnwrap(object[0]["curves"] as? [[String: Any]])
        XCTAssertTrue((curves[0]["y"] as? [Any])?[1] is NSNull)
        XCTAssertEqual(curves[1]["names"] as? [String], [evil, "b"])
        XCTAssertEqual(curves[2]["low"] as? [Double], [0.1, 0.2])
        XCTAssertEqual((object[0]["spans"] as? [[Any]])?[0].count, 3)
        XCTAssertEqual(object[2]["range"] as? [Double], [-1, 1])
        XCTAssertEqual((object[2]["heat"] as? [[Double]])?[0], [1, -0.5])
    }

    func testTimesKeepTheirMilliseconds() throws {
        let time: Int64 = 1_672_185_600_123_000_000
        let figure = PlotFigure("t", x: .init("", .time), .curves([PlotCurve("a", times: [0, time], y: [1, 2])]))
        let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(PlotPayload.json([figure]))) as? [[String: Any]])
        XCTAssertEqual((object[0]["curves"] as? [[String: Any]])?[0]["x"] as? [Double], [0, 1_672_185_600_123])
    }

    func testSpansAreTheRunsOfLabels() {
        let spans = PlotSpan.runs([nil, 1, 1, 0, nil, 1], times: [0, 10, 20, 30, 40, 50], names: ["calm", "wild"])
        XCTAssertEqual(spans.map(\.name), ["calm", "wild", "wild"])
        XCTAssertEqual(spans.map(\.from), [30, 10, 50])
        XCTAssertEqual(spans.map(\.to), [40, 30, 50])
        XCTAssertTrue(PlotSpan.runs([], times: [], names: []).isEmpty)
    }

    func testLongLinesAreDecimatedAndPagesAreTheSameEachTime() {
        let values = (0..<100_000).map { Double($0 % 977) }
        let figure = PlotFigure("long", .curves([PlotCurve("a", x: values.indices.map { Double($0) }, y: values)]))
        let bytes = PlotPayload.json([figure])
        XCTAssertLessThan(bytes.count, 1_000_000)
        XCTAssertEqual(page(figures).html(plotlyJS: "x"), page(figures).html(plotlyJS: "x"))
    }
}
