import Glibc

/// The chi-square distribution with ν > 0 degrees of freedom, not necessarily whole: twice a gamma variable of shape ν/2.
public struct ChiSquareDistribution: ContinuousDistribution {
    public let degreesOfFreedom: Double
    private let gamma: IncompleteGamma

    public init(degreesOfFreedom: Double) throws {
        try StatisticsError.requireShape(degreesOfFreedom, "degreesOfFreedom")
        self.degreesOfFreedom = degreesOfFreedom
        gamma = IncompleteGamma(degreesOfFreedom / 2)
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }

    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return degreesOfFreedom < 2 ? .infinity : degreesOfFreedom == 2 ? log(0.5) : -.infinity }
        return gamma.logSlope(x / 2) - log(x)
    }

    private func tails(_ x: Double) -> Tails { x < 0 ? Tails(lower: 0) : gamma.tails(x / 2) }
    public func cdf(_ x: Double) -> Double { tails(x).lower }
    public func survival(_ x: Double) -> Double { tails(x).upper }
    public func quantile(_ p: Double) -> Double { 2 * gamma.quantile(p, isUpper: false) }
    public func upperQuantile(_ p: Double) -> Double { 2 * gamma.quantile(p, isUpper: true) }
}
