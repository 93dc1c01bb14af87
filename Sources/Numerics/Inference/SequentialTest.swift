import Glibc

/// A test of "the mean is zero" that may be looked at after every observation: the chance that it ever rejects a true hypothesis
/// is held at `significance`, however often one looks and whenever one stops.
///
/// It is the t-test e-process with a Gaussian mixture over the standardised mean δ = μ/σ, the ratio of likelihoods under
/// δ ~ N(0, 1/c²) and under δ = 0, both with σ integrated out by dσ/σ (Lai, "On confidence sequences", 1976; Wang and Ramdas,
/// "Anytime-valid t-tests and confidence sequences for Gaussian means with unknown variance", 2024). With n observations of mean
/// x̄ and deviation s (ddof 0)
///
///     Eₙ = √q · ((1 + δ²)/(1 + qδ²))^(n/2)     δ = x̄/s,  q = c²/(n + c²)
///
/// and the hypothesis is rejected once Eₙ ≥ 1/significance. For independent normal observations that is exact by Ville's
/// inequality. For others it is asymptotic, as are the confidence sequences of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
/// ("Time-uniform central limit theory and asymptotic confidence sequences", 2024), whose boundary it shares for large n. Three
/// guards, each of which can only make rejection later, bring the asymptotics down to the lengths of real experiments:
///
/// * Skewness: δ is replaced by Hall's transformation of it ("On the removal of skewness by transformation", 1992),
///   δ + γδ²/3 + γ²δ³/27 + γ/(6n) with the skewness γ, wherever that is nearer to zero.
/// * Serial correlation: n is divided by the long-run variance over s², the largest of 1, of Bartlett's sum over eight lags
///   (Newey and West 1987) and of (1 + ρ)/(1 − ρ), which is that of an autoregression of order one.
/// * Rare events: nothing is decided before `warmUp` observations other than zero, of which `leastOfEachSign` are above and as
///   many below zero: a strategy that earns a little always and loses much seldom has shown neither before.
///
/// What no test can see is a rare event that has not happened: where one observation in a hundred carries the whole mean, the
/// error rate is above the stated one. Measured rates are in docs/ab-testing.md. O(1) an observation, constant memory,
/// deterministic.
public struct SequentialTest: Equatable, Sendable {
    /// The first observation at which the hypothesis was rejected; it stays rejected.
    public struct Rejection: Equatable, Sendable {
        /// Number of the observation, from 1.
        public let observation: Int
        /// Whether the mean was above zero then.
        public let isPositive: Bool
    }

    public let significance: Double
    /// The number of observations at which the confidence sequence is narrowest for their spread; any other is allowed.
    public let tunedFor: Int
    public let warmUp: Int
    public let leastOfEachSign: Int
    /// c², in observations.
    let precision: Double

    public private(set) var count = 0
    public private(set) var positiveCount = 0
    public private(set) var negativeCount = 0
    public private(set) var mean = 0.0
    /// Sums of the second and third powers of the deviations from the mean.
    private var squares = 0.0
    private var cubes = 0.0
    private var serial = AutocovarianceSums()
    public private(set) var rejection: Rejection?
    /// The largest evidence at any look since the warm-up.
    private var largestLogEvidence = 0.0

    /// Throws for a significance outside (0, 1), a horizon below 1 and negative counts.
    public init(significance: Double = 0.05, tunedFor: Int = 500, warmUp: Int = 30, leastOfEachSign: Int = 5) throws {
        try StatisticsError.requireProbability(significance, "significance")
        guard tunedFor >= 1 else { throw StatisticsError("tunedFor", tunedFor, "at least 1 observation") }
        guard warmUp >= 0 else { throw StatisticsError("warmUp", warmUp, "at least 0 observations") }
        guard leastOfEachSign >= 0 else { throw StatisticsError("leastOfEachSign", leastOfEachSign, "at least 0 observations") }
        self.significance = significance
        self.tunedFor = tunedFor
        self.warmUp = warmUp
        self.leastOfEachSign = leastOfEachSign
        precision = Self.precision(significance, tunedFor)
    }

    /// Takes the next observation. Throws for one that is not a finite number below 1e100; the state stays as it was.
    public mutating func observe(_ value: Double) throws {
        guard value.magnitude < 1e100 else {
            throw StatisticsError("value", value, at: count, "a finite number, smaller than 1e100")
        }
        if value > 0 { positiveCount += 1 } else if value < 0 { negativeCount += 1 }
        addMoments(of: value)
        serial.add(value)
        // Without its guards the evidence is never smaller: log E rises with |δ| and is convex in n from log E = 0 at n = 0.
        // Where even that is nothing new, the guards need no work.
        guard hasWarmedUp, unguardedLogEvidence(mean / spread, Double(count)) > largestLogEvidence else { return }
        let evidence = logEvidence(against: 0)
        largestLogEvidence = max(largestLogEvidence, evidence)
        if rejection == nil, evidence >= -log(significance) {
            rejection = Rejection(observation: count, isPositive: mean > 0)
        }
    }

    /// The one-pass recurrences of Pébay (2008).
    private mutating func addMoments(of value: Double) {
        let before = Double(count)
        count += 1
        let n = Double(count)
        let step = (value - mean) / n
        let term = step * step * n * before
        mean += step
        cubes += term * step * (n - 2) - 3 * step * squares
        squares += term
    }

    /// Whether enough has been seen for a decision of any kind.
    public var hasWarmedUp: Bool {
        positiveCount + negativeCount >= warmUp && min(positiveCount, negativeCount) >= leastOfEachSign
            && squares > 1e-20 * Double(count) * mean * mean
    }

    /// Standard deviation of the observations, ddof 1; NaN of fewer than two.
    public var standardDeviation: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : .nan }
    /// Standard deviation, ddof 0.
    var spread: Double { (squares / Double(count)).squareRoot() }

    /// Skewness of the observations without correction for their number; 0 without spread.
    public var skewness: Double {
        let cube = spread * spread * spread
        return cube.isNormal ? cubes / Double(count) / cube : 0
    }

    /// By how much serial correlation raises the variance of the mean; at least 1.
    public var varianceInflation: Double {
        let variance = squares / Double(count)
        guard variance.isNormal else { return 1 }
        let covariances = serial.values
        // Near one the quotient has no use; a series so persistent is not one of returns.
        let correlation = min(covariances[0] / variance, 0.9)
        return max(1, 1 + AutocovarianceSums.bartlett(covariances) / variance, (1 + correlation) / (1 - correlation))
    }

    /// Independent observations that would tell as much.
    public var effectiveCount: Double { count > 0 ? Double(count) / varianceInflation : 0 }

    /// log Eₙ of the hypothesis that the mean is `value`; 0, which says nothing, while there is no spread.
    public func logEvidence(against value: Double) -> Double {
        guard squares > 0 else { return 0 }
        let n = effectiveCount
        return unguardedLogEvidence(corrected((mean - value) / spread, effectiveCount: n), n)
    }

    /// log Eₙ of n independent observations without skewness at the standardised distance δ.
    private func unguardedLogEvidence(_ delta: Double, _ n: Double) -> Double {
        let share = precision / (n + precision)
        // Far out the ratio of squares is 1/q; beyond it squares would overflow.
        let square = min(delta * delta, 1e200)
        return 0.5 * log(share) + n / 2 * (log1p(square) - log1p(share * square))
    }

    /// Hall's transformation where it lessens the standardised distance; 0 where it would turn its sign.
    private func corrected(_ delta: Double, effectiveCount n: Double) -> Double {
        let gamma = skewness
        let term = gamma * delta / 3
        let hall = delta * (1 + term + term * term / 3) + gamma / (6 * n)
        return delta > 0 ? max(0, min(delta, hall)) : min(0, max(delta, hall))
    }

    /// The e-value of this moment: a bet against the hypothesis that began with 1 is worth this now.
    public var evidence: Double { exp(logEvidence(against: 0)) }

    /// The always-valid p-value: one over the largest evidence at any look since the warm-up, at most 1. It never rises.
    public var pValue: Double { exp(-largestLogEvidence) }
}
