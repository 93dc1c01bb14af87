extension Measure {
    /// Historical expected shortfall of one period.
    static let expectedShortfall99 = Measure(
        "expected_shortfall_99", "Expected shortfall 99 %", "Risk", .percent,
        "Mean of the worst 1 % of returns, the return at the edge by its part (Acerbi and Tasche 2002)."
    ) { input in
        input.scan.hasNaN ? .nan : -HistoricalRisk.expectedShortfall(input.ranked, tail: 0.01)
    }
}
