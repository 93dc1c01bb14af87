extension Measure {
    /// Martin's ulcer performance index.
    static let ulcerPerformance = Measure(
        "ulcer_performance", "Martin ratio", "Ratios", .ratio,
        "CAGR less the risk-free rate, over the ulcer index."
    ) { input in
        let ulcer = (input.drawdowns.squares / Double(max(input.drawdowns.count, 1))).squareRoot()
        return ratio(input.cagr - input.riskFree, ulcer)
    }
}
