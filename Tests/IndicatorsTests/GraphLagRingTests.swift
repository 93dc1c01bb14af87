import XCTest

@testable import Indicators

final class GraphLagRingTests: XCTestCase {
    /// However the rows are cut into blocks, what comes out is what went in `capacity` rows before.
    func testEveryCutGivesTheSameRows() {
        let rows = 300
        let input = (0..<rows).map(Double.init)
        var random = GraphTestRandom(state: 5)
        for capacity in [1, 2, 3, 7, 64, 100, 299, 300, 301] {
            let expected = input.map { $0 < Double(capacity) ? .nan : $0 - Double(capacity) }
            for longest in [1, 2, 5, 90, 300] {
                var ring = LagRing(capacity: capacity, in: storage)
                var output = Array(repeating: 0.0, count: rows)
                var row = 0
                while row < rows {
                    let count = min(1 + random.below(longest), rows - row)
                    input.withUnsafeBufferPointer { from in
                        output.withUnsafeMutableBufferPointer { to in
                            ring.run(from.baseAddress! + row, to.baseAddress! + row, count)  // neither array is empty
                        }
                    }
                    row += count
                }
                XCTAssertTrue(sameBits(output, expected), "lag \(capacity) in blocks of up to \(longest)")
            }
        }
    }

    private let storage = ColumnStorage()
}
