import XCTest

@testable import Indicators

/// Random graphs over random data: definitions, columns and streaming must agree in every bit of every row.
final class GraphRandomTests: XCTestCase {
    func testSmallWorlds() throws {
        let lengths = [0, 1, 2, 3, 63, 64, 65, 130]
        for seed in 0..<400 { try check(seed: UInt64(seed), rows: lengths[seed % lengths.count]) }
    }

    func testRowsOnBothSidesOfABlock() throws {
        let block = SeriesGraph.blockRows
        for (index, rows) in [block - 1, block, block + 1, 2 * block + 70].enumerated() {
            for seed in 0..<3 { try check(seed: UInt64(9_000 + 10 * index + seed), rows: rows) }
        }
    }

    private func check(seed: UInt64, rows: Int) throws {
        var random = GraphTestRandom(state: seed &* 7_919 &+ 1)
        let world = GraphTestWorld(seed: seed, native: rows)
        let graph = try Self.randomGraph(&random, size: 1 + random.below(40))
        let all = (0..<graph.count).map { SeriesID($0) }
        let kept = all.filter { _ in random.below(4) == 0 }
        let conditions = all.filter { graph.isCondition($0) && graph.space(of: $0) == .native }
        let natives = all.filter { graph.space(of: $0) == .native }
        let triggers = conditions.filter { _ in random.below(2) == 0 }.map {
            let ready = natives.filter { _ in random.below(12) == 0 }
            let mode: TriggerMode = random.below(2) == 0 ? .edge : .level
            return SeriesTrigger($0, mode, firstRow: random.below(2) * random.below(rows + 1), ready: ready)
        }
        var reference = GraphReference(graph, world)
        let columns = try world.evaluate(graph, keep: kept, triggers: triggers)
        let streamed = try world.stream(graph, keep: kept, triggers: triggers)
        for (position, id) in kept.enumerated() {
            let expected = reference.column(id)
            let column = (0..<columns.rows(id)).map { columns.column(id)![$0] }  // kept above
            let name = "seed \(seed), \(rows) rows: \(graph.describe(id))"
            XCTAssertTrue(sameBits(column, expected), "columns, \(name)")
            XCTAssertEqual(columns.firstFinite(id), expected.firstIndex(where: \.isFinite), name)
            let after = expected.drop { !$0.isFinite }.filter { !$0.isFinite }.count
            XCTAssertEqual(columns.nonFiniteAfterFirst(id), after, name)
            let space = graph.space(of: id)
            let seen = space == .native ? expected : (0..<rows).map { row in
                let latest = Int(world.map(space)?[row] ?? -1)
                return latest < 0 ? .nan : expected[latest]
            }
            XCTAssertTrue(sameBits(streamed.values[position], seen), "streaming, \(name)")
        }
        let fired = triggers.enumerated().flatMap { number, trigger in
            reference.firings(trigger).map { TriggerSchedule.Firing(row: Int32($0), trigger: Int32(number)) }
        }.sorted { ($0.row, $0.trigger) < ($1.row, $1.trigger) }
        XCTAssertEqual(columns.triggers.firings, fired, "firings, seed \(seed), \(rows) rows")
        XCTAssertEqual(streamed.firings, fired, "streamed firings, seed \(seed), \(rows) rows")
    }

    static func randomGraph(_ random: inout GraphTestRandom, size: Int) throws -> SeriesGraph {
        var graph = SeriesGraph()
        _ = try graph.source(.close)
        var tries = 0
        while graph.count < size && tries < 200 {
            tries += 1
            try addNode(&graph, &random)
        }
        return graph
    }

    private static func addNode(_ graph: inout SeriesGraph, _ random: inout GraphTestRandom) throws {
        func any() -> SeriesID { SeriesID(random.below(graph.count)) }
        let conditions = (0..<graph.count).map { SeriesID($0) }.filter { graph.isCondition($0) }
        func condition() -> SeriesID { conditions[random.below(conditions.count)] }
        func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
        let keys = [SourceKey.native, GraphTestWorld.weekly, GraphTestWorld.spy]
        let kind = random.below(14)
        if conditions.isEmpty && kind >= 11 { return }
        switch kind {
        case 0, 1: _ = try graph.source(pick(SeriesField.allCases), of: pick(keys))
        case 2: _ = try graph.constant(Double(random.below(5)) - 2)
        case 3: _ = try graph.lag(any(), pick([0, 1, 2, 7, 64, 100, 3_000]))
        case 4: _ = try graph.unary(pick(UnaryOperation.allCases), any())
        case 5: _ = try graph.binary(pick(BinaryOperation.allCases), any(), any())
        case 6: _ = try graph.comparison(pick(ComparisonOperation.allCases), any(), any())
        case 7: _ = try graph.cross(pick(CrossDirection.allCases), any(), any())
        case 8: _ = try graph.trend(pick(TrendDirection.allCases), any(), 1 + random.below(3))
        case 9: _ = try graph.indicator(GraphTestIndicators.mean, parameters: [Double(1 + random.below(4))], inputs: [any()])
        case 10: _ = try graph.indicator(GraphTestIndicators.pair, parameters: [0.25], inputs: [any(), any()])
        case 11: _ = try graph.logic(pick(LogicOperation.allCases), condition(), condition())
        case 12: _ = random.below(2) == 0 ? try graph.not(condition()) : try graph.fillForward(any())
        default:
            let chosen = try graph.choice(condition(), any(), any())
            _ = random.below(2) == 0 ? try graph.native(chosen) : chosen
        }
    }
}
