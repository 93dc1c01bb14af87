import Glibc

/// The regularized incomplete beta function Iₓ(a, b) (lower) and 1 − Iₓ(a, b) (upper), a > 0, b > 0, 0 ≤ x ≤ 1; NaN outside.
public func regularizedBeta(_ a: Double, _ b: Double, _ x: Double) -> Tails { IncompleteBeta(a, b).tails(x, 1 - x) }

/// Iₓ(a, b) from x and y = 1 − x, both with full relative precision.
///
/// On the side of the mean where Iₓ is small: the power series where bx is small or b ≤ 1; for b ≤ 1 and x near 1 the expansion
/// in incomplete gamma functions, for large a and b near the mean the uniform expansion, elsewhere the continued fraction; all
/// three of DiDonato and Morris, "Significant digit computation of the incomplete beta function ratios" (ACM TOMS 708, 1992).
/// The front factor is Loader's saddle-point form (2000), which keeps its digits for large a and b.
struct IncompleteBeta: Sendable {
    let a: Double
    let b: Double
    private let logScale: Double

    init(_ a: Double, _ b: Double) {
        self.a = a
        self.b = b
        let valid = a > 0 && b > 0 && a.isFinite && b.isFinite
        logScale =
            valid
            ? 0.5 * (log(min(a, b)) + log(max(a, b) / (a + b))) - Elementary.halfLog2Pi + Elementary.stirlingError(a + b)
                - Elementary.stirlingError(a) - Elementary.stirlingError(b)
            : .nan
    }

    var swapped: IncompleteBeta { IncompleteBeta(b, a, logScale) }

    private init(_ a: Double, _ b: Double, _ logScale: Double) {
        self.a = a
        self.b = b
        self.logScale = logScale
    }

    /// b·x − a·y = (a + b)·x − a, the distance from the mean, rounded about once.
    private func deviation(_ x: Double, _ y: Double) -> Double {
        let product = a * y
        let error = (-product).addingProduct(a, y)
        return (-product).addingProduct(b, x) - error
    }

    /// log of xᵃyᵇ/B(a, b), the derivative of Iₓ by log(x/y).
    func logSlope(_ x: Double, _ y: Double) -> Double {
        let d = deviation(x, y)
        return logScale + Self.scaled(a, d / a, x, a + b) + Self.scaled(b, -d / b, y, a + b)
    }

    /// k·(log(1 + u) − u), with 1 + u = n·x/k known more precisely where it is small.
    private static func scaled(_ k: Double, _ u: Double, _ x: Double, _ n: Double) -> Double {
        u < -0.5 ? k * (log(x) - log(k / n) - u) : k * Elementary.log1pMinus(u)
    }

    /// log B(a, b).
    var logBeta: Double {
        let (small, large) = (min(a, b), max(a, b))
        let share = small / (a + b)
        return -logScale + small * log(share) + large * log1p(-share)
    }

    func tails(_ x: Double, _ y: Double) -> Tails {
        guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, y >= 0 else { return .undefined }
        if x == 0 { return Tails(lower: 0) }
        if y == 0 { return Tails(upper: 0) }
        return deviation(x, y) > 0 ? swapped.small(x: y, y: x).swapped : small(x: x, y: y)
    }

    /// With x at or below the mean a/(a + b).
    private func small(x: Double, y: Double) -> Tails {
        if b <= 1 || b * x <= 0.7 || a <= 1 {
            if x <= 0.7 || b > 1 || b * log1p(-x) > -1e-3 && a < 1 { return powerSeries(x, y) }
            return Tails(lower: largeFirst(x, y))
        }
        if min(a, b) > 1_000, -deviation(x, y) <= 0.03 * min(a, b) { return Tails(lower: uniform(x, y)) }
        return Tails(lower: exp(logSlope(x, y)) * fraction(x, y))
    }

    /// xᵃ/(aB) (1 + a Σ (1 − b)(2 − b)…(n − b)/n! xⁿ/(a + n)).
    private func powerSeries(_ x: Double, _ y: Double) -> Tails {
        var coefficient = 1.0
        var sum = 0.0
        for n in 1...1_000_000 {
            coefficient *= (Double(n) - b) / Double(n) * x
            let term = coefficient / (a + Double(n))
            sum += term
            if abs(term) <= 1e-17 * abs(sum) { break }
        }
        // yᵇ is in the slope and not in the series.
        let logFront = logSlope(x, y) - b * (y < 0.5 ? log(y) : log1p(-x)) - log(a)
        let lower = exp(logFront) * (1 + a * sum)
        if lower < 0.9 { return Tails(lower: lower) }
        return Tails(lower: lower, upper: -expm1(logFront) - exp(logFront) * a * sum)
    }

    /// DiDonato and Morris's continued fraction for Iₓ·B/(xᵃyᵇ), a > 1, b > 1.
    private func fraction(_ x: Double, _ y: Double) -> Double {
        let lambda = -deviation(x, y)
        let c = 1 + lambda
        let c0 = b / a
        let c1 = 1 + 1 / a
        let yPlus1 = y + 1
        var (p, s, n) = (1.0, a + 1, 0.0)
        var (an, bn, an1, bn1) = (0.0, 1.0, 1.0, c / c1)
        var r = c1 / c
        while n < 1_000_000 {
            n += 1
            var t = n / a
            let w = n * (b - n) * x
            var e = a / s
            let alpha = p * (p + c0) * e * e * (w * x)
            e = (t + 1) / (c1 + t + t)
            let beta = n + w / s + e * (c + n * yPlus1)
            p = t + 1
            s += 2
            t = alpha * an + beta * an1
            an = an1
            an1 = t
            t = alpha * bn + beta * bn1
            bn = bn1
            bn1 = t
            let before = r
            r = an1 / bn1
            if abs(r - before) <= 1e-16 * r { break }
            an /= bn1
            bn /= bn1
            an1 = r
            bn1 = 1
        }
        return r
    }
}
