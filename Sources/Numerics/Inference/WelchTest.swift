/// Welch's t test: do two independent samples have one mean, whatever their variances?
///
/// t = (x̄ − ȳ)/√(s²ₓ/nₓ + s²ᵧ/nᵧ), degrees of freedom by Welch and Satterthwaite (Welch 1947), variances with ddof 1.
public struct WelchTest: Equatable, Sendable {
    public let statistic: Double
    public let degreesOfFreedom: Double
    public let pValue: Double
    public let alternative: Alternative
    /// x̄ − ȳ.
    public let meanDifference: Double
    /// Of the difference of means.
    public let standardError: Double

    /// Two-sided confidence interval of the difference of means; throws for a confidence outside (0, 1).
    public func interval(confidence: Double) throws -> ClosedRange<Double> {
        try StatisticsError.requireProbability(confidence, "confidence")
        let quantile = try StudentTDistribution(degreesOfFreedom: degreesOfFreedom).upperQuantile((1 - confidence) / 2)
        return meanDifference - quantile * standardError...meanDifference + quantile * standardError
    }
}

/// Welch's t test of `x` against `y`, O(nₓ + nᵧ). Throws for fewer than two values in a sample, a value that is not finite, and
/// two constant samples, for which t is not defined.
public func welchTest(_ x: [Double], _ y: [Double], alternative: Alternative = .twoSided) throws -> WelchTest {
    for (sample, name) in [(x, "x"), (y, "y")] {
        try StatisticsError.requireCount(sample, atLeast: 2, name)
        try StatisticsError.requireFinite(sample, name)
    }
    let (nx, ny) = (Double(x.count), Double(y.count))
    let (sx, sy) = (isConstant(x) ? 0 : variance(x) / nx, isConstant(y) ? 0 : variance(y) / ny)
    guard sx + sy > 0 else { throw StatisticsError("x", "constant, and so is y", "at least one sample that varies") }
    let difference = mean(x) - mean(y)
    let error = (sx + sy).squareRoot()
    // Shares of the variance, so that squares of tiny variances cannot underflow.
    let (px, py) = (sx / (sx + sy), sy / (sx + sy))
    let degrees = 1 / (px * px / (nx - 1) + py * py / (ny - 1))
    let t = difference / error
    return WelchTest(
        statistic: t, degreesOfFreedom: degrees, pValue: try alternative.pValue(t: t, degreesOfFreedom: degrees),
        alternative: alternative, meanDifference: difference, standardError: error)
}

/// Whether all values are equal, by comparison: a computed variance of equal values need not be 0.
func isConstant(_ x: [Double]) -> Bool { x.allSatisfy { $0 == x[0] } }
