extension Measure {
    /// Arithmetic means.
    static let upCapture = Measure(
        "up_capture", "Up capture", "Benchmark", .percent,
        "Mean return in the benchmark's rising periods over the benchmark's own mean there."
    ) { input in
        input.againstBenchmark.map { ratio($0.up.returns, $0.up.benchmark) } ?? .nan
    }
}
