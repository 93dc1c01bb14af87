extension Measure {
    /// Above one: the good tail is longer.
    static let tailRatio = Measure(
        "tail_ratio", "Tail ratio", "Risk", .ratio,
        "The 95 % quantile of returns over the absolute value of the 5 % quantile."
    ) { input in
        input.scan.hasNaN ? .nan : ratio(abs(input.ranked.quantile(0.95)), abs(input.ranked.quantile(0.05)))
    }
}
