import Numerics

/// n times the variance of a Sharpe ratio per period: 1 − γ₃·SR + (γ₄ − 1)/4·SR², γ₄ being the kurtosis of which a normal has
/// three.
func sharpeVariance(_ input: MeasureInput, _ ratio: Double) -> Double {
    1 - input.moments.skewness * ratio + (input.moments.excessKurtosis + 2) / 4 * ratio * ratio
}

/// Slope of the returns on the benchmark's.
func marketBeta(_ input: MeasureInput) -> Double {
    input.againstBenchmark.map { ratio($0.covariance, $0.benchmark.variance()) } ?? .nan
}

/// Pearson's correlation with the benchmark; NaN where either is constant.
func marketCorrelation(_ input: MeasureInput) -> Double {
    guard let joint = input.againstBenchmark else { return .nan }
    let scale = input.deviation * joint.benchmark.standardDeviation()
    return scale > 0 ? joint.covariance / scale : .nan
}

/// The longest run of trades that satisfy `isPart`.
func streak(_ trades: [TradeOutcome], _ isPart: (TradeOutcome) -> Bool) -> Double {
    var (longest, current) = (0, 0)
    for trade in trades {
        current = isPart(trade) ? current + 1 : 0
        longest = max(longest, current)
    }
    return Double(longest)
}
