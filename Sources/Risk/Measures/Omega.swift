extension Measure {
    /// Keating and Shadwick 2002.
    static let omega = Measure(
        "omega", "Omega ratio", "Ratios", .ratio,
        "Sum of returns above the risk-free return over the sum of those below, both from it."
    ) { input in
        ratio(input.scan.gains, input.scan.losses)
    }
}
