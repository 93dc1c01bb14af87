import Glibc

/// Student's t distribution with ν > 0 degrees of freedom, not necessarily whole; ν = ∞ is the standard normal.
///
/// T² has the F distribution with 1 and ν degrees, and the quantile is the root of that one's, so that values near 0 keep their
/// relative precision too.
public struct StudentTDistribution: ContinuousDistribution {
    public let degreesOfFreedom: Double
    private let square: IncompleteBeta
    /// log of the density at 0.
    private let logPeak: Double

    public init(degreesOfFreedom: Double) throws {
        if degreesOfFreedom != .infinity { try StatisticsError.requireShape(degreesOfFreedom, "degreesOfFreedom") }
        self.degreesOfFreedom = degreesOfFreedom
        let half = min(degreesOfFreedom, 1e15) / 2
        square = IncompleteBeta(0.5, half)
        // log Γ(h + ½) − log Γ(h) − ½ log πν, h = ν/2.
        logPeak =
            half * Elementary.log1pMinus(0.5 / half) + Elementary.stirlingError(half + 0.5) - Elementary.stirlingError(half)
            - Elementary.halfLog2Pi
    }

    private var isNormal: Bool { degreesOfFreedom == .infinity }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }

    public func logDensity(_ x: Double) -> Double {
        if isNormal { return NormalDistribution.standard.logDensity(x) }
        let w = abs(x) / degreesOfFreedom * abs(x)
        let growth = w < 1e300 ? log1p(w) : 2 * log(abs(x)) - log(degreesOfFreedom)
        return logPeak - (degreesOfFreedom + 1) / 2 * growth
    }

    /// P(T > |x|).
    private func tail(_ x: Double) -> Double {
        if isNormal { return normalCDF(-abs(x)) }
        let w = abs(x) / degreesOfFreedom * abs(x)
        if w < 1e300 { return 0.5 * square.tails(odds: w).upper }
        return 0.5 * square.farTail(logOdds: 2 * log(abs(x)) - log(degreesOfFreedom))
    }

    public func cdf(_ x: Double) -> Double { x.isNaN ? x : x < 0 ? tail(x) : 1 - tail(x) }
    public func survival(_ x: Double) -> Double { cdf(-x) }
    // Subtracted from 0 so that the median is 0 and not −0.
    public func upperQuantile(_ p: Double) -> Double { 0 - quantile(p) }

    public func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1, !isNormal else { return standardNormalQuantile(p) }
        if p == 0.5 { return 0 }
        let sign = p < 0.5 ? -1.0 : 1
        let small = min(p, 1 - p)
        if small > 0.25 {
            return sign * (square.oddsQuantile(1 - 2 * small, isUpper: false)).squareRoot() * degreesOfFreedom.squareRoot()
        }
        let w = square.oddsQuantile(2 * small, isUpper: true)
        if w < 1e290 { return sign * w.squareRoot() * degreesOfFreedom.squareRoot() }
        // The inverse of the far tail.
        let logOdds = -(log(2 * small) + square.logBeta + log(square.b)) / square.b
        return sign * exp(logOdds / 2) * degreesOfFreedom.squareRoot()
    }
}
