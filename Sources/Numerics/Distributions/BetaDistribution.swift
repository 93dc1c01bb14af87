import Glibc

/// The beta distribution on [0, 1] with shapes α > 0 and β > 0.
public struct BetaDistribution: ContinuousDistribution {
    public let alpha: Double
    public let beta: Double
    private let function: IncompleteBeta

    public init(alpha: Double, beta: Double) throws {
        try StatisticsError.requireShape(alpha, "alpha")
        try StatisticsError.requireShape(beta, "beta")
        self.alpha = alpha
        self.beta = beta
        function = IncompleteBeta(alpha, beta)
    }

    public func density(_ x: Double) -> Double { exp(logDensity(x)) }

    public func logDensity(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x < 0 || x > 1 { return -.infinity }
        if x == 0 || x == 1 {
            let (near, far) = x == 0 ? (alpha, beta) : (beta, alpha)
            return near < 1 ? .infinity : near == 1 ? log(far) : -.infinity
        }
        return function.logSlope(x, 1 - x) - log(x) - log1p(-x)
    }

    private func tails(_ x: Double) -> Tails {
        x < 0 ? Tails(lower: 0) : x > 1 ? Tails(upper: 0) : function.tails(x, 1 - x)
    }

    public func cdf(_ x: Double) -> Double { tails(x).lower }
    public func survival(_ x: Double) -> Double { tails(x).upper }

    public func quantile(_ p: Double) -> Double { Self.point(odds: function.oddsQuantile(p, isUpper: false)) }
    public func upperQuantile(_ p: Double) -> Double { Self.point(odds: function.oddsQuantile(p, isUpper: true)) }

    private static func point(odds: Double) -> Double { odds == .infinity ? 1 : odds / (1 + odds) }
}
