import Glibc
import Numerics
import XCTest

@testable import Risk

/// VaR and expected shortfall by each method: the field's values, closed forms, laws.
final class ValueAtRiskTests: XCTestCase {
    func testHistoricalAgainstNumpyAndRiskfolio() throws {
        let returns = try reference().column("AAPL")
        for confidence in [0.95, 0.975, 0.99, 0.999] {
            let linear = try HistoricalRisk.estimate(returns, confidence: confidence)
            let lower = try HistoricalRisk.estimate(returns, confidence: confidence, quantile: .lower)
            try assert(linear.valueAtRisk, "var_linear_\(confidence)")
            try assert(lower.valueAtRisk, "var_lower_\(confidence)")
            try assert(linear.expectedShortfall, "es_\(confidence)")
            XCTAssertEqual(linear.expectedShortfall, lower.expectedShortfall)
        }
    }

    func testExpectedShortfallCountsTheEdgeByItsPartAndIsTheLeastOfRockafellarAndUryasev() throws {
        let returns = [-0.10, -0.05, -0.02, 0.01, 0.03, 0.02, 0.00]
        // n·α = 7 · 0.2 = 1.4: the worst and 0.4 of the next.
        XCTAssertEqual(
            try HistoricalRisk.estimate(returns, confidence: 0.8).expectedShortfall, (0.10 + 0.4 * 0.05) / 1.4, accuracy: 1e-15)
        for confidence in [0.05, 0.3, 0.5, 0.77, 0.9, 0.999] {
            let risk = try HistoricalRisk.estimate(returns, confidence: confidence)
            let least =
                returns.map { (v: Double) -> Double in
                    let excess: Double = returns.reduce(0.0) { $0 + max(v - $1, 0) }
                    return excess / (7 * (1 - confidence)) - v
                }.min() ?? .nan
            XCTAssertEqual(risk.expectedShortfall, least, accuracy: 1e-14)
            XCTAssertGreaterThanOrEqual(risk.expectedShortfall, risk.valueAtRisk - 1e-15)
        }
    }

    func testReportMeasuresAreTheSameDefinition() throws {
        let returns = try reference().column("XOM")
        let input = MeasureInput(returns: returns, periodsPerYear: 252)
        for (confidence, suffix) in [(0.95, "95"), (0.99, "99")] {
            let risk = try HistoricalRisk.estimate(returns, confidence: confidence)
            XCTAssertEqual(MeasureCatalog.find("var_\(suffix)")?.compute(input), -risk.valueAtRisk)
            XCTAssertEqual(MeasureCatalog.find("expected_shortfall_\(suffix)")?.compute(input), -risk.expectedShortfall)
        }
    }

    func testNormalAgainstSciPyAndItsHorizonLaw() throws {
        let returns = try reference().column("AAPL")
        for confidence in [0.95, 0.975, 0.99, 0.999] {
            let risk = try NormalRisk.estimate(returns, confidence: confidence)
            try assert(risk.valueAtRisk, "normal_var_\(confidence)")
            try assert(risk.expectedShortfall, "normal_es_\(confidence)")
        }
        let day = try NormalRisk.estimate(mean: 0, deviation: 0.01, confidence: 0.99)
        let month = try NormalRisk.estimate(mean: 0, deviation: 0.01, confidence: 0.99, periods: 16)
        XCTAssertEqual(month.valueAtRisk, 4 * day.valueAtRisk, accuracy: 1e-16)
        XCTAssertEqual(try day.scaledBySquareRoot(periods: 16).expectedShortfall, month.expectedShortfall, accuracy: 1e-16)
    }

    func testStudentAgainstSciPy() throws {
        let returns = try reference().column("AAPL")
        for degrees in [3.0, 5.5, 40] {
            let risk = try StudentRisk.estimate(returns, confidence: 0.99, fit: .given(degrees))
            try assert(risk.valueAtRisk, "t_var_\(degrees)", relative: 1e-11)
            try assert(risk.expectedShortfall, "t_es_\(degrees)", relative: 1e-11)
        }
        let fit = try StudentFit.maximumLikelihood(returns)
        try assert(fit.degreesOfFreedom, "t_df", relative: 1e-5)
        try assert(fit.location, "t_loc", relative: 1e-5)
        try assert(fit.scale, "t_scale", relative: 1e-6)
        let normal = try StudentRisk.estimate(
            StudentFit(location: 0.001, scale: 0.02, degreesOfFreedom: .infinity), confidence: 0.975)
        let closed = try NormalRisk.estimate(mean: 0.001, deviation: 0.02, confidence: 0.975)
        XCTAssertEqual(normal.valueAtRisk, closed.valueAtRisk, accuracy: 1e-15)
        XCTAssertEqual(normal.expectedShortfall, closed.expectedShortfall, accuracy: 1e-15)
        XCTAssertEqual(try StudentFit.kurtosis(returns).degreesOfFreedom, 4 + 6 / excessKurtosis(returns), accuracy: 1e-12)
    }

    func testCornishFisherAgainstIntegrals() throws {
        for (skewness, kurtosis) in [(-0.3, 1.0), (0.2, 2.0)] {
            let estimate = try CornishFisherRisk.estimate(
                mean: 0, deviation: 1, skewness: skewness, excessKurtosis: kurtosis, confidence: 0.99)
            XCTAssertTrue(estimate.isMonotone)
            try assert(estimate.risk.valueAtRisk, "cf_var_\(skewness)_\(kurtosis)")
            try assert(estimate.risk.expectedShortfall, "cf_es_\(skewness)_\(kurtosis)", relative: 1e-10)
        }
        for (skewness, kurtosis) in [(-2.0, 1.0), (0.5, 15.0)] {
            let estimate = try CornishFisherRisk.estimate(
                mean: 0, deviation: 1, skewness: skewness, excessKurtosis: kurtosis, confidence: 0.95)
            XCTAssertFalse(estimate.isMonotone)
            try assert(estimate.risk.valueAtRisk, "cfr_var_\(skewness)_\(kurtosis)", relative: 1e-4)
            try assert(estimate.risk.expectedShortfall, "cfr_es_\(skewness)_\(kurtosis)", relative: 1e-4)
            assertRefused(
                "no quantile function",
                try CornishFisherRisk.estimate(
                    mean: 0, deviation: 1, skewness: skewness, excessKurtosis: kurtosis, confidence: 0.95, outsideDomain: .refuse)
            )
        }
    }

    /// Maillard 2012: with S = 0 the domain is 0 ≤ K ≤ 8; |S| is at most 6·(√2 − 1).
    func testCornishFisherDomain() throws {
        for (skewness, kurtosis, inside) in [
            (0.0, 0.0, true), (0, 8, true), (0, 8.001, false), (0, -0.001, false),
            (6 * (2.0.squareRoot() - 1) + 0.001, 12, false), (1, 3, true),
            (1, 1, false), (-1, 3, true),
        ] {
            let expansion = try CornishFisher(skewness: skewness, excessKurtosis: kurtosis)
            XCTAssertEqual(expansion.isMonotone, inside, "\(skewness) \(kurtosis)")
            let grid = stride(from: -8.0, through: 8, by: 0.001).map { expansion.quantile(z: $0) }
            if inside { XCTAssertTrue(zip(grid, grid.dropFirst()).allSatisfy { $0 <= $1 }) }
        }
    }

    func testRearrangedCornishFisherAgreesAtTheEdgeOfTheDomainAndNeverFallsWithConfidence() throws {
        let inside = try CornishFisherRisk.estimate(mean: 0, deviation: 1, skewness: 0, excessKurtosis: 8, confidence: 0.99)
        let outside = try CornishFisherRisk.estimate(
            mean: 0, deviation: 1, skewness: 0, excessKurtosis: 8 + 1e-9, confidence: 0.99)
        XCTAssertEqual(inside.risk.valueAtRisk, outside.risk.valueAtRisk, accuracy: 1e-7)
        XCTAssertEqual(inside.risk.expectedShortfall, outside.risk.expectedShortfall, accuracy: 1e-7)
        for (skewness, kurtosis) in [(-2.0, 1.0), (0.5, 15), (3, 0), (0, -3), (-0.5, 40)] {
            var last = -Double.infinity
            for confidence in stride(from: 0.02, to: 1, by: 0.02) {
                let risk = try CornishFisherRisk.estimate(
                    mean: 0, deviation: 1, skewness: skewness, excessKurtosis: kurtosis, confidence: confidence
                ).risk
                XCTAssertGreaterThanOrEqual(risk.valueAtRisk, last - 1e-12)
                XCTAssertGreaterThanOrEqual(risk.expectedShortfall, risk.valueAtRisk - 1e-12)
                last = risk.valueAtRisk
            }
        }
    }

    func testEntropicAgainstItsDefinitionAndTheNormalsClosedForm() throws {
        let returns = try reference().column("AAPL")
        for confidence in [0.95, 0.99] {
            let value = try EntropicRisk.entropicValueAtRisk(returns, confidence: confidence)
            try assert(value, "evar_\(confidence)", relative: 1e-9)
            XCTAssertGreaterThan(value, try HistoricalRisk.estimate(returns, confidence: confidence).expectedShortfall)
        }
        try assert(EntropicRisk.entropic(returns, aversion: 5), "entropic_5", relative: 1e-10)
        // Scenarios at the normal's own quantiles: the entropic VaR of the sample comes near the closed form.
        let n = 200_000
        let grid = (0..<n).map { 0.001 + 0.02 * NormalDistribution.standard.quantile((Double($0) + 0.5) / Double(n)) }
        let closed = try EntropicRisk.entropicValueAtRisk(mean: 0.001, deviation: 0.02, confidence: 0.9)
        XCTAssertEqual(closed, -0.001 + 0.02 * (2 * log(10.0)).squareRoot(), accuracy: 1e-15)
        XCTAssertEqual(try EntropicRisk.entropicValueAtRisk(grid, confidence: 0.9), closed, accuracy: 5e-5)
        XCTAssertEqual(try EntropicRisk.entropicValueAtRisk([-0.3, 0.1, 0.2], confidence: 0.99), 0.3)
    }

    func testDrawdownsAgainstRiskfolio() throws {
        let returns = try reference().column("AAPL")
        for confidence in [0.95, 0.99] {
            let compounded = try DrawdownRisk.estimate(returns, confidence: confidence)
            let plain = try DrawdownRisk.estimate(returns, confidence: confidence, kind: .uncompounded)
            try assert(compounded.valueAtRisk, "dar_rel_\(confidence)", relative: 1e-11)
            try assert(compounded.expectedShortfall, "cdar_rel_\(confidence)", relative: 1e-11)
            try assert(plain.valueAtRisk, "dar_abs_\(confidence)", relative: 1e-11)
            try assert(plain.expectedShortfall, "cdar_abs_\(confidence)", relative: 1e-11)
            XCTAssertGreaterThan(try DrawdownRisk.entropic(returns, confidence: confidence), compounded.expectedShortfall)
        }
        let deepest = try DrawdownRisk.drawdowns(returns).max() ?? .nan
        XCTAssertEqual(
            deepest, -(MeasureCatalog.find("max_drawdown")?.compute(MeasureInput(returns: returns, periodsPerYear: 252)) ?? .nan),
            accuracy: 1e-14)
    }

    func testAgeWeights() throws {
        let returns = [-0.04, 0.01, -0.02, 0.03, -0.01]
        let weights = try AgeWeightedRisk.probabilities(count: 5, decay: 0.9)
        XCTAssertEqual(weights[4], 0.1 / (1 - pow(0.9, 5)), accuracy: 1e-15)
        XCTAssertEqual(weights.reduce(0, +), 1, accuracy: 1e-15)
        // The worst is the oldest, 0.16: the 20 % tail ends within the next, −0.02.
        let risk = try AgeWeightedRisk.estimate(returns, confidence: 0.8, decay: 0.9)
        XCTAssertEqual(risk.valueAtRisk, 0.02)
        XCTAssertEqual(risk.expectedShortfall, (weights[0] * 0.04 + (0.2 - weights[0]) * 0.02) / 0.2, accuracy: 1e-15)
        let real = try reference().column("JPM")
        let flat = try AgeWeightedRisk.estimate(real, confidence: 0.99, decay: 1)
        let plain = try HistoricalRisk.estimate(real, confidence: 0.99, quantile: .lower)
        XCTAssertEqual(flat.valueAtRisk, plain.valueAtRisk)
        XCTAssertEqual(flat.expectedShortfall, plain.expectedShortfall, accuracy: 1e-14)
    }

    func testVolatilityScaledMethodsFollowTheVolatility() throws {
        let calm = (0..<300).map { $0 % 2 == 0 ? 0.01 : -0.01 }
        let wild = calm + (0..<100).map { $0 % 2 == 0 ? 0.03 : -0.03 }
        let before = try VolatilityScaledRisk.normal(calm, confidence: 0.99)
        let after = try VolatilityScaledRisk.normal(wild, confidence: 0.99)
        XCTAssertEqual(before.valueAtRisk, 0.01 * NormalDistribution.standard.quantile(0.99), accuracy: 1e-12)
        XCTAssertEqual(after.valueAtRisk / before.valueAtRisk, 3, accuracy: 0.01)
        let filtered = try VolatilityScaledRisk.historical(calm, confidence: 0.95)
        XCTAssertEqual(filtered.valueAtRisk, 0.01, accuracy: 1e-12)
    }

    func testMonteCarloConvergesWithinItsStatedErrorAndRepeats() throws {
        let data = try reference()
        for shape in [MonteCarloRisk.Shape.normal, .student(degreesOfFreedom: 5)] {
            let estimate = try MonteCarloRisk.estimate(
                weights: data.weights, covariance: data.covariance, shape: shape, confidence: 0.99, scenarios: 100_000, seed: 11)
            let deviation = data.covariance.quadraticForm(data.weights).squareRoot()
            let exact =
                shape == .normal
                ? try NormalRisk.estimate(mean: 0, deviation: deviation, confidence: 0.99)
                : try StudentRisk.estimate(StudentFit(mean: 0, deviation: deviation, degreesOfFreedom: 5), confidence: 0.99)
            XCTAssertLessThan(abs(estimate.risk.valueAtRisk - exact.valueAtRisk), 4 * estimate.valueAtRiskError)
            XCTAssertLessThan(abs(estimate.risk.expectedShortfall - exact.expectedShortfall), 4 * estimate.expectedShortfallError)
            let again = try MonteCarloRisk.estimate(
                weights: data.weights, covariance: data.covariance, shape: shape, confidence: 0.99, scenarios: 100_000, seed: 11)
            XCTAssertEqual(estimate, again)
        }
    }

    func testMonteCarloErrorIsTheSpreadOfManySeeds() throws {
        let covariance = Matrix(rows: [[0.0004]])
        let estimates = try (0..<200).map {
            try MonteCarloRisk.estimate(
                weights: [1], covariance: covariance, confidence: 0.95, scenarios: 5_000, seed: UInt64($0))
        }
        XCTAssertEqual(
            standardDeviation(estimates.map(\.risk.valueAtRisk)) / mean(estimates.map(\.valueAtRiskError)), 1, accuracy: 0.2)
        XCTAssertEqual(
            standardDeviation(estimates.map(\.risk.expectedShortfall)) / mean(estimates.map(\.expectedShortfallError)), 1,
            accuracy: 0.2)
    }

    func testMonteCarloScenariosHaveTheCovarianceEvenWhereItIsSingular() throws {
        let covariance = Matrix(rows: [[0.04, 0.02, 0.06], [0.02, 0.01, 0.03], [0.06, 0.03, 0.09]])
        for shape in [MonteCarloRisk.Shape.normal, .student(degreesOfFreedom: 8)] {
            let draws = try MonteCarloRisk.scenarios(
                covariance: covariance, means: [0.1, 0, 0], shape: shape, count: 40_000, seed: 3)
            for i in 0..<3 {
                for j in 0..<3 {
                    let wanted = covariance[i, j]
                    XCTAssertEqual(Numerics.covariance(draws.column(i), draws.column(j)), wanted, accuracy: 0.04 * wanted)
                }
            }
            XCTAssertEqual(mean(draws.column(0)), 0.1, accuracy: 0.005)
        }
    }

    func testEveryMethodIsHomogeneousAndTranslates() throws {
        let returns = try reference().column("GE")
        let moved = returns.map { 2 * $0 + 0.01 }
        let methods: [([Double]) throws -> TailRisk] = [
            { try HistoricalRisk.estimate($0, confidence: 0.97) }, { try NormalRisk.estimate($0, confidence: 0.97) },
            { try StudentRisk.estimate($0, confidence: 0.97, fit: .kurtosis) },
            { try StudentRisk.estimate($0, confidence: 0.97) },
            { try CornishFisherRisk.estimate($0, confidence: 0.97).risk }, { try AgeWeightedRisk.estimate($0, confidence: 0.97) },
        ]
        for (index, method) in methods.enumerated() {
            let (a, b) = (try method(returns), try method(moved))
            // The maximum of a likelihood is known to the root of the rounding of its values.
            let accuracy = index == 3 ? 1e-7 : 1e-12
            XCTAssertEqual(b.valueAtRisk, 2 * a.valueAtRisk - 0.01, accuracy: accuracy, "\(index)")
            XCTAssertEqual(b.expectedShortfall, 2 * a.expectedShortfall - 0.01, accuracy: accuracy, "\(index)")
            XCTAssertGreaterThan(a.expectedShortfall, a.valueAtRisk)
        }
    }
}
