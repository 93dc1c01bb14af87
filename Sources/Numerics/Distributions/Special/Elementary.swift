import Glibc

/// Small functions whose plain form cancels; everything about gamma and beta is built of them.
enum Elementary {
    /// log(1 + u) − u for u > −1, by the series of artanh with r = u/(2 + u) where |r| ≤ 1/3: no cancellation.
    static func log1pMinus(_ u: Double) -> Double {
        if u < -0.5 || u > 1 { return log1p(u) - u }
        let r = u / (2 + u)
        let y = r * r
        var power = y
        var sum = 0.0
        var n = 3.0
        while power > 1e-17 * sum {
            sum += power / n
            power *= y
            n += 2
            if power == 0 { break }
        }
        return r * (2 * sum - u)
    }

    /// Stirling's error δ(z) = log Γ(z + 1) − (z + ½) log z + z − ½ log 2π for z > 0 (Loader, "Fast and accurate computation of
    /// binomial probabilities", 2000): the asymptotic series from 10 on, below it by δ(z) = δ(z + 1) + (z + ½) log(1 + 1/z) − 1.
    static func stirlingError(_ z: Double) -> Double {
        var shift = 0.0
        var z = z
        while z < 10 {
            shift += z < 1 ? (z + 0.5) * log((z + 1) / z) - 1 : z * log1pMinus(1 / z) + 0.5 * log1p(1 / z)
            z += 1
        }
        let w = 1 / (z * z)
        let tail = 1.0 / 1_188 - w * (691.0 / 360_360 - w * (1.0 / 156 - w * (3_617.0 / 122_400 - w * (43_867.0 / 244_188))))
        return shift + (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1_260 - w * (1.0 / 1_680 - w * tail)))) / z
    }

    /// log Γ(1 + a) for 0 ≤ a ≤ ½, with relative precision as a → 0: −γa + Σ ζ(k)(−a)ᵏ/k, in which the sum of (−a)ᵏ/k is
    /// taken out as −log(1 + a) so that the rest, ζ(k) − 1, falls as 4⁻ᵏ.
    static func logGamma1p(_ a: Double) -> Double {
        var sum = 0.0
        for (index, value) in zetaMinusOne.enumerated().reversed() { sum = (value / Double(index + 2) - a * sum) }
        // γ − 1 belongs to the linear term that log(1 + a) brings.
        return -log1p(a) + a * (1 - 0.577_215_664_901_532_860_6 + a * sum)
    }

    /// ζ(2) − 1, ζ(3) − 1, …
    private static let zetaMinusOne: [Double] = [
        0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
        0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
        0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-05, 3.058823630702049e-05, 1.5282259408651871e-05,
        7.637197637899763e-06, 3.817293264999839e-06, 1.9082127165539388e-06, 9.539620338727962e-07, 4.7693298678780645e-07,
        2.3845050272773299e-07, 1.1921992596531106e-07, 5.960818905125948e-08, 2.9803503514652279e-08,
    ]

    /// log Γ(z) for z > 0.
    static func logGamma(_ z: Double) -> Double {
        if z <= 0.5 { return logGamma1p(z) - log(z) }
        return stirlingError(z) + (z - 0.5) * log(z) - z + halfLog2Pi
    }

    static let halfLog2Pi = 0.918_938_533_204_672_741_8
}
