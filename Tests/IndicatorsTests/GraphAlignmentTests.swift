import XCTest

@testable import Indicators

final class GraphAlignmentTests: XCTestCase {
    private let weekly = GraphTestWorld.weekly

    /// Fifteen days in weeks of five; week w is complete from row 5w + 4 on.
    private func world() -> GraphTestWorld {
        let world = GraphTestWorld(rows: [.native: 15, weekly: 3]) { key, _, row in
            key == .native ? Double(row) : 100 * Double(row + 1)
        }
        world.align(weekly) { ($0 + 1) / 5 - 1 }
        return world
    }

    func testAnAverageOfWeeksIsSeenOnlyWhenTheWeekIsComplete() throws {
        var graph = SeriesGraph()
        let close = try graph.source(.close, of: weekly)
        let mean = try graph.indicator(GraphTestIndicators.mean, parameters: [2], inputs: [close])[0]
        XCTAssertEqual(graph.space(of: mean), weekly)
        let aligned = try graph.native(mean)
        let seen = try world().values(graph, aligned)
        XCTAssertTrue(sameBits(seen, Array(repeating: .nan, count: 9) + Array(repeating: 150, count: 5) + [250]))
    }

    func testMixedSpacesMeetInNativeRows() throws {
        var graph = SeriesGraph()
        let sum = try graph.binary(.add, graph.source(.close), graph.source(.close, of: weekly))
        XCTAssertEqual(graph.space(of: sum), .native)
        let values = try world().values(graph, sum)
        for row in 0..<15 {
            let complete = (0..<3).last { 5 * $0 + 4 <= row }
            XCTAssertTrue(sameBits(values[row], complete.map { Double(row) + 100 * Double($0 + 1) } ?? .nan), "row \(row)")
        }
    }

    func testTwoForeignSpacesMeetInNativeRows() throws {
        var graph = SeriesGraph()
        let sum = try graph.binary(.subtract, graph.source(.close, of: weekly), graph.source(.close, of: GraphTestWorld.spy))
        XCTAssertEqual(graph.space(of: sum), .native)
    }

    func testLagsCountTheRowsOfTheirOwnSpace() throws {
        var graph = SeriesGraph()
        let before = try graph.lag(graph.source(.close, of: weekly), 1)
        let aligned = try graph.native(before)
        let seen = try world().values(graph, aligned)
        XCTAssertTrue(sameBits(seen, Array(repeating: .nan, count: 9) + Array(repeating: 100, count: 5) + [200]))
    }

    func testAConstantJoinsAnySpace() throws {
        var graph = SeriesGraph()
        let double = try graph.binary(.multiply, graph.source(.close, of: weekly), graph.constant(2.0))
        XCTAssertEqual(graph.space(of: double), weekly)
        XCTAssertEqual(try world().values(graph, double), [200, 400, 600])
    }

    func testATriggerInForeignRowsIsRefused() throws {
        var graph = SeriesGraph()
        let high = try graph.comparison(.greater, graph.source(.close, of: weekly), graph.constant(150.0))
        XCTAssertThrowsError(try world().evaluate(graph, keep: [], triggers: [.init(high, .edge)])) {
            XCTAssertEqual($0 as? GraphError, .triggerRows(series: "above(every(\"1w\").close, 150)"))
        }
        let trigger = SeriesTrigger(try graph.native(high), .edge)
        XCTAssertEqual(try world().evaluate(graph, keep: [], triggers: [trigger]).triggers.firings.map(\.row), [9])
    }

    func testTheGraphSaysWhatItReads() throws {
        var graph = SeriesGraph()
        _ = try graph.source(.open)
        let week = try graph.source(.high, of: weekly)
        let sum = try graph.binary(.add, graph.source(.close), week)
        XCTAssertEqual(try graph.foreignSpaces(keep: [sum]), [weekly])
        XCTAssertEqual(
            try graph.sources(keep: [sum]), [.init(key: weekly, field: .high), .init(key: .native, field: .close)])
        XCTAssertEqual(try graph.foreignSpaces(keep: [SeriesID(0)]), [])
    }

    func testMissingDataIsAnError() throws {
        var graph = SeriesGraph()
        let other = SourceKey(symbol: 4)
        let close = try graph.native(graph.source(.close, of: other))
        XCTAssertThrowsError(try world().evaluate(graph, keep: [close])) {
            XCTAssertEqual("\($0)", "no data for close of of(\"#4\")")
        }
    }
}
