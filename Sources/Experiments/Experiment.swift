import Numerics

/// Control against treatment on the same events, decided by the confidence sequence of the mean difference of their returns.
///
/// The intervals of a confidence sequence hold the true mean at all times together with probability 1 − significance, so the
/// first look at which one excludes zero, or lies within the smallest effect of interest, decides; later pairs are counted and
/// change the estimates, not the decision. `add` costs O(1) apart from storing the pair. A plain value: the same pairs give the
/// same bits, whether they came at once or one by one with `snapshot`s between.
public struct Experiment: Equatable, Sendable {
    public let rules: ExperimentRules
    /// What identifies the two versions, such as hashes of script and parameters. Equal ones are decided before the first pair.
    public let control: String
    public let treatment: String
    public private(set) var pairs = PairedReturns()
    public private(set) var sequential: SequentialTest
    /// The verdict that ended the experiment, if it has ended.
    public private(set) var decision: Decision?

    /// Throws what `SequentialTest` throws for the rules' significance; `ExperimentRules` has refused it before.
    public init(control: String, treatment: String, rules: ExperimentRules) throws {
        self.rules = rules
        self.control = control
        self.treatment = treatment
        sequential = try SequentialTest(significance: rules.significance)
        if control == treatment { decision = Decision(verdict: .noDifference, basis: .sameVersion, pair: 0, time: nil) }
    }

    /// Takes the returns of both versions over one span and the trades that each closed in it.
    ///
    /// Throws `ExperimentError` for a time that is not after the last pair's, a return that is not a finite number and a negative
    /// count; the experiment stays as it was.
    public mutating func add(_ pair: PairedReturn) throws {
        try pairs.append(pair)
        try sequential.observe(pair.treatment - pair.control)
        if decision == nil { decide(at: pair.time) }
    }

    /// The same from the values by themselves.
    public mutating func add(time: Int64, control: Double, treatment: Double, controlTrades: Int = 0, treatmentTrades: Int = 0)
        throws
    {
        try add(
            PairedReturn(
                time: time, control: control, treatment: treatment, controlTrades: controlTrades, treatmentTrades: treatmentTrades
            ))
    }

    /// Whether the two versions' returns have ever differed.
    public var hasDiffered: Bool { sequential.positiveCount + sequential.negativeCount > 0 }
    private var hasEnoughTrades: Bool { min(pairs.controlTrades, pairs.treatmentTrades) >= rules.minimumTrades }

    /// What the experiment says now: its decision, or why there is none. Versions that never differed are told apart from
    /// versions that differ by little, but that does not end the experiment: they may differ tomorrow.
    public var current: Decision {
        if let decision { return decision }
        func open(_ verdict: Verdict, _ basis: VerdictBasis) -> Decision {
            Decision(verdict: verdict, basis: basis, pair: pairs.count, time: pairs.list.last?.time)
        }
        if pairs.days < rules.minimumDays { return open(.continue, .fewDays) }
        if !hasDiffered { return open(.noDifference, .identicalReturns) }
        if !hasEnoughTrades { return open(.continue, .fewTrades) }
        return open(.continue, sequential.hasWarmedUp ? .undecided : .fewDifferences)
    }

    private mutating func decide(at time: Int64) {
        guard pairs.days >= rules.minimumDays else { return }
        if hasEnoughTrades, sequential.hasWarmedUp {
            let interval = sequential.interval
            if interval.lowerBound > -rules.smallestEffect && interval.upperBound < rules.smallestEffect {
                return end(.noDifference, .withinSmallestEffect, time)
            }
            if interval.lowerBound > 0 { return end(.adoptTreatment, .meanDiffers, time) }
            if interval.upperBound < 0 { return end(.keepControl, .meanDiffers, time) }
        }
        if let most = rules.maximumDays, pairs.days >= most {
            end(.noDifference, hasDiffered ? .maximumDays : .identicalReturns, time)
        }
    }

    private mutating func end(_ verdict: Verdict, _ basis: VerdictBasis, _ time: Int64) {
        decision = Decision(verdict: verdict, basis: basis, pair: pairs.count, time: time)
    }
}
