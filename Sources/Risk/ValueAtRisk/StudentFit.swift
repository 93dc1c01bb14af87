import Glibc
import Numerics

/// Parameters of Student t returns.
public struct StudentFit: Equatable, Sendable {
    public let location: Double
    public let scale: Double
    /// Infinite for the normal.
    public let degreesOfFreedom: Double

    public init(location: Double, scale: Double, degreesOfFreedom: Double) throws {
        try RiskChecks.finite(location, "location")
        try RiskChecks.notNegative(scale, "scale")
        guard degreesOfFreedom > 1 else {
            throw BadRiskInput("degreesOfFreedom is \(degreesOfFreedom): expected a number above 1, below which no mean exists")
        }
        self.location = location
        self.scale = scale
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The t of that mean and standard deviation: scale = σ·√((ν − 2)/ν).
    public init(mean: Double, deviation: Double, degreesOfFreedom v: Double) throws {
        guard v > 2 else {
            throw BadRiskInput("degreesOfFreedom is \(v): expected a number above 2, below which no variance exists")
        }
        try self.init(
            location: mean, scale: v.isInfinite ? deviation : deviation * ((v - 2) / v).squareRoot(), degreesOfFreedom: v)
    }

    /// By moments: ν = 4 + 6/excess kurtosis (G₂); infinite where that is not positive.
    public static func kurtosis(_ returns: [Double]) throws -> StudentFit {
        try RiskChecks.series(returns, "returns", minimum: 4)
        let moments = CentralSums(returns)
        return try StudentFit(
            mean: moments.mean, deviation: moments.standardDeviation(),
            degreesOfFreedom: degrees(kurtosis: moments.excessKurtosis))
    }

    static func degrees(kurtosis: Double) -> Double { kurtosis > 0 ? 4 + 6 / kurtosis : .infinity }

    /// By maximum likelihood over ν from 1.05 to 500: the profile likelihood is maximised in ln ν by golden section, location and
    /// scale for each ν by the expectation-maximisation steps of Kent, Tyler and Vardi (1994). Throws where so many returns are
    /// equal that the likelihood has no maximum. At 500 the data are as good as normal.
    public static func maximumLikelihood(_ returns: [Double]) throws -> StudentFit {
        try RiskChecks.series(returns, "returns", minimum: 4)
        let moments = CentralSums(returns)
        guard moments.second > 0 else { return try StudentFit(location: moments.mean, scale: 0, degreesOfFreedom: .infinity) }
        var profile = StudentProfile(returns, center: moments.mean, spread: (moments.second / Double(moments.count)).squareRoot())
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (log(1.05), log(500.0))
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (atLeft, atRight) = (profile.logLikelihood(exp(left)), profile.logLikelihood(exp(right)))
        while high - low > 1e-7 {
            if atLeft > atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - ratio * (high - low)
                atLeft = profile.logLikelihood(exp(left))
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + ratio * (high - low)
                atRight = profile.logLikelihood(exp(right))
            }
        }
        let degrees = exp((low + high) / 2)
        _ = profile.logLikelihood(degrees)
        guard profile.scale > 1e-6 * moments.standardDeviation() else {
            throw BadRiskInput(
                "returns: so many are \(profile.location) that no t distribution is the most likely one; "
                    + "take the degrees of freedom from the kurtosis, or a historical method")
        }
        return try StudentFit(location: profile.location, scale: profile.scale, degreesOfFreedom: degrees)
    }
}
