import Glibc

/// The same functions of the odds w = x/y, as F and t need them, and their inverse.
extension IncompleteBeta {
    func logSlope(odds w: Double) -> Double { logSlope(w / (1 + w), 1 / (1 + w)) }

    func tails(odds w: Double) -> Tails {
        w < 1e300 ? tails(w / (1 + w), 1 / (1 + w)) : Tails(upper: farTail(logOdds: log(w)))
    }

    /// 1 − Iₓ for odds so large that it is yᵇ/(bB(a, b)) with y = 1/w, given their logarithm because they may not be a double.
    func farTail(logOdds: Double) -> Double { exp(-b * logOdds - logBeta - log(b)) }

    /// The odds w with lower (or upper) tail p; 0 and ∞ at the ends, NaN for p outside [0, 1].
    func oddsQuantile(_ p: Double, isUpper: Bool) -> Double {
        guard p > 0, p < 1, a > 0, b > 0 else { return p == 0 || p == 1 ? ((p == 0) == isUpper ? .infinity : 0) : .nan }
        if p > 0.5 { return oddsQuantile(1 - p, isUpper: !isUpper) }
        if isUpper { return 1 / swapped.oddsQuantile(p, isUpper: false) }
        // Iₓ ≈ xᵃ/(aB) for small x.
        let power = (log(p) + log(a) + logBeta) / a
        if power < -710 { return 0 }
        return LogNewton.solve(start: start(p, power), p: p) { w in
            let t = self.tails(odds: w).lower
            return (t, exp(self.logSlope(odds: w)), (a - b * w) / (1 + w))
        }
    }

    /// Where Newton's iteration begins: the power law in the far tail and for small a, else Carter's normal approximation of
    /// log odds (1947; Abramowitz and Stegun 26.5.22).
    private func start(_ p: Double, _ power: Double) -> Double {
        if a <= 1 || power < -2 && (b * exp(power) < 0.1) { return exp(power) }
        if b <= 1 {
            // Near 1 the other tail is a power of y: 1 − Iₓ ≈ yᵇ/(bB).
            let y = exp((log1p(-p) + log(b) + logBeta) / b)
            return y < 0.2 ? 1 / y : max(exp(power), 0.1)
        }
        let y = -standardNormalQuantile(p)
        let (ra, rb) = (1 / (2 * a - 1), 1 / (2 * b - 1))
        let h = 2 / (ra + rb)
        let lambda = (y * y - 3) / 6
        let w = y * max(h + lambda, 0).squareRoot() / h - (rb - ra) * (lambda + 5.0 / 6 - 2 / (3 * h))
        return a / b * exp(max(min(-2 * w, 300), -300))
    }
}
