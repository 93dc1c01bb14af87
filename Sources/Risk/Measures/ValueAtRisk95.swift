import Numerics

extension Measure {
    /// Historical value at risk of one period.
    static let valueAtRisk95 = Measure(
        "var_95", "VaR 95 %", "Risk", .percent,
        "The 5 % quantile of returns (linear interpolation), as a negative fraction."
    ) { input in
        input.returns.contains { $0.isNaN } ? .nan : quantile(sorted: input.sortedReturns, 0.05)
    }
}
