import XCTest

@testable import Indicators

final class GraphBuildingTests: XCTestCase {
    private func message(_ body: (inout SeriesGraph) throws -> Void) -> String {
        var graph = SeriesGraph()
        do { try body(&graph) } catch { return "\(error)" }
        return "no error"
    }

    func testEqualExpressionsAreOneNode() throws {
        var graph = SeriesGraph()
        func fast() throws -> SeriesID {
            try graph.indicator(GraphTestIndicators.mean, parameters: [10], inputs: [graph.source(.close)])[0]
        }
        let first = try graph.cross(.above, fast(), graph.lag(fast(), 3))
        let count = graph.count
        XCTAssertEqual(try graph.cross(.above, fast(), graph.lag(graph.lag(fast(), 1), 2)), first)
        XCTAssertEqual(graph.count, count + 1, "only the lag of 1 is new")
        XCTAssertNotEqual(try graph.cross(.below, fast(), graph.lag(fast(), 3)), first)
        XCTAssertEqual(try graph.lag(first, 0), first)
    }

    func testInputsLeftOutArePriceFields() throws {
        var graph = SeriesGraph()
        let short = try graph.indicator(GraphTestIndicators.mean, parameters: [10])
        let long = try graph.indicator(GraphTestIndicators.mean, parameters: [10], inputs: [graph.source(.close)])
        XCTAssertEqual(short, long)
    }

    func testOutputsOfOneIndicatorShareIt() throws {
        var graph = SeriesGraph()
        let inputs = [try graph.source(.high), try graph.source(.low)]
        let outputs = try graph.indicator(GraphTestIndicators.pair, parameters: [0.5], inputs: inputs)
        XCTAssertEqual(outputs.count, 2)
        XCTAssertEqual(graph.instances.count, 1)
        XCTAssertEqual(outputs.map { graph.describe($0) }, ["pair(high, low, 0.5).sum", "pair(high, low, 0.5).difference"])
    }

    func testWarmUpFollowsTheGraph() throws {
        var graph = SeriesGraph()
        let close = try graph.source(.close)
        let fast = try graph.indicator(GraphTestIndicators.mean, parameters: [10], inputs: [close])[0]
        let slow = try graph.indicator(GraphTestIndicators.mean, parameters: [30], inputs: [fast])[0]
        let expected: [(SeriesID, Int)] = [
            (close, 1), (fast, 10), (slow, 39), (try graph.lag(slow, 5), 44), (try graph.cross(.above, fast, slow), 40),
            (try graph.change(close), 2), (try graph.trend(.rising, fast, 3), 13), (try graph.binary(.add, fast, slow), 39),
        ]
        let world = GraphTestWorld(close: (0..<60).map { Double($0 * $0 % 17) })
        for (id, warmUp) in expected {
            XCTAssertEqual(graph.warmUp(of: id), warmUp, graph.describe(id))
            XCTAssertEqual(try world.evaluate(graph, keep: [id]).firstFinite(id), warmUp - 1, graph.describe(id))
        }
    }

    func testDescriptionsReadAsScripts() throws {
        var graph = SeriesGraph()
        let (close, two) = (try graph.source(.close), try graph.constant(2.0))
        let spy = try graph.source(.close, of: SourceKey(symbol: 3))
        let spread = try graph.binary(.subtract, close, graph.binary(.multiply, spy, two))
        let nested = try graph.binary(.multiply, graph.binary(.subtract, close, spread), two)
        let fast = try graph.indicator(GraphTestIndicators.mean, parameters: [10])[0]
        let both = try graph.logic(.and, graph.comparison(.greater, fast, close), graph.trend(.rising, close, 3))
        let weekly = try graph.source(.close, of: SourceKey(symbol: 3, timeframe: 604_800_000_000_000))
        let (neither, before) = (try graph.not(both), try graph.lag(fast, 3))
        let spreadBefore = try graph.lag(spread, 3)
        let names: (Int32) -> String = { _ in "SPY" }
        XCTAssertEqual(graph.describe(spread, symbolName: names), "close - of(\"SPY\").close * 2")
        XCTAssertEqual(graph.describe(nested, symbolName: names), "(close - (close - of(\"SPY\").close * 2)) * 2")
        XCTAssertEqual(graph.describe(neither), "~(above(sma(close, 10), close) & rising(close, 3))")
        XCTAssertEqual(graph.describe(before), "sma(close, 10)[-3]")
        XCTAssertEqual(graph.describe(spreadBefore, symbolName: names), "(close - of(\"SPY\").close * 2)[-3]")
        XCTAssertEqual(graph.describe(weekly, symbolName: names), "of(\"SPY\").every(\"1w\").close")
    }

    func testADeepSharedGraphIsDescribedInBoundedText() throws {
        var graph = SeriesGraph()
        var x = try graph.source(.close)
        for _ in 0..<200 { x = try graph.binary(.add, x, x) }
        XCTAssertLessThan(graph.describe(x).utf8.count, 10_000)
    }

    func testMistakesAreNamed() {
        let mean = GraphTestIndicators.mean
        XCTAssertEqual(
            message { _ = try $0.lag($0.source(.close), -2) }, "lag of −2 would read the future: lags are 0 or more bars back")
        XCTAssertEqual(
            message { _ = try $0.lag($0.source(.close), 2_000_000) },
            "lag of 2000000 bars is too long: at most 1000000 bars back")
        XCTAssertEqual(
            message { _ = try $0.trend(.rising, $0.source(.close), 0) }, "window of rising is 0: expected 1 to 1000000 bars")
        XCTAssertEqual(
            message { _ = try $0.not($0.source(.close)) },
            "not needs a condition, but close is a number: compare it first, as in above(close, 0)")
        XCTAssertEqual(
            message { _ = try $0.indicator(mean, parameters: [0]) }, "window of sma is 0: expected 1 to 500")
        XCTAssertEqual(
            message { _ = try $0.indicator(mean, parameters: [2.5]) }, "window of sma is 2.5: expected a whole number")
        XCTAssertEqual(
            message { _ = try $0.indicator(mean, parameters: [.nan]) }, "window of sma is nan: expected 1 to 500")
        XCTAssertEqual(
            message { _ = try $0.indicator(mean, parameters: []) }, "sma takes 1 parameter (window), found 0")
        XCTAssertEqual(
            message { _ = try $0.indicator(mean, parameters: [3], inputs: [$0.source(.open), $0.source(.high)]) },
            "sma takes 1 input (series), found 2")
        XCTAssertEqual(
            message { _ = try $0.indicator(GraphTestIndicators.pair, parameters: [0.5]) },
            "pair needs a series for its input second")
        XCTAssertEqual(message { _ = try $0.lag(SeriesID(7), 1) }, "series 7 is not part of this graph")
    }

    func testTheNumberOfNodesIsLimited() throws {
        var graph = SeriesGraph()
        for value in 0..<SeriesGraph.nodeLimit { _ = try graph.constant(Double(value)) }
        XCTAssertNoThrow(try graph.constant(5.0), "an equal node is not a new one")
        XCTAssertThrowsError(try graph.constant(-1.0)) { XCTAssertEqual($0 as? GraphError, .tooManyNodes(limit: 10_000)) }
    }
}
