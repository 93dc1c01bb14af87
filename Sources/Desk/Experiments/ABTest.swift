import Experiments
import Kernel
import Market
import Money
import Scripting

/// Two versions at one desk, side by side on the same events: the control, which is a live seat, and the treatment, which has a
/// part of its cash and a book of its own.
public final class ABTest {
    public enum Phase: String, CaseIterable, Sendable {
        /// Returns are paired; also after the verdict, until somebody acts on it.
        case comparing
        /// Nothing is compared any more; the treatment is still there.
        case ended
        /// What the treatment holds is being closed; then its cash goes back.
        case closing
    }
    /// What a test came to.
    public struct End: Equatable, Sendable {
        /// `continue` where it ended without a verdict.
        public let verdict: Verdict
        public let reason: String
        public let time: Timestamp
    }
    public let control: Seat
    public let treatment: Seat
    /// The version that the treatment is compared with.
    public let controlVersion: ScriptVersion
    public let terms: ABTerms
    /// What was moved from the control to the treatment.
    public let capital: Amount
    public let startedAt: Timestamp
    public internal(set) var experiment: Experiment
    public internal(set) var phase = Phase.comparing
    public internal(set) var end: End?
    var marks: PairMarks
    var lastLook: Int64?

    /// - Throws: `ExperimentError`.
    init(_ control: Seat, _ treatment: Seat, _ terms: ABTerms, capital: Amount, now: Timestamp) throws {
        self.control = control
        self.treatment = treatment
        controlVersion = control.version
        self.terms = terms
        self.capital = capital
        startedAt = now
        experiment = try Experiment(control: ABTest.identity(control), treatment: ABTest.identity(treatment), rules: terms.rules)
        let data = control.view.data
        marks = PairMarks(
            isDaily: terms.pairing == .day, time: data.stepCount > 0 ? data.time(data.stepCount - 1).nanoseconds : nil,
            control: control.equity, treatment: treatment.equity, trades: control.closedTrades)
    }

    /// The name of the control.
    public var name: String { control.name }
    public var verdict: Verdict { end?.verdict ?? experiment.current.verdict }
    /// What it says now, or what ended it, in a sentence.
    public var reason: String { end?.reason ?? experiment.reason(periodsPerYear: terms.periodsPerYear) }

    public static func treatmentName(of name: String) -> String { "\(name)@treatment" }

    private static func identity(_ seat: Seat) -> String {
        seat.instance.parameters.reduce(seat.version.hash) { $0 + " \($1.name)=\($1.value)" }
    }

    /// Days since 1970-01-01, rounded down.
    static func day(_ time: Int64) -> Int64 { Timeframe(code: 86_400_000_000_000).period(of: time) }
}

/// A test that is over and cleared away.
public struct ClosedABTest: Sendable {
    public let name: String
    public let control: ScriptVersion
    public let treatment: ScriptVersion
    public let terms: ABTerms
    public let experiment: Experiment
    public let end: ABTest.End
    public let startedAt: Timestamp
    public let closedAt: Timestamp
    public let capital: Amount
    /// What came back to the control.
    public let returned: Amount
}

extension Verdict {
    public var words: String {
        switch self {
        case .continue: "continue"
        case .adoptTreatment: "adopt the treatment"
        case .keepControl: "keep the control"
        case .noDifference: "no difference"
        }
    }
}
