extension Measure {
    /// Historical value at risk of one period.
    static let valueAtRisk95 = Measure(
        "var_95", "VaR 95 %", "Risk", .percent,
        "The 5 % quantile of returns (linear interpolation), as a negative fraction."
    ) { input in
        input.scan.hasNaN ? .nan : -HistoricalRisk.valueAtRisk(input.ranked, tail: 0.05)
    }
}
