/// xoshiro256++ 1.0 (Blackman and Vigna 2019), seeded by SplitMix64: the same numbers on every machine.
public struct SeededRandom: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    public init(seed: UInt64) {
        var seed = seed
        func next() -> UInt64 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            var z = seed
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        state = (next(), next(), next(), next())
    }

    public mutating func bits() -> UInt64 {
        func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
        let result = rotated(state.0 &+ state.3, 23) &+ state.0
        let t = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= t
        state.3 = rotated(state.3, 45)
        return result
    }

    /// Uniform in [0, 1).
    public mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// The sum of twelve uniforms less six: mean 0, variance 1, made of additions alone, so that no library's logarithm decides
    /// its bits. Its tails end at ±6 and are thinner than the normal's: good enough for made-up prices, not for statistics.
    public mutating func bell() -> Double {
        var sum: UInt64 = 0
        // Four 16-bit uniforms a word.
        for _ in 0..<3 {
            let word = bits()
            sum &+= (word & 0xffff) &+ (word >> 16 & 0xffff) &+ (word >> 32 & 0xffff) &+ (word >> 48)
        }
        return (Double(sum) + 6) / 65_536 - 6
    }
}
