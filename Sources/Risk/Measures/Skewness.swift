import Numerics

extension Measure {
    /// G₁, as pandas computes it.
    static let returnSkewness = Measure(
        "skewness", "Skewness", "Risk", .number,
        "Adjusted Fisher-Pearson skewness of returns."
    ) { input in
        input.moments.skewness
    }
}
