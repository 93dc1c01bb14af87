import Glibc

/// The regularized incomplete gamma functions P(a, x) (lower) and Q(a, x) (upper), a > 0, x ≥ 0; NaN outside.
///
/// Power series below x = a + 1, Legendre's continued fraction above, and for a > 100 within 0.3·a of the transition Temme's
/// uniform expansion ("The asymptotic expansion of the incomplete gamma functions", 1979; DLMF 8.12), so that the work is
/// bounded for every a. The smaller of the two keeps about 13 digits down to 1e-300, as far as x itself determines it.
public func regularizedGamma(_ a: Double, _ x: Double) -> Tails { IncompleteGamma(a).tails(x) }

struct IncompleteGamma: Sendable {
    let a: Double
    private let logScale: Double

    init(_ a: Double) {
        self.a = a
        // x^a e^−x/Γ(a) = √(a/2π) exp(a·(log(1 + u) − u) − δ(a)), u = (x − a)/a.
        logScale = a > 0 && a.isFinite ? 0.5 * log(a) - Elementary.halfLog2Pi - Elementary.stirlingError(a) : .nan
    }

    /// log of xᵃe⁻ˣ/Γ(a), the derivative of P by log x.
    func logSlope(_ x: Double) -> Double {
        let u = (x - a) / a
        if u == .infinity { return -.infinity }
        let deviation = u < -0.5 ? log(x) - log(a) - u : Elementary.log1pMinus(u)
        return logScale + a * deviation
    }

    func tails(_ x: Double) -> Tails {
        guard a > 0, a.isFinite, x >= 0 else { return .undefined }
        if x == 0 { return Tails(lower: 0) }
        if x == .infinity { return Tails(upper: 0) }
        if a > 100, abs(x - a) < 0.3 * a { return temme(x) }
        if x >= a + 1 { return Tails(upper: exp(logSlope(x)) * fraction(x)) }
        if a < 1, x < 1.1 {
            let upper = smallShapeUpper(x)
            if upper < 0.5 { return Tails(upper: upper) }
        }
        return Tails(lower: exp(logSlope(x)) / a * series(x))
    }

    /// Σ xⁿ/((a + 1)…(a + n)).
    private func series(_ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var denominator = a
        while term > 1e-17 * sum {
            denominator += 1
            term *= x / denominator
            sum += term
        }
        return sum
    }

    /// Γ(a, x)/(xᵃe⁻ˣ) by the modified Lentz method.
    private func fraction(_ x: Double) -> Double {
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var h = d
        for i in 1...100_000 {
            let coefficient = -Double(i) * (Double(i) - a)
            b += 2
            d = 1 / Self.notZero(coefficient * d + b)
            c = Self.notZero(b + coefficient / c)
            let step = c * d
            h *= step
            if abs(step - 1) < 2e-16 { break }
        }
        return h
    }

    static func notZero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }

    /// Q for a < 1, x about 1 or less, without subtracting P from 1: P = e^w (1 + S), w = a log x − log Γ(1 + a),
    /// S = a Σ (−x)ᵏ/(k!(a + k)), so Q = −(e^w − 1) − e^w S.
    private func smallShapeUpper(_ x: Double) -> Double {
        let logGamma = a <= 0.5 ? Elementary.logGamma1p(a) : Elementary.logGamma(a + 1)
        let w = a * log(x) - logGamma
        var sum = 0.0
        var power = 1.0
        for k in 1...40 {
            power *= -x / Double(k)
            let term = a * power / (a + Double(k))
            sum += term
            if abs(term) < 1e-18 * abs(sum) { break }
        }
        return -expm1(w) - exp(w) * sum
    }

    /// Q = ½ erfc(η√(a/2)) + R, η²/2 = u − log(1 + u), R = e^(−aη²/2)/√(2πa) Σ Cₖ(η) a⁻ᵏ.
    private func temme(_ x: Double) -> Tails {
        let u = (x - a) / a
        let half = -Elementary.log1pMinus(u)
        let eta = (u < 0 ? -1 : 1) * (2 * half).squareRoot()
        var sum = 0.0
        for row in TemmeCoefficients.rows.reversed() {
            var value = 0.0
            for coefficient in row.reversed() { value = value * eta + coefficient }
            sum = sum / a + value
        }
        let rest = exp(-a * half) / (2 * Double.pi * a).squareRoot() * sum
        let z = abs(eta) * (a / 2).squareRoot()
        return u < 0 ? Tails(lower: 0.5 * erfc(z) - rest) : Tails(upper: 0.5 * erfc(z) + rest)
    }
}
