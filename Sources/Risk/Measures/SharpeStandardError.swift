extension Measure {
    /// Mertens 2002, after Lo 2002: √((1 − γ₃·SR + (γ₄ − 1)/4·SR²) / n), annualised.
    static let sharpeStandardError = Measure(
        "sharpe_standard_error", "Sharpe std. error", "Ratios", .ratio,
        "Of the yearly Sharpe ratio for independent returns, with skewness and kurtosis."
    ) { input in
        let n = Double(input.returns.count)
        guard n > 3 else { return .nan }
        let ratio = ratio(input.excessMean, input.deviation)
        return (sharpeVariance(input, ratio) / n).squareRoot() * input.periodsPerYear.squareRoot()
    }
}
