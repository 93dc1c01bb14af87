/// A stream of random numbers: Philox4x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3" (SC 2011).
///
/// The key of the block cipher is `(seed, stream)` and its counter starts at 1, so that the words are those of
/// `numpy.random.Philox(key=[seed, stream]).random_raw()`. Streams with another seed or another stream key are independent
/// keyed permutations; there is no state to correlate and none to warm up. The period is 2⁶⁶ words.
///
/// Everything made of a stream (uniforms, normals, shuffles) uses integer operations and IEEE 754 + − × ÷ √ alone, with our own
/// logarithm and exponential, so a seed gives the same bits on every platform and in every release of this library. Swift's own
/// `shuffled(using:)` may change between compilers; use `shuffle` here instead.
///
/// A value: a copy repeats what the original gives. Not cryptographic.
public struct RandomStream: Sendable {
    public let seed: UInt64
    public let stream: UInt64
    /// Number of the block that `words` holds.
    private var counter: UInt64 = 0
    private var words = SIMD4<UInt64>()
    private var used = 4

    public init(seed: UInt64, stream: UInt64 = 0) {
        self.seed = seed
        self.stream = stream
    }

    /// The stream whose key is the 64-bit hash of a name: FNV-1a over its UTF-8 bytes, finished by SplitMix64's mixer. Two names
    /// share a stream with probability 2⁻⁶⁴.
    public init(seed: UInt64, stream name: String) {
        self.init(seed: seed, stream: Self.key(of: name))
    }

    static func key(of name: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3 }
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }

    /// An independent stream for part number `index` of the work, whatever has been drawn from this one: one per bootstrap
    /// replicate or simulated path lets each be made alone, in any order, on any thread. Its key is the first word of the block
    /// at a counter that no stream reaches; two parts share a stream with probability 2⁻⁶⁴.
    public func substream(_ index: UInt64) -> RandomStream {
        let block = Philox4x64.block(counter: SIMD4(index, 0, 0, 1 << 63), key: (seed, stream))
        return RandomStream(seed: seed, stream: block[0])
    }

    /// The next 64 bits.
    @inline(__always)
    public mutating func bits() -> UInt64 {
        if used == 4 { refill() }
        let word = words[used]
        used += 1
        return word
    }

    @inline(never)
    private mutating func refill() {
        counter &+= 1
        words = Philox4x64.block(counter: SIMD4(counter, 0, 0, 0), key: (seed, stream))
        used = 0
    }

    /// Leaves out the next `count` words in constant time.
    public mutating func skip(_ count: UInt64) {
        let position = (counter &* 4 &+ UInt64(used)) &- 4 &+ count
        counter = position / 4
        used = 4
        let part = Int(position % 4)
        if part > 0 {
            refill()
            used = part
        }
    }
}
