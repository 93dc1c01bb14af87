import Numerics

extension Measure {
    /// Historical value at risk of one period.
    static let valueAtRisk99 = Measure(
        "var_99", "VaR 99 %", "Risk", .percent,
        "The 1 % quantile of returns (linear interpolation), as a negative fraction."
    ) { input in
        input.returns.contains { $0.isNaN } ? .nan : quantile(sorted: input.sortedReturns, 0.01)
    }
}
