import Numerics

extension Measure {
    /// Bailey and López de Prado 2012: Φ(SR·√(n − 1) / √(1 − γ₃·SR + (γ₄ − 1)/4·SR²)).
    static let probabilisticSharpe = Measure(
        "probabilistic_sharpe", "Probabilistic Sharpe", "Ratios", .percent,
        "Probability that the true Sharpe ratio is above zero, given length, skewness and kurtosis of the returns."
    ) { input in
        let n = Double(input.returns.count)
        guard n > 3 else { return .nan }
        let ratio = ratio(input.excessMean, input.deviation)
        return ratio.isNaN ? .nan : normalCDF(ratio * (n - 1).squareRoot() / sharpeVariance(input, ratio).squareRoot())
    }
}
