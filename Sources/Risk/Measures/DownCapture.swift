extension Measure {
    /// Arithmetic means.
    static let downCapture = Measure(
        "down_capture", "Down capture", "Benchmark", .percent,
        "Mean return in the benchmark's falling periods over the benchmark's own mean there."
    ) { input in
        capture(input) { $0 < 0 }
    }
}
