import Glibc

/// The F distribution, a ratio of two chi-squares each divided by its degrees of freedom ν₁ (numerator) and ν₂ (denominator).
public struct FDistribution: ContinuousDistribution {
    public let numeratorDegrees: Double
    public let denominatorDegrees: Double
    private let function: IncompleteBeta

    public init(numeratorDegrees: Double, denominatorDegrees: Double) throws {
        for (name, value) in [("numeratorDegrees", numeratorDegrees), ("denominatorDegrees", denominatorDegrees)]
        where !(value > 0 && value.isFinite) {
            throw StatisticsError(name, value, "a positive finite number")
        }
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
        return function.logSlope(odds: x * scale) - log(x)
    }

    private func tails(_ x: Double) -> Tails { x < 0 ? Tails(lower: 0) : function.tails(odds: x * scale) }
    public func cdf(_ x: Double) -> Double { tails(x).lower }
    public func survival(_ x: Double) -> Double { tails(x).upper }
    public func quantile(_ p: Double) -> Double { function.oddsQuantile(p, isUpper: false) / scale }
    public func upperQuantile(_ p: Double) -> Double { function.oddsQuantile(p, isUpper: true) / scale }
}
