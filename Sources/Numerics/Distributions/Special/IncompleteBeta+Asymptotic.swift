import Glibc

extension IncompleteBeta {
    /// Iₓ(a, b) for b ≤ 1 and x near 1: raises a to at least 20 by
    /// Iₓ(a, b) = Iₓ(a + n, b) + xᵃyᵇ/(aB(a, b)) (1 + Σ x(a + b)/(a + 1) …), then expands about incomplete gamma functions.
    func largeFirst(_ x: Double, _ y: Double) -> Double {
        let steps = a > 20 ? 0 : Int(21 - a)
        var sum = 0.0
        var term = 1.0
        for step in 0..<steps {
            sum += term
            let k = a + Double(step)
            term *= x * (k + b) / (k + 1)
        }
        let raised = steps == 0 ? self : IncompleteBeta(a + Double(steps), b)
        return (steps == 0 ? 0 : exp(logSlope(x, y)) / a * sum) + raised.gammaExpansion(x, y)
    }

    /// DiDonato and Morris's BGRAT: Iₓ(a, b) ≈ M Σ dₙJₙ with Jₙ from Q(b, z), z = −ν log x, ν = a + (b − 1)/2.
    private func gammaExpansion(_ x: Double, _ y: Double) -> Double {
        let nu = a + 0.5 * (b - 1)
        let logX = y < 0.5 ? log1p(-y) : log(x)
        let z = -nu * logX
        let inner = IncompleteGamma(b)
        let logR = inner.logSlope(z)
        // Γ(a + b)/(Γ(a)νᵇ), and the whole divided by r = e^−z z^b/Γ(b).
        let logU = logR + logGammaRatio() - b * log(nu)
        let upper = inner.tails(z).upper
        if upper == 0 { return 0 }
        var j = upper / exp(logR)
        let v = 0.25 / (nu * nu)
        let t2 = 0.25 * logX * logX
        var (sum, t, cn, twice) = (j, 1.0, 1.0, 0.0)
        var c: [Double] = []
        var d: [Double] = []
        for n in 1...30 {
            let bp = b + twice
            j = (bp * (bp + 1) * j + (z + bp + 1) * t) * v
            twice += 2
            t *= t2
            cn /= twice * (twice + 1)
            c.append(cn)
            var s = 0.0
            var coefficient = b - Double(n)
            for i in 0..<n - 1 {
                s += coefficient * c[i] * d[n - 2 - i]
                coefficient += b
            }
            d.append((b - 1) * cn + s / Double(n))
            let term = d[n - 1] * j
            sum += term
            if abs(term) <= 1e-17 * abs(sum) { break }
        }
        return exp(logU) * sum
    }

    /// log Γ(a + b) − log Γ(a) for a ≥ 20, b ≤ 1.
    private func logGammaRatio() -> Double {
        let n = a + b
        return Elementary.stirlingError(n) - Elementary.stirlingError(a) + (a - 0.5) * log1p(b / a) + b * log(n) - b
    }

    /// DiDonato and Morris's BASYM for large a and b, x within three hundredths of the mean and below it.
    func uniform(_ x: Double, _ y: Double) -> Double {
        let n = a + b
        let d = b * x - a * y
        let f = -(a * Elementary.log1pMinus(d / a) + b * Elementary.log1pMinus(-d / b))
        let z0 = f.squareRoot()
        let root2 = 2.0.squareRoot()
        let h = min(a, b) / max(a, b)
        let r0 = 1 / (1 + h)
        let r1 = (b - a) / max(a, b)
        let w0 = 1 / (min(a, b) * (1 + h)).squareRoot()
        var j0 = 0.5 * Double.pi.squareRoot() / 2 * scaledErfc(z0)
        var j1 = 0.5 / root2
        var a0 = [2.0 / 3 * r1]
        var c = [-0.5 * a0[0]]
        var e = [-c[0]]
        var sum = j0 + e[0] * w0 * j1
        var (s, h2, hn, w) = (1.0, h * h, 1.0, w0)
        var (zLow, z2) = (z0 * root2, 2 * f)
        var zHigh = z2
        for k in stride(from: 2, through: 20, by: 2) {
            hn *= h2
            a0.append(2 * r0 * (1 + h * hn) / Double(k + 2))
            s += hn
            a0.append(2 * r1 * s / Double(k + 3))
            for i in k...k + 1 { Self.extend(i, a0, &c, &e) }
            j0 = 0.5 / root2 * zLow + Double(k - 1) * j0
            j1 = 0.5 / root2 * zHigh + Double(k) * j1
            zLow *= z2
            zHigh *= z2
            w *= w0
            let even = e[k - 1] * w * j0
            w *= w0
            let odd = e[k] * w * j1
            sum += even + odd
            if abs(even) + abs(odd) <= 1e-17 * sum { break }
        }
        let correction = Elementary.stirlingError(n) - Elementary.stirlingError(a) - Elementary.stirlingError(b)
        return 2 / Double.pi.squareRoot() * exp(-f) * exp(correction) * sum
    }

    /// Coefficient i (from 1) of the two series that BASYM builds from a₀.
    private static func extend(_ i: Int, _ a0: [Double], _ c: inout [Double], _ e: inout [Double]) {
        let r = -0.5 * Double(i + 1)
        var b0 = [r * a0[0]]
        for m in stride(from: 2, through: i, by: 1) {
            var sum = 0.0
            for j in 1..<m { sum += (Double(j) * r - Double(m - j)) * a0[j - 1] * b0[m - j - 1] }
            b0.append(r * a0[m - 1] + sum / Double(m))
        }
        c.append(b0[i - 1] / Double(i + 1))
        var sum = 0.0
        for j in stride(from: 1, to: i, by: 1) { sum += e[i - j - 1] * c[j - 1] }
        e.append(-(sum + c[i - 1]))
    }

    /// e^(z²) erfc(z), z ≥ 0: direct to 5, then the continued fraction.
    private func scaledErfc(_ z: Double) -> Double {
        if z < 5 { return exp(z * z) * erfc(z) }
        var tail = z
        for k in stride(from: 60.0, through: 1, by: -1) { tail = z + 0.5 * k / tail }
        return 1 / (tail * Double.pi.squareRoot())
    }
}
