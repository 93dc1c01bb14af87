import Numerics
import XCTest

@testable import Optimization

final class DendrogramTests: XCTestCase {
    private let distances: Matrix = {
        let covariance = Samples.covariance(Samples.returns)
        // The samples are no bad covariance.
        return (try? correlationDistance(correlationMatrix(covariance))) ?? Matrix(rows: 0, columns: 0)
    }()

    /// SciPy 1.17.1, `scipy.cluster.hierarchy.linkage(squareform(distances), method)`, over the ten stocks of `Samples`.
    func testMergesAreThoseOfSciPy() {
        let first: [(Int, Int, Double)] = [(2, 6, 0.22746518716518105), (3, 9, 0.2376470993836725), (0, 8, 0.333268884031372)]
        let rest: [Linkage: [(Int, Int, Double)]] = [
            .single: [
                (1, 12, 0.4175216331864701), (4, 13, 0.4701297070092975), (5, 7, 0.4909417251385533),
                (10, 11, 0.5173565879806834),
                (14, 15, 0.5328268962563288), (16, 17, 0.5409724871446846),
            ],
            .average: [
                (1, 12, 0.41947630234232014), (5, 7, 0.4909417251385533), (4, 13, 0.4970762765567618),
                (10, 11, 0.5348155702756621),
                (14, 15, 0.5844416784371218), (16, 17, 0.6046993468750024),
            ],
            .complete: [
                (1, 12, 0.4214309714981702), (5, 7, 0.4909417251385533), (4, 13, 0.5335015163126988), (10, 11, 0.550972594509249),
                (14, 15, 0.6637874202885977), (16, 17, 0.6672873547424081),
            ],
            .ward: [
                (1, 12, 0.44451794368343994), (5, 7, 0.4909417251385533), (4, 13, 0.542708512636914),
                (10, 11, 0.7199382011949409),
                (14, 15, 0.744438166853708), (16, 17, 0.9098219378677282),
            ],
        ]
        for linkage in Linkage.allCases {
            let tree = Dendrogram(distances: distances, linkage: linkage)
            let expected = first + (rest[linkage] ?? [])
            XCTAssertEqual(tree.merges.count, 9)
            for (merge, (left, right, distance)) in zip(tree.merges, expected) {
                XCTAssertEqual([merge.left, merge.right], [left, right], "\(linkage)")
                XCTAssertEqual(merge.distance, distance, accuracy: 1e-13)
            }
        }
    }

    /// Merging the nearest two clusters again and again, distances from the definitions: no chain, no update formula.
    func testChainsFindWhatTheDefinitionFinds() throws {
        var random = TestRandom(23)
        for round in 0..<40 {
            let n = 2 + round % 12
            let returns = random.returns(30, n)
            let d = try correlationDistance(correlationMatrix(Samples.covariance(returns)))
            for linkage in [Linkage.single, .average, .complete] {
                var clusters = (0..<n).map { [$0] }
                var heights: [Double] = []
                while clusters.count > 1 {
                    var best = (Double.infinity, 0, 1)
                    for a in clusters.indices {
                        for b in clusters.indices where a < b {
                            let pairs = clusters[a].flatMap { i in clusters[b].map { d[i, $0] } }
                            let value = linkage == .single ? pairs.min() : linkage == .complete ? pairs.max() : mean(pairs)
                            if let value, value < best.0 { best = (value, a, b) }
                        }
                    }
                    heights.append(best.0)
                    clusters[best.1] += clusters.remove(at: best.2)
                }
                assertEqual(Dendrogram(distances: d, linkage: linkage).merges.map(\.distance), heights, accuracy: 1e-12)
            }
        }
    }

    func testLeavesAndClustersPartitionTheItems() throws {
        for linkage in Linkage.allCases {
            let tree = Dendrogram(distances: distances, linkage: linkage)
            XCTAssertEqual(tree.order.sorted(), Array(0..<10))
            for count in 1...10 {
                let clusters = tree.clusters(count)
                XCTAssertEqual(clusters.count, count)
                XCTAssertEqual(clusters.flatMap { $0 }.sorted(), Array(0..<10))
            }
        }
        XCTAssertEqual(Dendrogram(distances: distances, linkage: .ward).clusters(3), [[0, 1, 4, 8], [2, 3, 6, 9], [5, 7]])
    }

    /// Riskfolio-Lib 7.4.0, `two_diff_gap_stat`, by `HCPortfolio.optimization(model="HERC", linkage=…, k=None, max_k=10)`: 3 of
    /// both.
    func testTheNumberOfClusters() {
        for linkage in [Linkage.ward, .average] {
            XCTAssertEqual(Dendrogram(distances: distances, linkage: linkage).clusterCount(distances: distances), 3)
        }
    }

    func testDistances() throws {
        let correlation = Matrix(rows: [[1, -1, 0], [-1, 1, 0.5], [0, 0.5, 1]])
        assertEqual(
            try correlationDistance(correlation).elements, [0, 1, 0.5.squareRoot(), 1, 0, 0.5, 0.5.squareRoot(), 0.5, 0],
            accuracy: 1e-15)
        assertBad("(0, 1)", "nan") { _ = try correlationDistance(Matrix(rows: [[1, .nan], [0.5, 1]])) }
        assertBad("(0, 1)", "2.0") { _ = try correlationDistance(Matrix(rows: [[1, 2], [2, 1]])) }
        assertBad("0.1", "0.2") { _ = try correlationDistance(Matrix(rows: [[1, 0.1], [0.2, 1]])) }
        assertBad("2 × 3") { _ = try correlationDistance(Matrix(rows: 2, columns: 3)) }
    }
}
