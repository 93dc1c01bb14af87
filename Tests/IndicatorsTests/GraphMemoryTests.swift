import XCTest

@testable import Indicators

final class GraphMemoryTests: XCTestCase {
    private let rows = 100_000

    private func world() -> GraphTestWorld {
        GraphTestWorld(rows: [.native: rows]) { _, _, row in Double(row % 100) }
    }

    func testOnlyKeptColumnsAreWhole() throws {
        var graph = SeriesGraph()
        let fast = try graph.indicator(GraphTestIndicators.mean, parameters: [3])[0]
        let slow = try graph.indicator(GraphTestIndicators.mean, parameters: [9])[0]
        let cross = try graph.cross(.above, fast, slow)
        let columns = try world().evaluate(graph, keep: [fast, slow], triggers: [.init(cross, .level)])
        XCTAssertEqual(columns.ownedBytes, 2 * rows * 8)
        XCTAssertLessThan(columns.temporaryBytes, 4 * SeriesGraph.blockRows * 8)
        XCTAssertNil(columns.column(cross))
    }

    func testAChainOfIntermediatesReusesItsBlocks() throws {
        var graph = SeriesGraph()
        var x = try graph.source(.close)
        for step in 0..<500 { x = try graph.binary(.add, x, graph.unary(.sqrt, graph.lag(x, 1 + step % 3))) }
        let columns = try world().evaluate(graph, keep: [x])
        XCTAssertEqual(columns.ownedBytes, rows * 8)
        XCTAssertLessThan(columns.temporaryBytes, 6 * SeriesGraph.blockRows * 8 + 500 * 3 * 8)
    }

    func testRawColumnsPassThrough() throws {
        let world = world()
        var graph = SeriesGraph()
        let close = try graph.source(.close)
        let columns = try world.evaluate(graph, keep: [close])
        XCTAssertEqual(columns.column(close), world.column(.native, .close))
        XCTAssertEqual(columns.ownedBytes, 0)
    }

    func testWhatNobodyNeedsIsNotComputed() throws {
        let world = world()
        var graph = SeriesGraph()
        let open = try graph.source(.open)
        for lag in 1..<50 { _ = try graph.lag(graph.source(.close), lag) }
        let columns = try world.evaluate(graph, keep: [open])
        XCTAssertLessThan(columns.temporaryBytes, 4 * SeriesGraph.blockRows * 8)
        XCTAssertEqual(columns.rows(open), rows)
    }
}
