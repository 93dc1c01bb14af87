import Numerics

/// All that an experiment has to say at one moment.
///
/// Only `sequential` decides. The Welch, Mann-Whitney and bootstrap figures are those of one look at a length fixed beforehand:
/// they describe, and would err far more often than stated if they were acted upon whenever they look good.
public struct ExperimentReport: Equatable, Sendable {
    public struct Difference: Equatable, Sendable {
        /// Treatment less control: mean and standard deviation (ddof 1) of a pair.
        public let mean: Double
        public let standardDeviation: Double
        /// The mean times the pairs of a year.
        public let yearly: Double
    }

    /// The difference of yearly Sharpe ratios, with a percentile interval and a p-value by the paired stationary bootstrap.
    public struct SharpeDifference: Equatable, Sendable {
        public let estimate: Double
        public let interval: ClosedRange<Double>
        public let pValue: Double
        /// Mean length of a block, in pairs.
        public let meanBlockLength: Double
        public let resamples: Int
    }

    public struct Sequential: Equatable, Sendable {
        /// The confidence sequence of the mean difference of a pair; infinite before the warm-up.
        public let interval: ClosedRange<Double>
        public let evidence: Double
        public let pValue: Double
        /// Where the test first rejected that the mean is zero, whatever the minimum of days and trades.
        public let rejection: SequentialTest.Rejection?
        public let rejectionTime: Int64?
        public let warmUp: Int
        public let leastOfEachSign: Int
        public let positive: Int
        public let negative: Int
        public let varianceInflation: Double
        /// Pairs at which a decision would come if mean and spread stayed what they are.
        public let forecast: Int?
    }

    public let rules: ExperimentRules
    public let pairs: Int
    public let days: Int
    public let from: Int64?
    public let to: Int64?
    public let periodsPerYear: Double
    public let control: ArmSummary
    public let treatment: ArmSummary
    public let difference: Difference
    public let sequential: Sequential
    /// Nil where the test is not defined for these returns; `notes` say why.
    public let welch: WelchTest?
    public let mannWhitney: MannWhitneyTest?
    public let sharpeDifference: SharpeDifference?
    public let notes: [String]
    public let decision: Decision
    /// The verdict's reason, a sentence with its numbers.
    public let reason: String
}
