import Numerics
import XCTest

@testable import Optimization

final class CombinationTests: XCTestCase {
    private let correlation = Matrix(rows: [[1, 0.9, 0.1, 0.4], [0.9, 1, 0.2, 0.3], [0.1, 0.2, 1, -0.5], [0.4, 0.3, -0.5, 1]])

    func testGreedySelection() throws {
        let scores = [3.0, 2.9, 1, 2]
        XCTAssertEqual(
            try StrategySelection.greedy(scores: scores, correlation: correlation, count: 4, maximumCorrelation: 0.5), [0, 3, 2])
        XCTAssertEqual(
            try StrategySelection.greedy(scores: scores, correlation: correlation, count: 2, maximumCorrelation: 0.95), [0, 1])
        XCTAssertEqual(
            try StrategySelection.greedy(scores: scores, correlation: correlation, count: 4, maximumCorrelation: 0), [0])
        XCTAssertEqual(try StrategySelection.leastCorrelated(scores: scores, correlation: correlation, count: 3), [0, 2, 3])
        XCTAssertEqual(try StrategySelection.leastCorrelated(scores: scores, correlation: correlation, count: 0), [])
        // Equal scores: the order of the input.
        XCTAssertEqual(
            try StrategySelection.greedy(scores: [1, 1, 1, 1], correlation: correlation, count: 2, maximumCorrelation: 0.5),
            [0, 2])
        assertBad("value 2", "nan") {
            _ = try StrategySelection.greedy(
                scores: [1, 1, .nan, 1], correlation: correlation, count: 2, maximumCorrelation: 0.5)
        }
        assertBad("expected 3") {
            _ = try StrategySelection.leastCorrelated(scores: [1, 2, 3], correlation: correlation, count: 2)
        }
        assertBad("count is -1") {
            _ = try StrategySelection.leastCorrelated(scores: [1, 2, 3, 4], correlation: correlation, count: -1)
        }
    }

    func testTheBestSubsetIsTheBestOfAll() throws {
        var random = TestRandom(53)
        for round in 0..<6 {
            let n = 3 + round
            let returns = random.returns(80, n)
            let means = (0..<n).map { mean(returns.column($0)) }
            let covariance = Samples.covariance(returns)
            for weighting in BestSubset.Weighting.allCases {
                let sizes = round % 2 == 0 ? 1...20 : 2...3
                let answer = try BestSubset(weighting: weighting, sizes: sizes, riskFree: 0.0001).solve(
                    means: means, covariance: covariance)
                var best = -Double.infinity
                for mask in 1..<(1 << n) where sizes.contains(mask.nonzeroBitCount) {
                    let members = (0..<n).filter { mask & (1 << $0) != 0 }
                    let own = covariance.submatrix(rows: members, columns: members)
                    let ones = [Double](repeating: 1, count: members.count)
                    var weights = weighting == .equal ? ones : try XCTUnwrap(Cholesky(own)).solve(ones)
                    let total = weights.reduce(0, +)
                    weights = weights.map { $0 / total }
                    let sharpe = (dot(weights, members.map { means[$0] }) - 0.0001) / own.quadraticForm(weights).squareRoot()
                    if sharpe > best {
                        best = sharpe
                        if members == answer.members { assertEqual(answer.weights, weights, accuracy: 1e-12) }
                    }
                }
                XCTAssertEqual(answer.sharpe, best, accuracy: 1e-12)
                if sizes.upperBound == 20 { XCTAssertEqual(answer.looked, (1 << n) - 1) }
            }
        }
    }

    func testSubsetsRefuse() {
        assertBad("21 candidates") {
            _ = try BestSubset().solve(means: [Double](repeating: 1, count: 21), covariance: .identity(21))
        }
        assertBad("sizes: 3...4") { _ = try BestSubset(sizes: 3...4).solve(means: [1, 2], covariance: .identity(2)) }
        assertBad("singular") {
            _ = try BestSubset(weighting: .minimumVariance).solve(means: [1, 1], covariance: Matrix(rows: [[1, 1], [1, 1]]))
        }
    }

    func testTemplatesGetStricter() {
        let all = CombinationTemplate.all
        XCTAssertEqual(all.map(\.name), ["conservative", "balanced", "aggressive"])
        for (calm, bold) in zip(all, all.dropFirst()) {
            XCTAssertLessThan(calm.maximumCorrelation, bold.maximumCorrelation)
            XCTAssertLessThan(calm.maximumWeight, bold.maximumWeight)
            XCTAssertLessThan(calm.kellyShare, bold.kellyShare)
            XCTAssertGreaterThan(calm.cashShare, bold.cashShare)
            for drawdown in stride(from: 0.0, to: 0.5, by: 0.01) {
                XCTAssertLessThanOrEqual(calm.drawdownGuard.scale(at: drawdown), bold.drawdownGuard.scale(at: drawdown))
            }
        }
        for template in all {
            for n in 1...12 { XCTAssertNil(template.constraints(assets: n).boundsConflict) }
        }
    }
}
