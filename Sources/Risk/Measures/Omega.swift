extension Measure {
    /// Keating and Shadwick 2002.
    static let omega = Measure(
        "omega", "Omega ratio", "Ratios", .ratio,
        "Sum of returns above the risk-free return over the sum of those below, both from it."
    ) { input in
        let target = input.riskFreePeriod
        var (gains, losses) = (0.0, 0.0)
        for value in input.returns { if value > target { gains += value - target } else { losses += target - value } }
        return ratio(gains, losses)
    }
}
