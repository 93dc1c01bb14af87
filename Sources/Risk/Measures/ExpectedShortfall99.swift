extension Measure {
    /// Historical expected shortfall of one period.
    static let expectedShortfall99 = Measure(
        "expected_shortfall_99", "Expected shortfall 99 %", "Risk", .percent,
        "Mean of the returns at or below VaR 99 %."
    ) { input in
        tailMean(input, 0.01)
    }
}
