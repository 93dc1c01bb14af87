import Glibc
import Numerics

/// Ways in which the differences of two strategies' returns may come about, each with mean zero and a deviation of about one.
enum DifferenceProcess: String, CaseIterable {
    case normal
    /// Student's t with three degrees of freedom.
    case heavyTailed
    /// A logarithmic normal variable less its mean: skewness 6.2.
    case skewed
    /// The same, turned round: many small gains, few large losses.
    case skewedDown
    /// Wins 19 with probability 1/20, else loses 1: the shape of a strategy with few, large gains.
    case fewLargeGains
    /// Nine differences of ten are zero: the versions seldom disagree.
    case sparse
    /// GARCH(1,1), α 0.10, β 0.88, with t(5) innovations: volatility clusters.
    case clusteredVolatility
    /// GARCH(1,1) and each difference carries 15 % of the one before.
    case clusteredAndCorrelated
    /// Autoregressive with coefficient 0.2.
    case correlated
    /// The deviation trebles halfway.
    case volatilityBreak

    func sample(_ count: Int, _ random: inout RandomStream) -> [Double] {
        var (variance, last) = (1.0, 0.0)
        return (0..<count).map { index in
            switch self {
            case .normal: return random.normal()
            case .heavyTailed: return random.studentT(3) / 3.0.squareRoot()
            case .skewed: return (exponential(random.normal()) - exponential(0.5)) / 2.161_197_415_798_95
            case .skewedDown: return (exponential(0.5) - exponential(random.normal())) / 2.161_197_415_798_95
            case .fewLargeGains: return random.bernoulli(0.05) ? 19 : -1
            case .sparse: return random.bernoulli(0.1) ? random.studentT(3) : 0
            case .clusteredVolatility, .clusteredAndCorrelated:
                let shock = self == .clusteredVolatility ? random.studentT(5) * 0.6.squareRoot() : random.normal()
                let value = variance.squareRoot() * shock
                variance = 0.02 + 0.1 * value * value + 0.88 * variance
                defer { last = value }
                return self == .clusteredVolatility ? value : value + 0.15 * last
            case .correlated:
                last = 0.2 * last + random.normal()
                return last
            case .volatilityBreak: return random.normal() * (index < count / 2 ? 1 : 3)
            }
        }
    }

    private func exponential(_ x: Double) -> Double { Glibc.exp(x) }
}
