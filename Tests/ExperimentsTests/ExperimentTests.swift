import Numerics
import XCTest

@testable import Experiments

final class ExperimentTests: XCTestCase {
    static let day: Int64 = 86_400_000_000_000

    private func rules(_ days: Int = 30, trades: Int = 0, effect: Double = 0, maximum: Int? = nil) throws -> ExperimentRules {
        try ExperimentRules(minimumDays: days, minimumTrades: trades, smallestEffect: effect, maximumDays: maximum)
    }

    /// Daily returns of a control and of a treatment that earns `edge` more a day, with differences of deviation 0.005.
    static func pairs(_ count: Int, edge: Double, seed: UInt64 = 1, trades: Int = 1) -> [PairedReturn] {
        var random = RandomStream(seed: seed, stream: "pairs")
        return (0..<count).map { index in
            let control = 0.01 * random.normal()
            return PairedReturn(
                time: Int64(index) * day, control: control, treatment: control + edge + 0.005 * random.normal(),
                controlTrades: trades,
                treatmentTrades: trades)
        }
    }

    private func experiment(_ rules: ExperimentRules, _ pairs: [PairedReturn]) throws -> Experiment {
        var experiment = try Experiment(control: "a", treatment: "b", rules: rules)
        for pair in pairs { try experiment.add(pair) }
        return experiment
    }

    func testABetterTreatmentIsAdoptedAndAWorseOneIsNot() throws {
        for (edge, verdict) in [(0.002, Verdict.adoptTreatment), (-0.002, .keepControl)] {
            let experiment = try experiment(try rules(), Self.pairs(250, edge: edge))
            let decision = try XCTUnwrap(experiment.decision)
            XCTAssertEqual(decision.verdict, verdict)
            XCTAssertEqual(decision.basis, .meanDiffers)
            XCTAssertEqual(decision.time, Int64(decision.pair - 1) * Self.day)
            XCTAssertGreaterThanOrEqual(decision.pair, 30)
            XCTAssertEqual(experiment.sequential.rejection?.observation, decision.pair)
        }
    }

    func testTheDecisionIsTheFirstLookAtWhichTheIntervalExcludesZero() throws {
        let pairs = Self.pairs(250, edge: 0.0015)
        var step = try Experiment(control: "a", treatment: "b", rules: try rules())
        var first: Int?
        for (index, pair) in pairs.enumerated() {
            try step.add(pair)
            if first == nil, step.pairs.days >= 30, step.sequential.interval.lowerBound > 0 { first = index + 1 }
        }
        XCTAssertEqual(step.decision?.pair, try XCTUnwrap(first))
    }

    func testADecisionStands() throws {
        let turned =
            Self.pairs(200, edge: 0.003)
            + Self.pairs(400, edge: -0.006, seed: 2).map {
                PairedReturn(time: $0.time + 200 * Self.day, control: $0.control, treatment: $0.treatment)
            }
        let experiment = try experiment(try rules(), turned)
        XCTAssertEqual(experiment.decision?.verdict, .adoptTreatment)
        XCTAssertLessThan(experiment.sequential.mean, 0)
        XCTAssertEqual(experiment.pairs.count, 600)
    }

    func testMinimaAreEnforced() throws {
        let pairs = Self.pairs(250, edge: 0.005)
        let early = try experiment(try rules(200), Array(pairs.prefix(199)))
        XCTAssertEqual(early.current, Decision(verdict: .continue, basis: .fewDays, pair: 199, time: 198 * Self.day))
        XCTAssertNotNil(early.sequential.rejection)
        XCTAssertEqual(try experiment(try rules(200), pairs).decision?.pair, 200)

        let idle = try experiment(try rules(30, trades: 40), Self.pairs(250, edge: 0.005, trades: 0))
        XCTAssertEqual(idle.current.basis, .fewTrades)
        XCTAssertEqual(
            idle.reason(periodsPerYear: 252), "the control closed 0 and the treatment 0 trades; each must close at least 40")
        XCTAssertEqual(try experiment(try rules(30, trades: 120), pairs).decision?.pair, 120)
    }

    func testDaysAreDatesNotPairs() throws {
        var experiment = try Experiment(control: "a", treatment: "b", rules: try rules(10))
        var random = RandomStream(seed: 3)
        for index in 0..<900 {
            try experiment.add(time: Int64(index) * Self.day / 100, control: 0, treatment: 0.01 + 0.01 * random.normal())
        }
        XCTAssertEqual(experiment.pairs.days, 9)
        XCTAssertEqual(experiment.current.basis, .fewDays)
        XCTAssertEqual(PairedReturns.day(-1), -1)
        XCTAssertEqual(PairedReturns.day(-Self.day), -1)
        XCTAssertEqual(PairedReturns.day(0), 0)
    }

    func testVersionsWithinTheSmallestEffectAreAlike() throws {
        let close = Self.pairs(2_000, edge: 0)
        let experiment = try experiment(try rules(effect: 0.001), close)
        let decision = try XCTUnwrap(experiment.decision)
        XCTAssertEqual(decision.verdict, .noDifference)
        XCTAssertEqual(decision.basis, .withinSmallestEffect)
        XCTAssertNil(try self.experiment(try rules(), close).decision)
    }

    func testTheMaximumOfDaysEndsIt() throws {
        let experiment = try experiment(try rules(maximum: 60), Self.pairs(90, edge: 0))
        XCTAssertEqual(experiment.decision, Decision(verdict: .noDifference, basis: .maximumDays, pair: 60, time: 59 * Self.day))
    }

    func testTheSameVersionAndTheSameReturnsShowNoDifference() throws {
        let same = try Experiment(control: "a", treatment: "a", rules: try rules())
        XCTAssertEqual(same.decision, Decision(verdict: .noDifference, basis: .sameVersion, pair: 0, time: nil))
        let equal = Self.pairs(100, edge: 0).map { PairedReturn(time: $0.time, control: $0.control, treatment: $0.control) }
        let alike = try experiment(try rules(), equal)
        XCTAssertNil(alike.decision)
        XCTAssertEqual(alike.current.verdict, .noDifference)
        XCTAssertEqual(alike.current.basis, .identicalReturns)
        XCTAssertEqual(try experiment(try rules(), Array(equal.prefix(29))).current.verdict, .continue)
        XCTAssertEqual(try experiment(try rules(maximum: 50), equal).decision?.basis, .identicalReturns)
    }

    func testASnapshotRestoresEveryBit() throws {
        let pairs = Self.pairs(300, edge: 0.001)
        let whole = try experiment(try rules(30, trades: 100, effect: 0.0001, maximum: 280), pairs)
        var parts = try Experiment(control: "a", treatment: "b", rules: whole.rules)
        for (index, pair) in pairs.enumerated() {
            if index % 37 == 0 { parts = try Experiment(restoring: parts.snapshot) }
            try parts.add(pair)
        }
        XCTAssertEqual(parts, whole)
        var broken = whole.snapshot
        broken.pairs[7] = PairedReturn(time: 0, control: 0, treatment: 0)
        XCTAssertThrowsError(try Experiment(restoring: broken)) {
            XCTAssertTrue("\($0)".hasPrefix("pairs[7].time is 0; expected"), "\($0)")
        }
    }

    func testBadInputIsRefusedAndChangesNothing() throws {
        var experiment = try experiment(try rules(), Self.pairs(40, edge: 0))
        let before = experiment
        let time = 40 * Self.day
        XCTAssertThrowsError(try experiment.add(time: 39 * Self.day, control: 0, treatment: 0))
        XCTAssertThrowsError(try experiment.add(time: time, control: .nan, treatment: 0)) {
            XCTAssertEqual("\($0)", "control is nan; expected a return, a finite number such as 0.01 for one percent")
        }
        XCTAssertThrowsError(try experiment.add(time: time, control: 0, treatment: -.infinity))
        XCTAssertThrowsError(try experiment.add(time: time, control: 0, treatment: 0, controlTrades: -1))
        XCTAssertEqual(experiment, before)

        XCTAssertThrowsError(try ExperimentRules(treatmentShare: 0)) {
            XCTAssertEqual(
                "\($0)", "treatmentShare is 0.0; expected a part of the capital between 0 and 1, both excluded, such as 0.5")
        }
        XCTAssertThrowsError(try ExperimentRules(treatmentShare: .nan))
        XCTAssertThrowsError(try ExperimentRules(minimumDays: 0))
        XCTAssertThrowsError(try ExperimentRules(minimumTrades: -1))
        XCTAssertThrowsError(try ExperimentRules(significance: 1))
        XCTAssertThrowsError(try ExperimentRules(smallestEffect: .infinity))
        XCTAssertThrowsError(try ExperimentRules(minimumDays: 10, maximumDays: 9))
    }
}
