/// What an experiment says to do.
public enum Verdict: String, CaseIterable, Sendable {
    /// Not decided: go on.
    case `continue`
    /// The treatment earns more.
    case adoptTreatment = "adopt_treatment"
    /// The control earns more.
    case keepControl = "keep_control"
    /// The two are alike, or no difference was shown in the time allowed.
    case noDifference = "no_difference"
}

/// Why an experiment says what it says.
public enum VerdictBasis: String, CaseIterable, Sendable {
    // continue
    case fewDays = "few_days"
    case fewTrades = "few_trades"
    /// Too few differences other than zero, or too few of one sign, for the sequential test.
    case fewDifferences = "few_differences"
    /// The confidence sequence holds zero and reaches beyond the smallest effect.
    case undecided
    // adopt_treatment, keep_control
    /// The confidence sequence is on one side of zero.
    case meanDiffers = "mean_differs"
    // no_difference
    /// Control and treatment are the same version.
    case sameVersion = "same_version"
    /// Every pair of returns was equal.
    case identicalReturns = "identical_returns"
    /// The confidence sequence is within the smallest effect of interest on both sides.
    case withinSmallestEffect = "within_smallest_effect"
    /// The maximum of days passed without a decision.
    case maximumDays = "maximum_days"
}

/// A verdict and where it was reached.
public struct Decision: Equatable, Sendable {
    public let verdict: Verdict
    public let basis: VerdictBasis
    /// The number of the pair, from 1, after which it was reached; 0 where no pair was needed.
    public let pair: Int
    /// UTC nanoseconds of that pair; nil where no pair was needed.
    public let time: Int64?

    public init(verdict: Verdict, basis: VerdictBasis, pair: Int, time: Int64?) {
        self.verdict = verdict
        self.basis = basis
        self.pair = pair
        self.time = time
    }
}
