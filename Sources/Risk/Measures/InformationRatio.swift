extension Measure {
    /// Goodwin 1998.
    static let informationRatio = Measure(
        "information_ratio", "Information ratio", "Benchmark", .ratio,
        "Mean difference from the benchmark's returns over its standard deviation (ddof 1), times the root of periods per year."
    ) { input in
        guard let joint = input.againstBenchmark else { return .nan }
        return ratio(joint.activeMean, joint.activeDeviation) * input.periodsPerYear.squareRoot()
    }
}
