import Numerics

extension Measure {
    /// Schwager.
    static let gainToPain = Measure(
        "gain_to_pain", "Gain to pain", "Ratios", .ratio,
        "Sum of all returns over the absolute sum of the negative ones."
    ) { input in
        ratio(sum(input.returns), -input.scan.negativeSum)
    }
}
