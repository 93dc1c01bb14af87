import Numerics

extension Measure {
    /// Active risk.
    static let trackingError = Measure(
        "tracking_error", "Tracking error", "Benchmark", .percent,
        "Standard deviation (ddof 1) of the difference from the benchmark's returns, times the root of periods per year."
    ) { input in
        let active = activeReturns(input)
        return active.isEmpty ? .nan : standardDeviation(active) * input.periodsPerYear.squareRoot()
    }
}
