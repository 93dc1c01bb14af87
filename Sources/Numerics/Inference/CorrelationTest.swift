/// A correlation coefficient and the test of its being zero.
public struct CorrelationTest: Equatable, Sendable {
    public enum Method: String, Sendable {
        case pearson
        case spearman
    }

    public let method: Method
    /// In [−1, 1].
    public let coefficient: Double
    /// t = r√((n − 2)/(1 − r²)); infinite where |r| = 1.
    public let statistic: Double
    /// n − 2.
    public let degreesOfFreedom: Double
    /// From Student's t: exact for Pearson's r of normal data, an approximation for Spearman's.
    public let pValue: Double
    public let alternative: Alternative
}

/// Pearson's correlation of pairs with its p-value, O(n). Throws for series of different lengths, fewer than three pairs, a value
/// that is not finite and a constant series.
public func pearsonTest(_ x: [Double], _ y: [Double], alternative: Alternative = .twoSided) throws -> CorrelationTest {
    try requirePairs(x, y)
    return try tested(x, y, .pearson, alternative)
}

/// Spearman's rank correlation with its p-value: Pearson's of the ranks, ties given their average rank. O(n log n). Throws as
/// `pearsonTest` does.
public func spearmanTest(_ x: [Double], _ y: [Double], alternative: Alternative = .twoSided) throws -> CorrelationTest {
    try requirePairs(x, y)
    return try tested(averageRanks(x).ranks, averageRanks(y).ranks, .spearman, alternative)
}

private func requirePairs(_ x: [Double], _ y: [Double]) throws {
    try StatisticsError.requireOneLength(x, y)
    for (series, name) in [(x, "x"), (y, "y")] {
        try StatisticsError.requireCount(series, atLeast: 3, name)
        try StatisticsError.requireFinite(series, name)
        if isConstant(series) {
            throw StatisticsError(name, "constant (\(series[0]))", "values that differ: correlation is not defined")
        }
    }
}

private func tested(
    _ x: [Double], _ y: [Double], _ method: CorrelationTest.Method, _ alternative: Alternative
) throws -> CorrelationTest {
    let (r, distance) = correlationAndDistance(x, y)
    let degrees = Double(x.count - 2)
    let t = r * (degrees / distance).squareRoot()
    return CorrelationTest(
        method: method, coefficient: r, statistic: t, degreesOfFreedom: degrees,
        pValue: try alternative.pValue(t: t, degreesOfFreedom: degrees), alternative: alternative)
}

/// r and 1 − r². With u and v the deviations scaled to length one, 1 ∓ r = ½|u ∓ v|², which keeps the digits that 1 − r² loses
/// where |r| is near 1.
private func correlationAndDistance(_ x: [Double], _ y: [Double]) -> (r: Double, distance: Double) {
    let (u, v) = (unitDeviations(x), unitDeviations(y))
    var (product, minus, plus) = (0.0, 0.0, 0.0)
    for index in u.indices {
        product += u[index] * v[index]
        minus += (u[index] - v[index]) * (u[index] - v[index])
        plus += (u[index] + v[index]) * (u[index] + v[index])
    }
    // Below the rounding of the unit vectors the pairs lie on a line.
    let near = min(minus, plus) / 2
    let exact = near < Double(x.count) * 0x1p-104 ? 0 : near
    let r = exact == 0 ? (product < 0 ? -1 : 1) : max(-1, min(1, product))
    return (r, exact * (2 - exact))
}

private func unitDeviations(_ x: [Double]) -> [Double] {
    // Scaled by the largest first, so that squares neither overflow nor underflow.
    let m = mean(x)
    let largest = x.reduce(0) { max($0, abs($1 - m)) }
    let deviations = x.map { ($0 - m) / largest }
    let length = deviations.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return deviations.map { $0 / length }
}
