import Numerics

extension Measure {
    /// Treynor 1965.
    static let treynor = Measure(
        "treynor", "Treynor ratio", "Benchmark", .ratio,
        "Mean excess return times periods per year, over beta."
    ) { input in
        guard !input.benchmarkReturns.isEmpty else { return .nan }
        return ratio(input.excessMean * input.periodsPerYear, ratio(covariance(input.returns, input.benchmarkReturns), variance(input.benchmarkReturns)))
    }
}
