extension Measure {
    /// Arithmetic means.
    static let downCapture = Measure(
        "down_capture", "Down capture", "Benchmark", .percent,
        "Mean return in the benchmark's falling periods over the benchmark's own mean there."
    ) { input in
        input.againstBenchmark.map { ratio($0.down.returns, $0.down.benchmark) } ?? .nan
    }
}
