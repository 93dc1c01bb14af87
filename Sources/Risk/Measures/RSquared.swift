import Numerics

extension Measure {
    /// Share of the variance that the market model explains.
    static let rSquared = Measure(
        "r_squared", "R²", "Benchmark", .ratio,
        "Square of the correlation with the benchmark."
    ) { input in
        guard !input.benchmarkReturns.isEmpty else { return .nan }
        let r = correlation(input.returns, input.benchmarkReturns)
        return r * r
    }
}
