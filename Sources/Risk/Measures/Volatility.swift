extension Measure {
    /// σ · √periods.
    static let volatility = Measure(
        "volatility", "Volatility", "Risk", .percent,
        "Standard deviation of returns (ddof 1) times the root of periods per year."
    ) { input in
        input.deviation * input.periodsPerYear.squareRoot()
    }
}
