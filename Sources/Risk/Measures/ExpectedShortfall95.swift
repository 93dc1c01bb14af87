extension Measure {
    /// Historical expected shortfall of one period.
    static let expectedShortfall95 = Measure(
        "expected_shortfall_95", "Expected shortfall 95 %", "Risk", .percent,
        "Mean of the worst 5 % of returns, the return at the edge by its part (Acerbi and Tasche 2002)."
    ) { input in
        input.scan.hasNaN ? .nan : -HistoricalRisk.expectedShortfall(input.ranked, tail: 0.05)
    }
}
