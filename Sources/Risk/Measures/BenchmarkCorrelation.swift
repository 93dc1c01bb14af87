extension Measure {
    /// NaN where either is constant.
    static let benchmarkCorrelation = Measure(
        "benchmark_correlation", "Correlation", "Benchmark", .ratio,
        "Pearson's correlation of returns with those of the benchmark."
    ) { input in
        marketCorrelation(input)
    }
}
