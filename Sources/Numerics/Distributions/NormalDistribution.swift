import Glibc

/// The standard normal distribution function, by the complementary error function.
public func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

/// The normal distribution. Density and tails by `exp` and `erfc`, quantile by AS 241 (Wichura 1988), relative error about 1e-15.
public struct NormalDistribution: ContinuousDistribution, Equatable {
    public let mean: Double
    public let standardDeviation: Double

    public static let standard = NormalDistribution()

    private init() { (mean, standardDeviation) = (0, 1) }

    /// Throws unless the mean is finite and the standard deviation positive and finite.
    public init(mean: Double, standardDeviation: Double) throws {
        guard mean.isFinite else { throw StatisticsError("mean", mean, "a finite number") }
        guard standardDeviation > 0, standardDeviation.isFinite else {
            throw StatisticsError("standardDeviation", standardDeviation, "a positive finite number")
        }
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    private func z(_ x: Double) -> Double { (x - mean) / standardDeviation }

    public func density(_ x: Double) -> Double {
        let z = z(x)
        return exp(-0.5 * z * z) * 0.398_942_280_401_432_677_9 / standardDeviation
    }

    public func logDensity(_ x: Double) -> Double {
        let z = z(x)
        return -0.5 * z * z - Elementary.halfLog2Pi - log(standardDeviation)
    }

    public func cdf(_ x: Double) -> Double { normalCDF(z(x)) }
    public func survival(_ x: Double) -> Double { normalCDF(-z(x)) }
    public func quantile(_ p: Double) -> Double { mean + standardDeviation * standardNormalQuantile(p) }
    public func upperQuantile(_ p: Double) -> Double { mean - standardDeviation * standardNormalQuantile(p) }
}
