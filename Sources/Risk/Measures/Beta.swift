extension Measure {
    /// Slope of the market model.
    static let beta = Measure(
        "beta", "Beta", "Benchmark", .ratio,
        "Covariance of returns with those of the benchmark over the benchmark's variance."
    ) { input in
        marketBeta(input)
    }
}
