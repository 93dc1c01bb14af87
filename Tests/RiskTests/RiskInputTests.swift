import Numerics
import XCTest

@testable import Risk

/// Bad and degenerate input: an error that says what and where, or a number that means what it says.
final class RiskInputTests: XCTestCase {
    private let methods: [(String, ([Double], Double) throws -> TailRisk)] = [
        ("historical", { try HistoricalRisk.estimate($0, confidence: $1) }),
        ("normal", { try NormalRisk.estimate($0, confidence: $1) }),
        ("student", { try StudentRisk.estimate($0, confidence: $1) }),
        ("kurtosis", { try StudentRisk.estimate($0, confidence: $1, fit: .kurtosis) }),
        ("given", { try StudentRisk.estimate($0, confidence: $1, fit: .given(4)) }),
        ("cornish-fisher", { try CornishFisherRisk.estimate($0, confidence: $1).risk }),
        ("age", { try AgeWeightedRisk.estimate($0, confidence: $1) }),
        ("ewma", { try VolatilityScaledRisk.normal($0, confidence: $1) }),
        ("filtered", { try VolatilityScaledRisk.historical($0, confidence: $1) }),
        ("drawdown", { try DrawdownRisk.estimate($0, confidence: $1) }),
        (
            "entropic",
            {
                TailRisk(
                    confidence: $1, valueAtRisk: 0, expectedShortfall: try EntropicRisk.entropicValueAtRisk($0, confidence: $1))
            }
        ),
    ]
    private let good = [0.01, -0.02, 0.03, -0.01, 0.02, -0.03, 0.005]

    func testConfidenceMustLieBetweenZeroAndOne() {
        for (name, method) in methods {
            for confidence in [0, 1, -0.1, 95, Double.nan] {
                assertRefused("confidence is \(confidence)", try method(good, confidence))
            }
            for confidence in [1e-9, 0.5, 1 - 1e-12] {
                XCTAssertNoThrow(XCTAssertTrue(try method(good, confidence).expectedShortfall.isFinite, "\(name) \(confidence)"))
            }
        }
    }

    func testNaNInfinityAndTooFewReturns() {
        for (_, method) in methods {
            assertRefused("returns[2] is nan", try method([0.01, 0.02, .nan, 0.01, 0.0], 0.95))
            assertRefused("returns[0] is -inf", try method([-.infinity, 0.02, 0.1, 0.01, 0.0], 0.95))
            assertRefused("expected at least", try method([0.01], 0.95))
            assertRefused("returns has 0 values", try method([], 0.95))
        }
    }

    func testReturnsThatAreAllZeroOrConstantHaveNoTail() throws {
        for (name, method) in methods {
            let zero = try method([Double](repeating: 0, count: 50), 0.99)
            XCTAssertEqual(zero.valueAtRisk, 0, name)
            XCTAssertEqual(zero.expectedShortfall, 0, name)
        }
        for (name, method) in methods.prefix(6) {
            XCTAssertEqual(try method([Double](repeating: 0.01, count: 50), 0.99).expectedShortfall, -0.01, accuracy: 1e-12, name)
        }
    }

    func testReturnsMostOfWhichAreEqualHaveNoMostLikelyT() {
        let returns = (0..<100).map { $0 % 4 == 0 ? 0.01 * Double($0 - 50) : 0 }
        assertRefused("most likely one", try StudentRisk.estimate(returns, confidence: 0.99))
        XCTAssertNoThrow(try StudentRisk.estimate(returns, confidence: 0.99, fit: .kurtosis))
    }

    func testMatricesAreChecked() {
        let identity = Matrix.identity(2)
        assertRefused(
            "symmetric", try RiskContributions.volatility(weights: [1, 1], covariance: Matrix(rows: [[1, 0.5], [0.1, 1]])))
        assertRefused(
            "variance of", try RiskContributions.volatility(weights: [1, -1], covariance: Matrix(rows: [[1, 2], [2, 1]])))
        assertRefused("expected 3 × 3", try RiskContributions.volatility(weights: [1, 1, 1], covariance: identity))
        assertRefused(
            "covariance[0, 1] is nan",
            try RiskContributions.volatility(weights: [1, 1], covariance: Matrix(rows: [[1, .nan], [.nan, 1]])))
        assertRefused("weights[1] is nan", try RiskContributions.volatility(weights: [1, .nan], covariance: identity))
        assertRefused(
            "returns[1, 0] is inf",
            try RiskContributions.historicalExpectedShortfall(
                weights: [1, 0], returns: Matrix(rows: [[0, 0], [.infinity, 0]]), confidence: 0.9))
        assertRefused(
            "has 1 rows",
            try RiskContributions.historicalExpectedShortfall(
                weights: [1, 0], returns: Matrix(rows: [[0.1, 0.2]]), confidence: 0.9))
        assertRefused(
            "negative eigenvalue",
            try MonteCarloRisk.scenarios(covariance: Matrix(rows: [[1, 2], [2, 1]]), count: 100, seed: 1))
        assertRefused("names has 1", try RiskContributions.volatility(weights: [1, 1], covariance: identity, names: ["a"]))
        assertRefused(
            "singular", try Diversification.minimumTorsionBets(weights: [1, 1], covariance: Matrix(rows: [[1, 1], [1, 1]])))
        assertRefused("all 0", try Concentration(weights: [0, 0]))
    }

    func testAPortfolioWithoutRiskHasContributionsOfZero() throws {
        let result = try RiskContributions.volatility(weights: [0, 0], covariance: .identity(2))
        XCTAssertEqual(result.total, 0)
        XCTAssertEqual(result.positions.map(\.component), [0, 0])
        let scenarios = Matrix(rows: 10, columns: 2)
        XCTAssertEqual(
            try RiskContributions.historicalValueAtRisk(weights: [1, 1], returns: scenarios, confidence: 0.9).total, 0)
        XCTAssertTrue(try Diversification.ratio(weights: [0, 0], covariance: .identity(2)).isNaN)
    }
}
