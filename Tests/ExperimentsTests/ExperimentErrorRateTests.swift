import Numerics
import XCTest

@testable import Experiments

/// The verdicts themselves, simulated with fixed seeds: two trades a day whose differences cluster in volatility (GARCH(1,1)) and
/// have heavy tails (t with five degrees of freedom), and a look after every trade.
final class ExperimentErrorRateTests: XCTestCase {
    private let runs = 1_000

    /// How many experiments end with each verdict when the treatment earns `edge` deviations more a trade.
    private func verdicts(edge: Double, smallestEffect: Double = 0) throws -> [Verdict: Int] {
        var found: [Verdict: Int] = [:]
        let rules = try ExperimentRules(
            minimumDays: 20, minimumTrades: 20, smallestEffect: 0.005 * smallestEffect, maximumDays: 300)
        for run in 0..<runs {
            var random = RandomStream(seed: 17, stream: "verdicts").substream(UInt64(run))
            var experiment = try Experiment(control: "a", treatment: "b", rules: rules)
            var variance = 1.0
            var trade: Int64 = 0
            while experiment.decision == nil {
                let shock = variance.squareRoot() * random.studentT(5) * 0.6.squareRoot()
                variance = 0.05 + 0.1 * shock * shock + 0.85 * variance
                let control = 0.01 * random.normal()
                try experiment.add(
                    time: trade * ExperimentTests.day / 2, control: control, treatment: control + 0.005 * (shock + edge),
                    controlTrades: 1,
                    treatmentTrades: 1)
                trade += 1
            }
            found[experiment.decision?.verdict ?? .continue, default: 0] += 1
        }
        return found
    }

    func testVersionsThatAreAlikeAreSeldomToldApart() throws {
        let found = try verdicts(edge: 0)
        XCTAssertLessThanOrEqual(found[.adoptTreatment, default: 0] + found[.keepControl, default: 0], runs / 20)
        XCTAssertGreaterThanOrEqual(found[.noDifference, default: 0], runs * 19 / 20)
    }

    func testABetterTreatmentIsMostlyFoundAndHardlyEverRejected() throws {
        let found = try verdicts(edge: 0.2)
        XCTAssertGreaterThanOrEqual(found[.adoptTreatment, default: 0], runs * 9 / 10)
        XCTAssertEqual(found[.keepControl, default: 0], 0)
    }

    /// A treatment better by 0.3 deviations must not be called alike to within 0.15.
    func testADifferenceBeyondTheSmallestEffectIsNotCalledNone() throws {
        let found = try verdicts(edge: 0.3, smallestEffect: 0.15)
        XCTAssertLessThanOrEqual(found[.noDifference, default: 0] + found[.keepControl, default: 0], runs / 20)
    }
}
