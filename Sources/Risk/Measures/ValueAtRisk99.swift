extension Measure {
    /// Historical value at risk of one period.
    static let valueAtRisk99 = Measure(
        "var_99", "VaR 99 %", "Risk", .percent,
        "The 1 % quantile of returns (linear interpolation), as a negative fraction."
    ) { input in
        input.scan.hasNaN ? .nan : -HistoricalRisk.valueAtRisk(input.ranked, tail: 0.01)
    }
}
