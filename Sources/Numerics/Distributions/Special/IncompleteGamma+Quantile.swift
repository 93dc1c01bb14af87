import Glibc

extension IncompleteGamma {
    /// The x with lower (or upper) tail p; 0 and ∞ at the ends, NaN for p outside [0, 1].
    func quantile(_ p: Double, isUpper: Bool) -> Double {
        guard p > 0, p < 1, a > 0 else { return p == 0 || p == 1 ? ((p == 0) == isUpper ? .infinity : 0) : .nan }
        if p > 0.5 { return quantile(1 - p, isUpper: !isUpper) }
        // P ≈ xᵃ/Γ(a + 1) for small x.
        let power = (log(p) + Elementary.logGamma(a + 1)) / a
        if !isUpper, power < -745 { return 0 }
        // Wilson and Hilferty (1931): the cube root is nearly normal.
        let z = standardNormalQuantile(p) * (isUpper ? -1 : 1)
        let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
        var start = a * root * root * root
        if !isUpper, a < 1 || root < 0.3 { start = exp(power) }
        if isUpper, a < 1 { start = max(min(-log(p), -log(p) + (a - 1) * log(-log(p))), 1e-3) }
        let sign = isUpper ? -1.0 : 1
        return LogNewton.solve(start: start, p: p, sign: sign) { x in
            let t = self.tails(x)
            return (isUpper ? t.upper : t.lower, exp(self.logSlope(x)), a - x)
        }
    }
}
