import Glibc

/// The F distribution, a ratio of two chi-squares each divided by its degrees of freedom ν₁ (numerator) and ν₂ (denominator).
public struct FDistribution: ContinuousDistribution {
    public let numeratorDegrees: Double
    public let denominatorDegrees: Double
    private let function: IncompleteBeta

    public init(numeratorDegrees: Double, denominatorDegrees: Double) throws {
        try StatisticsError.requireShape(numeratorDegrees, "numeratorDegrees")
        try StatisticsError.requireShape(denominatorDegrees, "denominatorDegrees")
        self.numeratorDegrees = numeratorDegrees
        self.denominatorDegrees = denominatorDegrees
        function = IncompleteBeta(numeratorDegrees / 2, denominatorDegrees / 2)
    }

    private var scale: Double { numeratorDegrees / denominatorDegrees }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }

    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x < 0 || x == .infinity { return -.infinity }
        if x == 0 { return numeratorDegrees < 2 ? .infinity : numeratorDegrees == 2 ? 0 : -.infinity }
        let w = x * scale
        if w > 1e-300 && w < 1e300 { return function.logSlope(odds: w) - log(x) }
        // Only the power of the small one of x and y is left.
        let logOdds = log(x) + log(scale)
        return (w < 1 ? function.a * logOdds : -function.b * logOdds) - function.logBeta - log(x)
    }

    private func tails(_ x: Double) -> Tails {
        if x <= 0 { return Tails(lower: 0) }
        let w = x * scale
        if w > 1e-300 && w < 1e300 || x.isNaN { return function.tails(odds: w) }
        let logOdds = log(x) + log(scale)
        return w < 1
            ? Tails(lower: function.swapped.farTail(logOdds: -logOdds)) : Tails(upper: function.farTail(logOdds: logOdds))
    }

    public func cdf(_ x: Double) -> Double { tails(x).lower }
    public func survival(_ x: Double) -> Double { tails(x).upper }
    public func quantile(_ p: Double) -> Double { function.oddsQuantile(p, isUpper: false) / scale }
    public func upperQuantile(_ p: Double) -> Double { function.oddsQuantile(p, isUpper: true) / scale }
}
