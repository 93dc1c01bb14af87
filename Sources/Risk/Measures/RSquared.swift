extension Measure {
    /// Share of the variance that the market model explains.
    static let rSquared = Measure(
        "r_squared", "R²", "Benchmark", .ratio,
        "Square of the correlation with the benchmark."
    ) { input in
        let r = marketCorrelation(input)
        return r * r
    }
}
