import Numerics

extension Measure {
    /// Above one: the good tail is longer.
    static let tailRatio = Measure(
        "tail_ratio", "Tail ratio", "Risk", .ratio,
        "The 95 % quantile of returns over the absolute value of the 5 % quantile."
    ) { input in
        input.returns.contains { $0.isNaN } ? .nan : ratio(abs(quantile(sorted: input.sortedReturns, 0.95)), abs(quantile(sorted: input.sortedReturns, 0.05)))
    }
}
