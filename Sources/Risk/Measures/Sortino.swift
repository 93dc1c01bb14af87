extension Measure {
    /// Sortino and Price 1994: the deviation is over all returns, not the standard deviation of the negative ones.
    static let sortino = Measure(
        "sortino", "Sortino ratio", "Ratios", .ratio,
        "Mean excess return over the downside deviation about the risk-free return, times the root of periods per year; undefined where no period lost."
    ) { input in
        ratio(input.excessMean, input.downsideDeviation) * input.periodsPerYear.squareRoot()
    }
}
