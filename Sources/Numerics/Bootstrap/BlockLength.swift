import Glibc

/// Block lengths that minimise the mean squared error of the bootstrap variance of a mean.
public struct BlockLength: Equatable, Sendable {
    /// Mean block length of the stationary bootstrap.
    public let stationary: Double
    /// Block length of the circular block bootstrap; round it for use.
    public let circular: Double
    /// The number of autocovariances that the estimate sums over on either side.
    public let bandwidth: Int
}

/// The optimal block lengths of Politis and White, "Automatic block-length selection for the dependent bootstrap" (2004), with
/// the correction of Patton, Politis and White (2009): b = (2G²/D)^⅓ n^⅓ with flat-top lag windows, D = 2g(0)² (stationary) or
/// 4/3·g(0)² (circular), bandwidth twice the first lag after which max(5, ⌊log₁₀ n⌋) autocorrelations are below 2√(log₁₀ n/n).
/// Results are at least 1 and at most ⌈min(3√n, n/3)⌉. O(n^1.5). Throws for fewer than 12 values, a value that is not finite, and
/// a constant series.
public func optimalBlockLength(_ x: [Double]) throws -> BlockLength {
    try StatisticsError.requireCount(x, atLeast: 12, "x")
    try StatisticsError.requireFinite(x, "x")
    if isConstant(x) { throw StatisticsError("x", "constant (\(x[0]))", "values that differ") }
    let n = Double(x.count)
    let run = max(5, Int(log10(n)))
    let mostLags = Int(n.squareRoot().rounded(.up)) + run
    let (covariances, correlations) = lagged(x, mostLags)
    let bound = 2 * (log10(n) / n).squareRoot()
    let first = (1...mostLags - run).first { start in (start..<start + run).allSatisfy { correlations[$0] < bound } }
    let bandwidth = min(first.map { 2 * $0 } ?? mostLags, mostLags)
    var g = 0.0
    var variance = covariances[0]
    for k in 1...bandwidth {
        let window = min(1, 2 * (1 - Double(k) / Double(bandwidth)))
        g += 2 * window * Double(k) * covariances[k]
        variance += 2 * window * covariances[k]
    }
    let most = min(3 * n.squareRoot(), n / 3).rounded(.up)
    func length(_ factor: Double) -> Double {
        let value = cbrt(2 * g * g / (factor * variance * variance) * n)
        return value.isNaN ? 1 : min(max(value, 1), most)
    }
    return BlockLength(stationary: length(2), circular: length(4.0 / 3), bandwidth: bandwidth)
}

/// Autocovariances (sums over n) of lags 0 … most, and absolute correlations in which each end's own sum of squares is the scale.
private func lagged(_ x: [Double], _ most: Int) -> (covariances: [Double], correlations: [Double]) {
    let m = mean(x)
    let d = x.map { $0 - m }
    var covariances: [Double] = []
    var correlations: [Double] = []
    let n = d.count
    let whole = d.reduce(0) { $0 + $1 * $1 }
    var (head, tail) = (whole, whole)
    for lag in 0...most {
        var product = 0.0
        d.withUnsafeBufferPointer { d in for t in 0..<n - lag { product += d[t] * d[t + lag] } }
        // Without the first, and without the last, lag + 1 values.
        tail -= d[lag] * d[lag]
        head -= d[n - 1 - lag] * d[n - 1 - lag]
        covariances.append(product / Double(n))
        correlations.append(abs(product) / (tail * head).squareRoot())
    }
    return (covariances, correlations)
}
