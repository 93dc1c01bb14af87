import Glibc
import Numerics

/// The expansion of Cornish and Fisher (1937) to third order: a quantile from the normal one, the skewness S and excess kurtosis
/// K, w(z) = z + (z² − 1)·S/6 + (z³ − 3z)·K/24 − (2z³ − 5z)·S²/36.
///
/// It is a quantile function only where w ascends for all z, which is so in the domain of (S, K) in `isMonotone` (Maillard 2012).
/// S and K are the expansion's parameters; the skewness and kurtosis of the distribution that it makes come near them only when
/// both are small.
public struct CornishFisher: Equatable, Sendable {
    public let skewness: Double
    public let excessKurtosis: Double

    public init(skewness: Double, excessKurtosis: Double) throws {
        try RiskChecks.finite(skewness, "skewness")
        try RiskChecks.finite(excessKurtosis, "excessKurtosis")
        self.skewness = skewness
        self.excessKurtosis = excessKurtosis
    }

    public func quantile(z: Double) -> Double { z + (z * z - 1) * skewness / 6 + cubic * z * z * z + linear * z }

    /// Whether w ascends everywhere: S²/9 ≤ 4·(K/8 − S²/6)·(1 − K/8 + 5S²/36), with K/8 − S²/6 not negative.
    public var isMonotone: Bool {
        let (a, c) = (3 * cubic, 1 + linear)
        return a >= 0 && c >= 0 && skewness * skewness / 9 <= 4 * a * c
    }

    var cubic: Double { excessKurtosis / 24 - skewness * skewness / 18 }
    var linear: Double { -excessKurtosis / 8 + 5 * skewness * skewness / 36 }

    /// The mean of w over the tail below z times the normal probability there: −∫ w·φ from −∞ to z, in closed form.
    func partialMean(below z: Double) -> Double {
        guard z.isFinite else { return 0 }
        let density = NormalDistribution.standard.density(z)
        return density * (1 + z * skewness / 6 + cubic * (z * z + 2) + linear)
    }

    /// VaR and expected shortfall in units of the deviation, of the plain expansion.
    func plain(tail: Double) -> (valueAtRisk: Double, expectedShortfall: Double) {
        let z = NormalDistribution.standard.quantile(tail)
        return (-quantile(z: z), partialMean(below: z) / tail)
    }
}
