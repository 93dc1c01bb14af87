extension Measure {
    /// Sharpe 1994.
    static let sharpe = Measure(
        "sharpe", "Sharpe ratio", "Ratios", .ratio,
        "Mean excess return over its standard deviation (ddof 1), times the root of periods per year."
    ) { input in
        ratio(input.excessMean, input.deviation) * input.periodsPerYear.squareRoot()
    }
}
