import Experiments

/// A step in the life of an A/B test.
public struct ABNotice: Equatable, Sendable {
    public enum Step: String, CaseIterable, Sendable {
        case started
        /// A pair of returns was added, which did not decide; once a day at most.
        case looked
        /// The sequential test has decided.
        case decided
        /// Nothing is compared any more; where it is not the verdict that ended it, the text says what did.
        case ended
        /// What the treatment holds is being closed at its venue.
        case closing
        /// The treatment is gone, its cash is back at the control.
        case closed
    }
    public let step: Step
    /// What the test says at this moment.
    public let verdict: Verdict
    /// One sentence with the numbers.
    public let text: String

    public init(_ step: Step, _ verdict: Verdict, _ text: String) {
        self.step = step
        self.verdict = verdict
        self.text = text
    }
}
