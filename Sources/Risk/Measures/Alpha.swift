import Numerics

extension Measure {
    /// Jensen 1968.
    static let alpha = Measure(
        "alpha", "Alpha", "Benchmark", .percent,
        "Jensen's alpha: mean excess return less beta times that of the benchmark, times periods per year."
    ) { input in
        guard !input.benchmarkReturns.isEmpty else { return .nan }
        let beta = ratio(covariance(input.returns, input.benchmarkReturns), variance(input.benchmarkReturns))
        return (input.excessMean - beta * (mean(input.benchmarkReturns) - input.riskFreePeriod)) * input.periodsPerYear
    }
}
