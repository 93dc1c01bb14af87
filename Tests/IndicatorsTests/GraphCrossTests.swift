import XCTest

@testable import Indicators

/// Crossings over every combination of a few values, by the definition, in both forms.
final class GraphCrossTests: XCTestCase {
    private let values: [Double] = [0, 1, 2, -0.0, .nan, .infinity, -.infinity]

    /// All windows (x[−1], y[−1], x, y), one after the other, so that the transition between windows is tested as well.
    private func windows() -> (x: [Double], y: [Double]) {
        var (x, y): ([Double], [Double]) = ([], [])
        for u in values { for v in values { for p in values { for q in values {
            x += [u, p]
            y += [v, q]
        } } } }
        return (x, y)
    }

    func testEveryWindow() throws {
        let (x, y) = windows()
        let world = GraphTestWorld(rows: [.native: x.count]) { _, field, row in field == .open ? x[row] : y[row] }
        for direction in CrossDirection.allCases {
            var graph = SeriesGraph()
            let cross = try graph.cross(direction, graph.source(.open), graph.source(.close))
            let column = try world.values(graph, cross)
            let fired = try world.evaluate(graph, keep: [], triggers: [.init(cross, .level)]).triggers.firings.map { Int($0.row) }
            XCTAssertEqual(fired, column.indices.filter { column[$0] == 1 }, "\(direction): scan and column")
            for row in x.indices.dropFirst() {
                let four = [x[row - 1], y[row - 1], x[row], y[row]]
                let above = four[0] <= four[1] && four[2] > four[3]
                let below = four[0] >= four[1] && four[2] < four[3]
                let holds = direction == .above ? above : direction == .below ? below : above || below
                let expected: Double = four.allSatisfy(\.isFinite) ? (holds ? 1 : 0) : .nan
                XCTAssertTrue(sameBits(column[row], expected), "\(direction) of \(four)")
            }
            XCTAssertTrue(column[0].isNaN)
        }
    }

    func testATouchThenARiseIsACrossing() throws {
        let world = GraphTestWorld(close: [1, 2, 3])
        var graph = SeriesGraph()
        let cross = try graph.cross(.above, graph.source(.close), graph.constant(2.0))
        XCTAssertTrue(sameBits(try world.values(graph, cross), [.nan, 0, 1]))
    }

    func testCrossesLosesNoneOfTwoInARow() throws {
        let world = GraphTestWorld(close: [1, 3, 1, 3])
        var graph = SeriesGraph()
        let cross = try graph.cross(.either, graph.source(.close), graph.constant(2.0))
        let trigger = SeriesTrigger(cross, graph.defaultMode(of: cross))
        XCTAssertEqual(try world.evaluate(graph, keep: [], triggers: [trigger]).triggers.firings.map(\.row), [1, 2, 3])
    }

    func testAStateThatIsTrueAtTheFirstAllowedRowFiresThere() throws {
        let world = GraphTestWorld(close: [5, 5, 5, 1, 5])
        var graph = SeriesGraph()
        let high = try graph.comparison(.greater, graph.source(.close), graph.constant(2.0))
        func rows(_ firstRow: Int) throws -> [Int32] {
            let trigger = SeriesTrigger(high, .edge, firstRow: firstRow)
            return try world.evaluate(graph, keep: [], triggers: [trigger]).triggers.firings.map(\.row)
        }
        XCTAssertEqual(try rows(0), [0, 4])
        XCTAssertEqual(try rows(2), [2, 4])
    }

    func testATriggerWaitsForTheSeriesOfItsCallback() throws {
        let world = GraphTestWorld(close: Array(repeating: 5, count: 6_000))
        var graph = SeriesGraph()
        let close = try graph.source(.close)
        let high = try graph.comparison(.greater, close, graph.constant(2.0))
        let late = try graph.lag(close, 5_000)
        let triggers = [SeriesTrigger(high, .edge, ready: [close, late]), SeriesTrigger(high, .level, firstRow: 5_998)]
        let firings = try world.evaluate(graph, keep: [], triggers: triggers).triggers.firings
        XCTAssertEqual(firings, [.init(row: 5_000, trigger: 0), .init(row: 5_998, trigger: 1), .init(row: 5_999, trigger: 1)])
    }

    func testFiringsAreOrderedByRowThenTrigger() throws {
        let world = GraphTestWorld(close: (0..<300).map { Double($0 % 3) })
        var graph = SeriesGraph()
        let close = try graph.source(.close)
        let one = try graph.comparison(.greaterOrEqual, close, graph.constant(1.0))
        let two = try graph.comparison(.greaterOrEqual, close, graph.constant(2.0))
        let firings = try world.evaluate(graph, keep: [], triggers: [.init(two, .level), .init(one, .level)]).triggers.firings
        let expected = (0..<300).flatMap { row -> [TriggerSchedule.Firing] in
            let both: [TriggerSchedule.Firing] = [.init(row: Int32(row), trigger: 0), .init(row: Int32(row), trigger: 1)]
            return row % 3 == 2 ? both : row % 3 == 1 ? [both[1]] : []
        }
        XCTAssertEqual(firings, expected)
    }
}
