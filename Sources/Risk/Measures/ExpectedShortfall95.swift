extension Measure {
    /// Historical expected shortfall of one period.
    static let expectedShortfall95 = Measure(
        "expected_shortfall_95", "Expected shortfall 95 %", "Risk", .percent,
        "Mean of the returns at or below VaR 95 %."
    ) { input in
        tailMean(input, 0.05)
    }
}
