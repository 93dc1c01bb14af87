extension RandomStream {
    /// Standard normal, by inversion of one tail probability (Wichura 1988, AS 241, relative error 1e-16): full precision
    /// down to the least tail that it draws, 2⁻¹¹⁷ (|z| = 12.4). One word a draw, now and then two.
    @inline(__always)
    public mutating func normal() -> Double {
        let (p, isUpper) = tail()
        let z = standardNormalQuantile(p)
        return isUpper ? -z : z
    }

    public mutating func normal(mean: Double, standardDeviation: Double) -> Double { mean + standardDeviation * normal() }

    /// Exponential with mean 1.
    public mutating func exponential() -> Double {
        let (p, isUpper) = tail()
        // −log of p, or of 1 − p where p is the lower half: both keep their relative precision.
        return isUpper ? -PortableMath.log(p) : -PortableMath.log1m(p)
    }

    /// Student's t with ν > 0 degrees of freedom (ν may be less than one or infinite), by the polar method of Bailey,
    /// "Polar generation of random variates with the t-distribution" (1994). NaN for another ν.
    public mutating func studentT(_ degreesOfFreedom: Double) -> Double {
        guard degreesOfFreedom > 0 else { return .nan }
        if degreesOfFreedom > 1e15 { return normal() }
        while true {
            let u = 2 * uniform() - 1
            let v = 2 * uniform() - 1
            let w = u * u + v * v
            if w >= 1 || w == 0 { continue }
            let excess = PortableMath.expm1(-2 / degreesOfFreedom * PortableMath.log(w))
            return u * (degreesOfFreedom * excess / w).squareRoot()
        }
    }

    /// Gamma with `shape` > 0 and scale 1: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). NaN for
    /// another shape.
    public mutating func gamma(shape: Double) -> Double {
        guard shape > 0, shape.isFinite else { return .nan }
        if shape < 1 {
            let boost = PortableMath.exp(-exponential() / shape)
            return gamma(shape: shape + 1) * boost
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let z = normal()
            let root = 1 + c * z
            if root <= 0 { continue }
            let v = root * root * root
            let bound = 0.5 * z * z + d - d * v + d * PortableMath.log(v)
            if PortableMath.log(uniform()) < bound { return d * v }
        }
    }

    /// Chi-square with ν > 0 degrees of freedom; NaN for another ν.
    public mutating func chiSquare(_ degreesOfFreedom: Double) -> Double { 2 * gamma(shape: degreesOfFreedom / 2) }
}
