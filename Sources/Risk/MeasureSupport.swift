import Numerics

/// Mean of the returns at or below their quantile `p`.
func tailMean(_ input: MeasureInput, _ p: Double) -> Double {
    let sorted = input.sortedReturns
    guard !sorted.isEmpty, !input.returns.contains(where: { $0.isNaN }) else { return .nan }
    let bound = quantile(sorted: sorted, p)
    let tail = sorted.prefix { $0 <= bound }
    return tail.isEmpty ? sorted[0] : sum(Array(tail)) / Double(tail.count)
}

/// n times the variance of a Sharpe ratio per period: 1 − γ₃·SR + (γ₄ − 1)/4·SR², γ₄ being the kurtosis of which a normal has three.
func sharpeVariance(_ input: MeasureInput, _ ratio: Double) -> Double {
    1 - skewness(input.returns) * ratio + (excessKurtosis(input.returns) + 2) / 4 * ratio * ratio
}

/// Returns less those of the benchmark; empty where there is none of the same length.
func activeReturns(_ input: MeasureInput) -> [Double] {
    guard input.benchmarkReturns.count == input.returns.count else { return [] }
    return zip(input.returns, input.benchmarkReturns).map { $0 - $1 }
}

/// Mean return over the benchmark's mean return in those periods in which the benchmark's return is `chosen`.
func capture(_ input: MeasureInput, _ chosen: (Double) -> Bool) -> Double {
    guard input.benchmarkReturns.count == input.returns.count else { return .nan }
    let pairs = zip(input.returns, input.benchmarkReturns).filter { chosen($0.1) }
    return ratio(pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 })
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
