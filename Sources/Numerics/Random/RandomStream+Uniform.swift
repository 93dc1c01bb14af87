extension RandomStream {
    /// Uniform in the open interval (0, 1): the midpoints of 2⁵² cells, symmetric about ½.
    @inline(__always)
    public mutating func uniform() -> Double { (Double(bits() >> 12) + 0.5) * 0x1p-52 }

    /// Uniform in [lower, upper); the bounds are finite and ascending.
    public mutating func uniform(_ range: Range<Double>) -> Double {
        let value = range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
        return value < range.upperBound ? value : range.upperBound.nextDown
    }

    /// A tail probability, uniform in (0, ½], with 53 significant bits however small it is, and a fair sign. 63 bits place it;
    /// the one draw in 1,024 that would have fewer significant bits takes a second word for the rest.
    mutating func tail() -> (probability: Double, isUpper: Bool) {
        let word = bits()
        let place = word >> 1
        let refined = place < 1 << 53 ? Double(place) + uniform() : Double(place)
        return (refined * 0x1p-64, word & 1 == 1)
    }

    /// Uniform among 0, 1, …, bound − 1, without bias: Lemire, "Fast random integer generation in an interval" (2019).
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "integer(below: \(bound)): expected a positive bound")
        let range = UInt64(bound)
        var product = bits().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = bits().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// Uniform among the members of a closed range.
    public mutating func integer(_ range: ClosedRange<Int>) -> Int {
        let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        precondition(!overflow && width < .max, "integer(\(range)): expected fewer than 2⁶³ members")
        return range.lowerBound + integer(below: width + 1)
    }

    /// True with probability `p`; of p ≤ 0 never, of p ≥ 1 always.
    public mutating func bernoulli(_ p: Double) -> Bool { uniform() < p }
}
