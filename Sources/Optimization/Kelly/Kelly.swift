import Glibc
import Numerics

/// Fractions of capital that make it grow fastest (Kelly 1956, Thorp 2006).
public enum Kelly {
    /// A stake and what it does.
    public struct Stake: Equatable, Sendable {
        /// Fraction of capital, after `share` of the optimum was taken.
        public var fraction: Double
        /// Mean logarithm of growth per period or bet.
        public var growth: Double
        /// Fraction at which one of the outcomes takes everything; infinite where none can.
        public var ruin: Double
        /// Derivative of the growth at the full optimum: 0 inside the limits.
        public var residual: Double
        public var iterations: Int
    }

    /// A bet that wins `odds` times the stake with `probability` and loses `loss` times the stake otherwise: p / loss − (1 − p) /
    /// odds, 0 where there is no edge.
    public static func bet(probability: Double, odds: Double, loss: Double = 1, share: Double = 1) throws -> Stake {
        guard probability >= 0, probability <= 1 else { throw BadProblem("probability is \(probability), expected 0 to 1") }
        guard odds > 0, odds.isFinite else { throw BadProblem("odds is \(odds), expected a finite number above 0") }
        guard loss > 0, loss.isFinite else { throw BadProblem("loss is \(loss), expected a finite number above 0") }
        try check(share: share)
        let full = max(0, probability / loss - (1 - probability) / odds)
        let fraction = share * full
        var growth = 0.0
        if probability > 0 { growth += probability * log(1 + fraction * odds) }
        if probability < 1 { growth += (1 - probability) * log(1 - fraction * loss) }
        return Stake(fraction: fraction, growth: growth, ruin: 1 / loss, residual: 0, iterations: 0)
    }

    /// (mean − riskFree) / variance, all per period: the limit of small steps (Merton 1969). Growth is mean·f − variance·f² / 2
    /// and of cash; no ruin is seen by two moments, so check `ruinFraction` of the series too.
    public static func moments(mean: Double, variance: Double, riskFree: Double = 0, share: Double = 1) throws -> Stake {
        guard mean.isFinite, riskFree.isFinite else {
            throw BadProblem("mean is \(mean), riskFree \(riskFree), expected finite numbers")
        }
        guard variance > 0, variance.isFinite else {
            throw BadProblem("variance is \(variance), expected a finite number above 0")
        }
        try check(share: share)
        let fraction = share * (mean - riskFree) / variance
        let growth = riskFree + (mean - riskFree) * fraction - variance * fraction * fraction / 2
        return Stake(fraction: fraction, growth: growth, ruin: .infinity, residual: 0, iterations: 0)
    }

    /// The fraction at which the worst of these returns takes everything; infinite where there is no loss.
    public static func ruinFraction(_ returns: [Double]) -> Double {
        let worst = returns.min() ?? 0
        return worst < 0 ? -1 / worst : .infinity
    }

    /// argmax over 0 ≤ f ≤ maximum of the mean of log(1 + f·return), by Newton's method held inside a bracket; O(T) a step.
    ///
    /// Throws where there is no loss and no `maximum`: growth then has no end.
    public static func series(_ returns: [Double], maximum: Double = .infinity, share: Double = 1) throws -> Stake {
        try requireFinite(returns, "returns")
        guard maximum >= 0 else { throw BadProblem("maximum is \(maximum), expected at least 0") }
        try check(share: share)
        let ruin = ruinFraction(returns)
        let count = Double(returns.count)
        func slopes(_ f: Double) -> (Double, Double) {
            var (first, second) = (0.0, 0.0)
            for r in returns {
                let part = r / (1 + f * r)
                first += part
                second -= part * part
            }
            return (first / count, second / count)
        }
        func stake(_ full: Double, _ steps: Int) -> Stake {
            let fraction = share * full
            let growth = returns.reduce(0) { $0 + log1p(fraction * $1) } / count
            return Stake(fraction: fraction, growth: growth, ruin: ruin, residual: slopes(full).0, iterations: steps)
        }
        if slopes(0).0 <= 0 || maximum == 0 { return stake(0, 0) }
        if maximum < ruin, slopes(maximum).0 >= 0 { return stake(maximum, 0) }
        guard ruin < .infinity || maximum < .infinity else {
            throw BadProblem(
                "returns: none of \(returns.count) is a loss, so that growth has no maximum; expected a finite 'maximum' fraction"
            )
        }
        var (low, high) = (0.0, min(ruin, maximum))
        var f = 0.0
        for step in 1...200 {
            let (first, second) = slopes(f)
            if first > 0 { low = f } else { high = f }
            var next = f - first / second
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            if abs(next - f) <= 1e-15 * max(1, f) || next == low && f == low { return stake(next, step) }
            f = next
        }
        return stake(f, 200)
    }

    static func check(share: Double) throws {
        guard share >= 0, share <= 1 else { throw BadProblem("share of Kelly is \(share), expected 0 to 1, as 0.5 for half") }
    }
}
