/// The standard normal quantile of a probability p in [0, 1]: Wichura, "Algorithm AS 241: the percentage points of the normal
/// distribution" (1988), PPND16, relative error about 1e-16 down to p = 1e-316. With our own logarithm, so that the bits are the
/// same on every platform. −∞ at 0, ∞ at 1, NaN outside.
func standardNormalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
        let r = 0.180625 - q * q
        return q * NormalQuantile.centre(r)
    }
    let tail = q < 0 ? p : 1 - p
    guard tail > 0 else { return tail == 0 ? (q < 0 ? -.infinity : .infinity) : .nan }
    var r = (-PortableMath.log(tail)).squareRoot()
    let z: Double
    if r <= 5 {
        r -= 1.6
        z = NormalQuantile.middle(r)
    } else {
        r -= 5
        z = NormalQuantile.far(r)
    }
    return q < 0 ? -z : z
}

/// The three rational functions of AS 241, numerator and denominator by Horner's rule side by side.
private enum NormalQuantile {
    @inline(__always)
    static func centre(_ r: Double) -> Double {
        var sums = SIMD2<Double>(2.5090809287301226727e3, 5.2264952788528545610e3)
        sums = sums * r + SIMD2<Double>(3.3430575583588128105e4, 2.8729085735721942674e4)
        sums = sums * r + SIMD2<Double>(6.7265770927008700853e4, 3.9307895800092710610e4)
        sums = sums * r + SIMD2<Double>(4.5921953931549871457e4, 2.1213794301586595867e4)
        sums = sums * r + SIMD2<Double>(1.3731693765509461125e4, 5.3941960214247511077e3)
        sums = sums * r + SIMD2<Double>(1.9715909503065514427e3, 6.8718700749205790830e2)
        sums = sums * r + SIMD2<Double>(1.3314166789178437745e2, 4.2313330701600911252e1)
        sums = sums * r + SIMD2<Double>(3.3871328727963666080, 1.0)
        return sums[0] / sums[1]
    }

    @inline(__always)
    static func middle(_ r: Double) -> Double {
        var sums = SIMD2<Double>(7.74545014278341407640e-4, 1.05075007164441684324e-9)
        sums = sums * r + SIMD2<Double>(2.27238449892691845833e-2, 5.47593808499534494600e-4)
        sums = sums * r + SIMD2<Double>(2.41780725177450611770e-1, 1.51986665636164571966e-2)
        sums = sums * r + SIMD2<Double>(1.27045825245236838258, 1.48103976427480074590e-1)
        sums = sums * r + SIMD2<Double>(3.64784832476320460504, 6.89767334985100004550e-1)
        sums = sums * r + SIMD2<Double>(5.76949722146069140550, 1.67638483018380384940)
        sums = sums * r + SIMD2<Double>(4.63033784615654529590, 2.05319162663775882187)
        sums = sums * r + SIMD2<Double>(1.42343711074968357734, 1.0)
        return sums[0] / sums[1]
    }

    @inline(__always)
    static func far(_ r: Double) -> Double {
        var sums = SIMD2<Double>(2.01033439929228813265e-7, 2.04426310338993978564e-15)
        sums = sums * r + SIMD2<Double>(2.71155556874348757815e-5, 1.42151175831644588870e-7)
        sums = sums * r + SIMD2<Double>(1.24266094738807843860e-3, 1.84631831751005468180e-5)
        sums = sums * r + SIMD2<Double>(2.65321895265761230930e-2, 7.86869131145613259100e-4)
        sums = sums * r + SIMD2<Double>(2.96560571828504891230e-1, 1.48753612908506148525e-2)
        sums = sums * r + SIMD2<Double>(1.78482653991729133580, 1.36929880922735805310e-1)
        sums = sums * r + SIMD2<Double>(5.46378491116411436990, 5.99832206555887937690e-1)
        sums = sums * r + SIMD2<Double>(6.65790464350110377720, 1.0)
        return sums[0] / sums[1]
    }
}
