import Numerics

extension Measure {
    /// Periods without a position count as zero.
    static let averageExposure = Measure(
        "average_exposure", "Average exposure", "Return", .percent,
        "Mean gross exposure over equity."
    ) { input in
        input.exposure.isEmpty ? .nan : mean(input.exposure)
    }
}
