import Numerics

extension Measure {
    /// G₂, as pandas computes it.
    static let kurtosis = Measure(
        "kurtosis", "Excess kurtosis", "Risk", .number,
        "Excess kurtosis of returns, adjusted for the sample's size; 0 for a normal distribution."
    ) { input in
        input.moments.excessKurtosis
    }
}
