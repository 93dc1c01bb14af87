/// What is fixed before an experiment begins, and not touched while it runs: rules chosen after a look at the data void its error
/// rate.
public struct ExperimentRules: Equatable, Sendable {
    /// The treatment's part of the capital, between 0 and 1; the control has the rest.
    public let treatmentShare: Double
    /// Days (UTC dates) with a pair of returns before which nothing is decided.
    public let minimumDays: Int
    /// Closed trades that each of the two versions must have made before anything is decided.
    public let minimumTrades: Int
    /// The chance of a wrong decision that is accepted, over all looks.
    public let significance: Double
    /// The smallest difference of mean returns per pair that matters; versions shown to be nearer than that are alike. 0: any
    /// matters.
    public let smallestEffect: Double
    /// Days after which the experiment ends undecided; nil for none.
    public let maximumDays: Int?

    /// Throws `ExperimentError` for a share or significance outside (0, 1), negative counts or effect, a maximum below the
    /// minimum.
    public init(
        treatmentShare: Double = 0.5, minimumDays: Int = 30, minimumTrades: Int = 30, significance: Double = 0.05,
        smallestEffect: Double = 0,
        maximumDays: Int? = nil
    ) throws {
        guard treatmentShare > 0, treatmentShare < 1 else {
            throw ExperimentError(
                "treatmentShare", treatmentShare, "a part of the capital between 0 and 1, both excluded, such as 0.5")
        }
        guard significance > 0, significance < 1 else {
            throw ExperimentError("significance", significance, "a chance between 0 and 1, both excluded, such as 0.05")
        }
        guard minimumDays >= 1 else { throw ExperimentError("minimumDays", minimumDays, "at least 1 day") }
        guard minimumTrades >= 0 else { throw ExperimentError("minimumTrades", minimumTrades, "at least 0 trades") }
        guard smallestEffect >= 0, smallestEffect.isFinite else {
            throw ExperimentError("smallestEffect", smallestEffect, "a difference of returns of at least 0, such as 0.0001")
        }
        if let maximumDays, maximumDays < minimumDays {
            throw ExperimentError("maximumDays", maximumDays, "at least the minimum of \(minimumDays) days")
        }
        self.treatmentShare = treatmentShare
        self.minimumDays = minimumDays
        self.minimumTrades = minimumTrades
        self.significance = significance
        self.smallestEffect = smallestEffect
        self.maximumDays = maximumDays
    }
}
