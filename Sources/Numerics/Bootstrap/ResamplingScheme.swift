/// How a bootstrap draws a series of n values out of the n observed.
public enum ResamplingScheme: Equatable, Sendable {
    /// Every value by itself (Efron 1979): for observations without dependence in time.
    case independent
    /// Blocks of geometrically distributed length with this mean (at least 1), starting anywhere, wrapping at the end: the
    /// stationary bootstrap of Politis and Romano (1994).
    case stationary(meanBlockLength: Double)
    /// Blocks of one length, starting anywhere, wrapping at the end; the last block is cut (Politis and Romano 1992).
    case circular(blockLength: Int)

    /// Throws for a length below 1 or above `count`.
    func validate(count: Int) throws {
        switch self {
        case .independent: break
        case .stationary(let mean):
            guard mean >= 1, mean <= Double(count) else {
                throw StatisticsError("meanBlockLength", mean, "from 1 to \(count), the length of the series")
            }
        case .circular(let length):
            guard (1...count).contains(length) else {
                throw StatisticsError("blockLength", length, "from 1 to \(count), the length of the series")
            }
        }
    }

    /// Over how many observations dependence is kept, rounded up.
    var span: Int {
        switch self {
        case .independent: 1
        case .stationary(let mean): Int(mean.rounded(.up))
        case .circular(let length): length
        }
    }

    /// One resample of 0, …, count − 1 as runs of consecutive numbers, none past the end, lengths adding up to `count`. O(runs),
    /// two words of the stream a block.
    func draw(_ count: Int, into runs: inout [Range<Int>], _ stream: inout RandomStream) {
        runs.removeAll(keepingCapacity: true)
        switch self {
        case .independent: Self.fill(count, &runs, &stream) { _ in 1 }
        case .circular(let length): Self.fill(count, &runs, &stream) { _ in length }
        case .stationary(let mean):
            if mean == 1 { return Self.fill(count, &runs, &stream) { _ in 1 } }
            let logContinue = PortableMath.log1m(1 / mean)
            Self.fill(count, &runs, &stream) { stream in
                // Geometric by inversion: P(length > k) = (1 − 1/mean)ᵏ.
                let length = PortableMath.log(stream.uniform()) / logContinue
                return length < Double(count) ? 1 + Int(length) : count
            }
        }
    }

    @inline(__always)
    private static func fill(
        _ count: Int, _ runs: inout [Range<Int>], _ stream: inout RandomStream, length: (inout RandomStream) -> Int
    ) {
        var left = count
        while left > 0 {
            let start = stream.integer(below: count)
            let size = min(left, length(&stream))
            left -= size
            runs.append(start..<min(count, start + size))
            if start + size > count { runs.append(0..<start + size - count) }
        }
    }
}
