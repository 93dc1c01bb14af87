extension Measure {
    /// Sortino and van der Meer 1991: the target is the risk-free return.
    static let downsideDeviation = Measure(
        "downside_deviation", "Downside deviation", "Risk", .percent,
        "Root mean square of returns below the risk-free return, over all returns, times the root of periods per year."
    ) { input in
        input.downsideDeviation * input.periodsPerYear.squareRoot()
    }
}
