import Glibc

/// The Jarque-Bera test of normality (1980): JB = n/6·(S² + K²/4), chi-square with 2 degrees of freedom for large n.
public struct JarqueBeraTest: Equatable, Sendable {
    public let statistic: Double
    public let pValue: Double
    /// S = m₃/m₂^1.5 with moments over n: the biased form, on which the test is built.
    public let skewness: Double
    /// K = m₄/m₂² − 3.
    public let excessKurtosis: Double
}

/// The Jarque-Bera test of `x`, O(n). Throws for fewer than three values, a value that is not finite, and a constant series.
public func jarqueBeraTest(_ x: [Double]) throws -> JarqueBeraTest {
    try StatisticsError.requireCount(x, atLeast: 3, "x")
    try StatisticsError.requireFinite(x, "x")
    if isConstant(x) { throw StatisticsError("x", "constant (\(x[0]))", "values that differ") }
    let n = Double(x.count)
    let m = mean(x)
    let scale = (centralSum(x, about: m, power: 2) / n).squareRoot()
    let scaled = x.map { ($0 - m) / scale }
    let s = centralSum(scaled, about: 0, power: 3) / n
    let k = centralSum(scaled, about: 0, power: 4) / n - 3
    let statistic = n / 6 * (s * s + k * k / 4)
    return JarqueBeraTest(statistic: statistic, pValue: exp(-statistic / 2), skewness: s, excessKurtosis: k)
}
