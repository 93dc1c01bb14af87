/// What is claimed against the null hypothesis; `less` and `greater` speak of the first sample, or of the coefficient.
public enum Alternative: String, Sendable, CaseIterable {
    case twoSided = "two-sided"
    case less
    case greater

    /// The p-value of a statistic that has Student's t distribution under the null hypothesis.
    func pValue(t: Double, degreesOfFreedom: Double) throws -> Double {
        let distribution = try StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
        switch self {
        case .twoSided: return min(1, 2 * distribution.survival(abs(t)))
        case .less: return distribution.cdf(t)
        case .greater: return distribution.survival(t)
        }
    }
}
