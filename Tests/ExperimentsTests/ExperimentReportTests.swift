import Numerics
import XCTest

@testable import Experiments

final class ExperimentReportTests: XCTestCase {
    private func experiment(_ pairs: [PairedReturn]) throws -> Experiment {
        var experiment = try Experiment(control: "a", treatment: "b", rules: try ExperimentRules(minimumTrades: 0))
        for pair in pairs { try experiment.add(pair) }
        return experiment
    }

    func testTheFiguresAreTheLibrarys() throws {
        let experiment = try experiment(ExperimentTests.pairs(200, edge: 0.001))
        let report = try experiment.report(periodsPerYear: 252, resamples: 500, stream: RandomStream(seed: 5))
        let (a, b) = (experiment.pairs.control, experiment.pairs.treatment)
        XCTAssertEqual(report.welch, try welchTest(b, a))
        XCTAssertEqual(report.mannWhitney, try mannWhitneyTest(b, a))
        XCTAssertEqual(report.difference.mean, mean(experiment.pairs.differences), accuracy: 1e-15)
        XCTAssertEqual(report.difference.yearly, 252 * report.difference.mean)
        XCTAssertEqual(report.difference.standardDeviation, standardDeviation(experiment.pairs.differences), accuracy: 1e-15)
        XCTAssertEqual(report.control.totalReturn, a.reduce(1) { $0 * (1 + $1) } - 1, accuracy: 1e-12)
        XCTAssertEqual(report.treatment.volatility, standardDeviation(b) * 252.0.squareRoot(), accuracy: 1e-14)
        let sharpe = try XCTUnwrap(report.sharpeDifference)
        XCTAssertEqual(sharpe.estimate, report.treatment.sharpe - report.control.sharpe, accuracy: 1e-12)
        XCTAssertTrue(sharpe.interval.contains(sharpe.estimate))
        XCTAssertEqual(report.notes, [])
        XCTAssertEqual(report, try experiment.report(periodsPerYear: 252, resamples: 500, stream: RandomStream(seed: 5)))
    }

    /// A control that never trades has no Sharpe ratio; the rest stands.
    func testWhatIsNotDefinedIsNamed() throws {
        let pairs = ExperimentTests.pairs(100, edge: 0.001).map {
            PairedReturn(time: $0.time, control: 0, treatment: $0.treatment)
        }
        let report = try experiment(pairs).report(periodsPerYear: 252, resamples: 100, stream: RandomStream(seed: 5))
        XCTAssertNil(report.sharpeDifference)
        XCTAssertTrue(report.control.sharpe.isNaN)
        XCTAssertNotNil(report.welch)
        XCTAssertEqual(report.notes.count, 1)
        XCTAssertTrue(report.notes[0].hasPrefix("Sharpe difference: not defined for these returns"), report.notes[0])
        let empty = try experiment([]).report(periodsPerYear: 252, resamples: 100, stream: RandomStream(seed: 5))
        XCTAssertEqual(empty.notes.count, 3)
        XCTAssertEqual(empty.decision.basis, .fewDays)
    }

    func testTheReasonHasTheNumbers() throws {
        let adopted = try experiment(ExperimentTests.pairs(250, edge: 0.002))
        let pair = try XCTUnwrap(adopted.decision?.pair)
        let reason = adopted.reason(periodsPerYear: 252)
        XCTAssertTrue(
            reason.hasPrefix("after \(pair) pairs the confidence sequence of the mean difference was above zero; it is +"), reason
        )
        let open = try experiment(ExperimentTests.pairs(60, edge: 0.0005)).reason(periodsPerYear: 252)
        XCTAssertTrue(open.hasPrefix("the mean difference may lie anywhere in -"), open)
        XCTAssertTrue(open.contains(" years to decide (now 0.2)"), open)
        XCTAssertEqual(Experiment.percent(0.0125), "+1.25 %")
        XCTAssertEqual(Experiment.percent(-0.000_04), "0.00 %")
        XCTAssertEqual(Experiment.percent(-3.0005), "-300.05 %")
    }

    func testBadInput() throws {
        let experiment = try experiment(ExperimentTests.pairs(60, edge: 0))
        XCTAssertThrowsError(try experiment.report(periodsPerYear: 0, stream: RandomStream(seed: 1)))
        XCTAssertThrowsError(try experiment.report(periodsPerYear: 252, resamples: 0, stream: RandomStream(seed: 1)))
        XCTAssertThrowsError(try experiment.report(periodsPerYear: 252, confidence: 1, stream: RandomStream(seed: 1)))
    }
}
