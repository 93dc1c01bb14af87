import Glibc

/// Confidence interval of Pearson's correlation of `count` pairs by Fisher's transformation (1921): tanh(artanh r ± z/√(n − 3)).
/// The whole of [−1, 1] for fewer than four pairs, which say nothing.
/// - Throws: `StatisticsError` for a correlation outside [−1, 1] and a confidence outside (0, 1).
public func fisherInterval(correlation r: Double, count: Int, confidence: Double = 0.95) throws -> ClosedRange<Double> {
    guard abs(r) <= 1 else { throw StatisticsError("correlation", r, "between −1 and 1") }
    try StatisticsError.requireProbability(confidence, "confidence")
    guard count > 3 else { return -1...1 }
    let half = standardNormalQuantile((1 + confidence) / 2) / Double(count - 3).squareRoot()
    let z = atanh(r)
    return tanh(z - half)...tanh(z + half)
}

/// Two-sided p-value of two independent samples having one correlation, by Fisher's transformation:
/// z = (artanh r₁ − artanh r₂) / √(1/(n₁ − 3) + 1/(n₂ − 3)).
/// - Throws: `StatisticsError` for a correlation outside (−1, 1) and fewer than four pairs.
public func correlationDifferencePValue(_ first: (correlation: Double, count: Int), _ second: (correlation: Double, count: Int))
    throws -> Double
{
    for (sample, name) in [(first, "first"), (second, "second")] {
        guard abs(sample.correlation) < 1 else {
            throw StatisticsError(name, sample.correlation, "a correlation between −1 and 1, both excluded")
        }
        guard sample.count > 3 else { throw StatisticsError(name, "\(sample.count) pairs", "at least 4") }
    }
    let spread = (1 / Double(first.count - 3) + 1 / Double(second.count - 3)).squareRoot()
    return 2 * normalCDF(-abs(atanh(first.correlation) - atanh(second.correlation)) / spread)
}
