import Foundation
import XCTest

@testable import Numerics

final class SequentialTestTests: XCTestCase {
    private func test(_ values: [Double], warmUp: Int = 0, leastOfEachSign: Int = 0, tunedFor: Int = 500) throws -> SequentialTest
    {
        var test = try SequentialTest(tunedFor: tunedFor, warmUp: warmUp, leastOfEachSign: leastOfEachSign)
        for value in values { try test.observe(value) }
        return test
    }

    /// Values of some length with skewness and serial correlation, from whole numbers alone.
    private let persistent: [Double] = {
        var value = 0.0
        return (0..<60).map { i in
            value = 0.4 * value + (Double((i * i * 37 + 11 * i + 5) % 101) / 101 - 0.5)
            return value
        }
    }()

    /// The evidence is ∫∫ L(δ, σ) φ(δc) c dδ dσ/σ over ∫ L(0, σ) dσ/σ, here by the trapezium rule in δ and τ = 1/σ. The values
    /// have no skewness and alternate, so that no guard is at work.
    func testTheEvidenceIsTheIntegralOfTheLikelihoodRatio() throws {
        let values = [1.3, -0.7, 1.0, -0.4].map { $0 + 0.2 }
        let test = try test(values, tunedFor: 40)
        XCTAssertEqual(test.skewness, 0, accuracy: 1e-15)
        XCTAssertEqual(test.varianceInflation, 1)
        let (n, c2) = (4.0, test.precision)
        func likelihood(_ delta: Double) -> Double {
            stride(from: 0.0005, to: 12, by: 0.001).reduce(0) { total, tau in
                let squares = values.reduce(0) { $0 + (tau * $1 - delta) * (tau * $1 - delta) }
                return total + pow(tau, n - 1) * exp(-squares / 2) * 0.001
            }
        }
        let width = 8 / c2.squareRoot()
        let steps = 400
        let mixture = (0...steps).reduce(0.0) { total, index in
            let delta = -width + 2 * width * Double(index) / Double(steps)
            let density = (c2 / (2 * .pi)).squareRoot() * exp(-c2 * delta * delta / 2)
            return total + likelihood(delta) * density * 2 * width / Double(steps)
        }
        XCTAssertEqual(test.evidence, mixture / likelihood(0), accuracy: 1e-6)
    }

    /// Robbins, "Statistical methods related to the law of the iterated logarithm" (1970): with known variance the boundary of
    /// the normal mixture is √((n + c²)·log((n + c²)/(c²α²)))/n.
    func testForManyObservationsTheIntervalIsThatOfTheNormalMixture() throws {
        var test = try SequentialTest()
        for index in 0..<100_000 { try test.observe(index % 2 == 0 ? 1 : -1) }
        let (n, c2) = (100_000.0, test.precision)
        let robbins = ((n + c2) * log((n + c2) / (c2 * 0.05 * 0.05))).squareRoot() / n
        XCTAssertEqual(test.interval.upperBound, robbins, accuracy: 1e-4 * robbins)
        XCTAssertEqual(test.interval.lowerBound, -robbins, accuracy: 1e-4 * robbins)
    }

    func testTheEvidenceAtTheEndsOfTheIntervalIsTheBound() throws {
        for sign in [1.0, -1] {
            let test = try test(persistent.map { sign * $0 * $0 })
            XCTAssertGreaterThan(abs(test.skewness), 0.5)
            XCTAssertGreaterThan(test.varianceInflation, 1.1)
            for end in [test.interval.lowerBound, test.interval.upperBound] {
                XCTAssertEqual(test.logEvidence(against: end), -log(0.05), accuracy: 1e-10)
            }
        }
    }

    func testTheTuningMakesTheIntervalNarrowestThere() throws {
        let values = (0..<400).map { $0 % 2 == 0 ? 1.0 : -1.0 }
        let widths = try [50, 100, 200, 400, 800, 1_600, 3_200].map { try test(values, tunedFor: $0).interval.upperBound }
        XCTAssertEqual(widths.min(), widths[3])
    }

    /// statsmodels 0.15.0: cov_hac(OLS(x, ones), nlags=8, use_correction=False)·n/variance; acovf(x, nlag=2).
    /// scipy 1.17.1: scipy.stats.skew(x).
    func testSerialCorrelationAndSkewnessAreStatsmodelsAndScipys() throws {
        var sums = AutocovarianceSums()
        for value in persistent { sums.add(value) }
        let variance = 0.07965170802487366
        XCTAssertEqual(sums.values[0], 0.031103005114398844, accuracy: 1e-15)
        XCTAssertEqual(sums.values[1], 0.007186867756710301, accuracy: 1e-15)
        XCTAssertEqual(1 + AutocovarianceSums.bartlett(sums.values) / variance, 1.6760167783910271, accuracy: 1e-12)
        let test = try test(persistent)
        XCTAssertEqual(test.skewness, -0.18528412284216786, accuracy: 1e-13)
        let correlation = 0.031103005114398844 / variance
        XCTAssertEqual(test.varianceInflation, (1 + correlation) / (1 - correlation), accuracy: 1e-12)
    }

    func testNeitherScaleNorSignChangesTheEvidence() throws {
        let values = persistent.map { $0 + 0.1 }
        let evidence = try test(values).evidence
        for factor in [1e-9, 1e9, -1] {
            XCTAssertEqual(try test(values.map { $0 * factor }).evidence, evidence, accuracy: 1e-9 * evidence)
        }
    }

    func testNothingIsDecidedBeforeEnoughWasSeen() throws {
        // Twenty-nine clear differences among zeros, which tell nothing, and the thirtieth.
        let clear = (0..<58).map { $0 % 2 == 1 ? 0 : $0 % 10 == 0 ? -0.01 : 1.0 }
        var test = try test(clear, warmUp: 30, leastOfEachSign: 5)
        XCTAssertNil(test.rejection)
        XCTAssertEqual(test.interval, -.infinity ... .infinity)
        XCTAssertEqual(test.pValue, 1)
        try test.observe(1)
        XCTAssertEqual(test.rejection, .init(observation: 59, isPositive: true))
        XCTAssertGreaterThan(test.interval.lowerBound, 0)
        // Differences of one sign alone leave open what a rare loss would do.
        let oneSided = try self.test((0..<300).map { 1 + 0.1 * Double($0 % 3) }, warmUp: 30, leastOfEachSign: 5)
        XCTAssertNil(oneSided.rejection)
        XCTAssertNotNil(try self.test((0..<300).map { 1 + 0.1 * Double($0 % 3) }).rejection)
    }

    func testConstantAndZeroObservationsSayNothing() throws {
        for value in [0.0, 0.1, -3] {
            let test = try test([Double](repeating: value, count: 500))
            XCTAssertNil(test.rejection, "\(value)")
            XCTAssertEqual(test.pValue, 1)
        }
    }

    func testARejectionStaysAndThePValueNeverRises() throws {
        var test = try SequentialTest(warmUp: 0, leastOfEachSign: 0)
        var last = 1.0
        for index in 0..<400 {
            try test.observe((index < 100 ? 0.8 : -0.8) + (index % 2 == 0 ? 1 : -1))
            XCTAssertLessThanOrEqual(test.pValue, last)
            last = test.pValue
        }
        XCTAssertLessThan(last, 0.05)
        XCTAssertEqual(test.rejection?.isPositive, true)
        XCTAssertLessThan(test.mean, 0)
    }

    func testTheForecastIsWhereTheIntervalLeavesZero() throws {
        var test = try SequentialTest()
        for index in 0..<100 { try test.observe(0.1 + (index % 2 == 0 ? 1 : -1)) }
        let forecast = try XCTUnwrap(test.observationsForDecision)
        XCTAssertGreaterThan(forecast, 100)
        while test.rejection == nil { try test.observe(0.1 + (test.count % 2 == 0 ? 1 : -1)) }
        XCTAssertEqual(Double(test.count), Double(forecast), accuracy: 0.1 * Double(forecast))
    }

    func testBadInput() throws {
        for significance in [0, 1, -0.1, .nan, 2] { XCTAssertThrowsError(try SequentialTest(significance: significance)) }
        XCTAssertThrowsError(try SequentialTest(tunedFor: 0)) {
            XCTAssertEqual("\($0)", "tunedFor is 0; expected at least 1 observation")
        }
        XCTAssertThrowsError(try SequentialTest(warmUp: -1))
        XCTAssertThrowsError(try SequentialTest(leastOfEachSign: -1))
        var test = try test(persistent)
        let before = test
        for value in [Double.nan, .infinity, -.infinity, 1e101] { XCTAssertThrowsError(try test.observe(value)) }
        XCTAssertEqual(test, before)
        XCTAssertThrowsError(try test.observe(.nan)) {
            XCTAssertEqual("\($0)", "value[60] is nan; expected a finite number, smaller than 1e100")
        }
        for tiny in [1e-90, 1e90] { XCTAssertTrue(try self.test(persistent.map { $0 * tiny }).evidence.isFinite) }
    }
}
