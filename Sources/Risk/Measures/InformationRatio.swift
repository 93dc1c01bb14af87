import Numerics

extension Measure {
    /// Goodwin 1998.
    static let informationRatio = Measure(
        "information_ratio", "Information ratio", "Benchmark", .ratio,
        "Mean difference from the benchmark's returns over its standard deviation (ddof 1), times the root of periods per year."
    ) { input in
        let active = activeReturns(input)
        return active.isEmpty ? .nan : ratio(mean(active), standardDeviation(active)) * input.periodsPerYear.squareRoot()
    }
}
