import XCTest

@testable import Indicators

/// Three-valued logic, exhaustively.
final class GraphLogicTests: XCTestCase {
    private let truths: [Double] = [1, 0, .nan]

    /// Kleene 1952, § 64: rows t, f, u; columns t, f, u.
    private let and: [[Double]] = [[1, 0, .nan], [0, 0, 0], [.nan, 0, .nan]]
    private let or: [[Double]] = [[1, 1, 1], [1, 0, .nan], [1, .nan, .nan]]
    private let not: [Double] = [0, 1, .nan]

    /// A condition with each pair of truths in turn: `above(x, 0)` is true, false, undefined for 1, −1, NaN.
    private func pairs(_ make: (inout SeriesGraph, SeriesID, SeriesID) throws -> SeriesID) throws -> [Double] {
        let raw: [Double] = [1, -1, .nan]
        let world = GraphTestWorld(rows: [.native: 9]) { _, field, row in field == .open ? raw[row / 3] : raw[row % 3] }
        var graph = SeriesGraph()
        let zero = try graph.constant(0.0)
        let left = try graph.comparison(.greater, graph.source(.open), zero)
        let right = try graph.comparison(.greater, graph.source(.close), zero)
        let result = try make(&graph, left, right)
        return try world.values(graph, result)
    }

    func testAndFollowsKleene() throws {
        XCTAssertTrue(sameBits(try pairs { try $0.logic(.and, $1, $2) }, and.flatMap { $0 }))
    }

    func testOrFollowsKleene() throws {
        XCTAssertTrue(sameBits(try pairs { try $0.logic(.or, $1, $2) }, or.flatMap { $0 }))
    }

    func testNotOfUndefinedIsUndefined() throws {
        let expected = not.flatMap { [$0, $0, $0] }
        XCTAssertTrue(sameBits(try pairs { graph, left, _ in try graph.not(left) }, expected))
    }

    func testChoiceTakesTheBranchAndIsUndefinedWithItsCondition() throws {
        let values = try pairs { graph, left, _ in try graph.choice(left, graph.source(.open), graph.constant(7.0)) }
        XCTAssertTrue(sameBits(values, [1, 1, 1, 7, 7, 7, .nan, .nan, .nan]))
    }

    func testUndefinedNeverFires() throws {
        let world = GraphTestWorld(close: [.nan, 1, .nan, .nan, 1])
        var graph = SeriesGraph()
        let isOne = try graph.comparison(.equal, graph.source(.close), graph.constant(1.0))
        let triggers = [SeriesTrigger(try graph.not(isOne), .level), SeriesTrigger(isOne, .edge)]
        let fired = try world.evaluate(graph, keep: [], triggers: triggers).triggers.firings
        XCTAssertEqual(fired, [.init(row: 1, trigger: 1), .init(row: 4, trigger: 1)])
    }

    func testConstantsAreFoldedByTheSameKernels() throws {
        for left in truths.prefix(2) {
            for right in truths.prefix(2) {
                var graph = SeriesGraph()
                let (x, y) = (try graph.constant(left == 1), try graph.constant(right == 1))
                XCTAssertEqual(try graph.logic(.and, x, y), try graph.constant(left == 1 && right == 1))
                XCTAssertEqual(try graph.logic(.or, x, y), try graph.constant(left == 1 || right == 1))
            }
        }
        var graph = SeriesGraph()
        XCTAssertEqual(try graph.binary(.power, graph.constant(2.0), graph.constant(10.0)), try graph.constant(1_024.0))
    }

    /// Lua 5.4: 5 % −3 = −1, −5 % 3 = 1, −5 % −3 = −2, 5.5 % 2 = 1.5, −1 % math.huge = math.huge.
    func testModuloIsLuas() throws {
        let cases: [(Double, Double, Double)] = [(5, -3, -1), (-5, 3, 1), (-5, -3, -2), (5.5, 2, 1.5), (-1, .infinity, .infinity)]
        for (x, y, expected) in cases {
            var graph = SeriesGraph()
            let result = try graph.binary(.modulo, graph.constant(x), graph.constant(y))
            XCTAssertEqual(result, try graph.constant(expected), "\(x) % \(y)")
        }
    }
}
