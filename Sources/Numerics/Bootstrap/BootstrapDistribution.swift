/// The bootstrap distribution of a statistic.
public struct BootstrapDistribution: Equatable, Sendable {
    public enum Interval: String, Sendable, CaseIterable {
        /// Quantiles of the replicates.
        case percentile
        /// Quantiles of the replicates reflected about the estimate.
        case basic
        /// Bias-corrected and accelerated (Efron 1987).
        case bca = "BCa"
    }

    /// The statistic of the data themselves.
    public let estimate: Double
    /// The statistic of each resample, in the order of their numbers.
    public let replicates: [Double]
    public let scheme: ResamplingScheme
    /// Efron's acceleration from the jackknife that leaves out one group of consecutive observations at a time; groups are as
    /// long as a block, or longer so that there are at most 200. NaN where the jackknife does not vary or is not defined.
    public let acceleration: Double
    private let ascending: [Double]

    init(estimate: Double, replicates: [Double], scheme: ResamplingScheme, acceleration: Double) {
        self.estimate = estimate
        self.replicates = replicates
        self.scheme = scheme
        self.acceleration = acceleration
        ascending = replicates.sorted()
    }

    /// Standard deviation of the replicates, ddof 1.
    public var standardError: Double { standardDeviation(replicates) }
    /// Mean of the replicates less the estimate.
    public var bias: Double { mean(replicates) - estimate }

    /// A two-sided confidence interval; quantiles by linear interpolation (type 7). Throws for a confidence outside (0, 1), and
    /// for BCa where it is not defined: all replicates on one side of the estimate, or no acceleration.
    public func interval(_ kind: Interval, confidence: Double) throws -> ClosedRange<Double> {
        try StatisticsError.requireProbability(confidence, "confidence")
        let tail = (1 - confidence) / 2
        switch kind {
        case .percentile: return ordered(quantile(sorted: ascending, tail), quantile(sorted: ascending, 1 - tail))
        case .basic:
            return ordered(2 * estimate - quantile(sorted: ascending, 1 - tail), 2 * estimate - quantile(sorted: ascending, tail))
        case .bca:
            let (low, high) = (try bcaLevel(tail), try bcaLevel(1 - tail))
            return ordered(quantile(sorted: ascending, low), quantile(sorted: ascending, high))
        }
    }

    private func ordered(_ a: Double, _ b: Double) -> ClosedRange<Double> { min(a, b)...max(a, b) }

    /// Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))), z₀ from the share of replicates below the estimate, those equal to it counted half.
    private func bcaLevel(_ p: Double) throws -> Double {
        var below = 0.0
        for value in replicates { below += value < estimate ? 1 : value == estimate ? 0.5 : 0 }
        let z0 = standardNormalQuantile(below / Double(replicates.count))
        guard z0.isFinite else {
            throw StatisticsError("replicates", "all on one side of the estimate \(estimate)", "some on either side")
        }
        guard acceleration.isFinite else {
            throw StatisticsError(
                "statistic", "without variation in the jackknife", "one that changes when observations are left out")
        }
        let z = z0 + standardNormalQuantile(p)
        guard 1 - acceleration * z > 0 else {
            throw StatisticsError("confidence", p, "a level that the acceleration \(acceleration) allows, nearer to the middle")
        }
        return normalCDF(z0 + z / (1 - acceleration * z))
    }

    /// The p-value of `null` as the true value, from the replicates recentred on it:
    /// (1 + number at least as far out)/(1 + B) (Davison and Hinkley 1997, section 4.2). Never 0.
    public func pValue(null: Double = 0, alternative: Alternative = .twoSided) -> Double {
        let observed = estimate - null
        var extreme = 1
        for value in replicates {
            let d = value - estimate
            let isExtreme =
                switch alternative {
                case .twoSided: abs(d) >= abs(observed)
                case .greater: d >= observed
                case .less: d <= observed
                }
            if isExtreme { extreme += 1 }
        }
        return Double(extreme) / Double(replicates.count + 1)
    }
}
