import Numerics

extension Measure {
    /// Jensen 1968.
    static let alpha = Measure(
        "alpha", "Alpha", "Benchmark", .percent,
        "Jensen's alpha: mean excess return less beta times that of the benchmark, times periods per year."
    ) { input in
        guard let joint = input.againstBenchmark else { return .nan }
        return (input.excessMean - marketBeta(input) * (joint.benchmark.mean - input.riskFreePeriod)) * input.periodsPerYear
    }
}
