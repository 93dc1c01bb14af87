extension Measure {
    /// Active risk.
    static let trackingError = Measure(
        "tracking_error", "Tracking error", "Benchmark", .percent,
        "Standard deviation (ddof 1) of the difference from the benchmark's returns, times the root of periods per year."
    ) { input in
        (input.againstBenchmark?.activeDeviation ?? .nan) * input.periodsPerYear.squareRoot()
    }
}
