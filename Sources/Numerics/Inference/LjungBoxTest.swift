/// The Ljung-Box test (1978): are the first h autocorrelations zero? Q = n(n + 2) Σ r²ₖ/(n − k), chi-square with
/// h − (fitted parameters) degrees of freedom.
public struct LjungBoxTest: Equatable, Sendable {
    public let statistic: Double
    public let pValue: Double
    public let lags: Int
    public let degreesOfFreedom: Int
    /// r₁ … r_h, sums over n and about one mean.
    public let autocorrelations: [Double]
}

/// The Ljung-Box test of `x` at `lags`, O(n·lags). `fittedParameters` is p + q where x are residuals of an ARMA(p, q). Throws for
/// lags outside 1 …  n − 1, no degree of freedom left, a value that is not finite, and a constant series.
public func ljungBoxTest(_ x: [Double], lags: Int, fittedParameters: Int = 0) throws -> LjungBoxTest {
    try StatisticsError.requireCount(x, atLeast: 2, "x")
    try StatisticsError.requireFinite(x, "x")
    guard lags >= 1, lags < x.count else {
        throw StatisticsError("lags", lags, "from 1 to \(x.count - 1), fewer than the values")
    }
    guard fittedParameters >= 0, fittedParameters < lags else {
        throw StatisticsError("fittedParameters", fittedParameters, "from 0 to \(lags - 1), fewer than the lags")
    }
    if isConstant(x) { throw StatisticsError("x", "constant (\(x[0]))", "values that differ") }
    let autocorrelations = sampleAutocorrelations(x, lags: lags)
    let n = Double(x.count)
    var total = 0.0
    for (index, r) in autocorrelations.enumerated() { total += r * r / (n - Double(index + 1)) }
    let statistic = n * (n + 2) * total
    let degrees = lags - fittedParameters
    return LjungBoxTest(
        statistic: statistic, pValue: try ChiSquareDistribution(degreesOfFreedom: Double(degrees)).survival(statistic),
        lags: lags,
        degreesOfFreedom: degrees, autocorrelations: autocorrelations)
}

/// r₁ … r_lags of a series that varies, lags < n: Σ dₜdₜ₊ₖ/Σ d²ₜ with d the deviations from the mean.
func sampleAutocorrelations(_ x: [Double], lags: Int) -> [Double] {
    let m = mean(x)
    let largest = x.reduce(0) { max($0, abs($1 - m)) }
    let d = x.map { ($0 - m) / largest }
    return d.withUnsafeBufferPointer { d in
        func product(_ lag: Int) -> Double {
            var total = 0.0
            for t in 0..<d.count - lag { total += d[t] * d[t + lag] }
            return total
        }
        let whole = product(0)
        return (1...lags).map { product($0) / whole }
    }
}
