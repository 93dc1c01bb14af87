extension Measure {
    /// Arithmetic means.
    static let upCapture = Measure(
        "up_capture", "Up capture", "Benchmark", .percent,
        "Mean return in the benchmark's rising periods over the benchmark's own mean there."
    ) { input in
        capture(input) { $0 > 0 }
    }
}
