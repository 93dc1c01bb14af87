/// Logarithm and exponential from IEEE 754 + − × ÷ and exponent arithmetic alone, so that their bits are the same everywhere: C
/// libraries differ in the last place. Errors are below one unit in the last place and a half. For random streams; elsewhere
/// Glibc's are faster.
enum PortableMath {
    /// ln 2 as a sum; the first has 21 trailing zero bits, so that its products with exponents are exact.
    private static let ln2High = 0x1.62e42fee00000p-1
    private static let ln2Low = 0x1.a39ef35793c76p-33

    /// Natural logarithm: x = 2ᵏ(1 + f) with 1 + f in [√½, √2), then log(1 + f) = f − f²/2 + s(f²/2 + R), s = f/(2 + f),
    /// R = Σ 2s²ⁿ/(2n + 1), n ≥ 1.
    static func log(_ x: Double) -> Double {
        guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
        var k = Double(x.exponent)
        var f = x.significand
        if f > 0x1.6a09e667f3bcdp0 {
            f *= 0.5
            k += 1
        }
        return combined(f - 1, k)
    }

    /// log(1 − p) for 0 ≤ p ≤ ½, without forming 1 − p where p is small.
    static func log1m(_ p: Double) -> Double { p < 0.29 ? combined(-p, 0) : log(1 - p) }

    private static func combined(_ f: Double, _ k: Double) -> Double {
        let s = f / (2 + f)
        let z = s * s
        let w = z * z
        let even = 2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19 + w * (2.0 / 23)))))
        let odd = 2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21))))
        let r = z * (even + z * odd)
        let half = 0.5 * f * f
        return k * ln2High - ((half - (s * (half + r) + k * ln2Low)) - f)
    }

    /// eˣ: x = k ln 2 + r, |r| ≤ ½ ln 2, Taylor's polynomial of degree 13 for eʳ − 1, then an exact scaling.
    static func exp(_ x: Double) -> Double {
        if x.isNaN || x > 709.8 { return x.isNaN ? x : .infinity }
        if x < -746 { return 0 }
        let k = (x * 0x1.71547652b82fep0).rounded()
        let r = (x - k * ln2High) - k * ln2Low
        let q = r * r
        let even =
            1.0 / 2 + q * (1.0 / 24 + q * (1.0 / 720 + q * (1.0 / 40_320 + q * (1.0 / 3_628_800 + q * (1.0 / 479_001_600)))))
        let odd =
            1.0 / 6 + q
            * (1.0 / 120 + q * (1.0 / 5_040 + q * (1.0 / 362_880 + q * (1.0 / 39_916_800 + q * (1.0 / 6_227_020_800)))))
        let value = 1 + (r + q * (even + r * odd))
        // In two steps: 2ᵏ alone may be outside the range of doubles where the product is inside.
        let half = Int(k) / 2
        return value * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: Int(k) - half, significand: 1)
    }

    /// eˣ − 1 without cancellation about zero: Kahan's (u − 1)·x/log u with u = eˣ.
    static func expm1(_ x: Double) -> Double {
        let u = exp(x)
        if u == 1 { return x }
        let less = u - 1
        if less == -1 || u.isInfinite || abs(x) > 1 { return less }
        return less * x / log(u)
    }
}
