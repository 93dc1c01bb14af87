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

    /// Fills `indices` with one resample of 0, …, indices.count − 1. O(n), two words of the stream a block.
    func draw(_ indices: inout [Int], _ stream: inout RandomStream) {
        let n = indices.count
        switch self {
        case .independent: for place in 0..<n { indices[place] = stream.integer(below: n) }
        case .circular(let length): Self.fill(&indices, &stream) { _ in length }
        case .stationary(let mean):
            if mean == 1 { return Self.independent.draw(&indices, &stream) }
            let logContinue = PortableMath.log1m(1 / mean)
            Self.fill(&indices, &stream) { stream in
                // Geometric by inversion: P(length > k) = (1 − 1/mean)ᵏ.
                let length = PortableMath.log(stream.uniform()) / logContinue
                return length < Double(n) ? 1 + Int(length) : n
            }
        }
    }

    private static func fill(_ indices: inout [Int], _ stream: inout RandomStream, length: (inout RandomStream) -> Int) {
        let n = indices.count
        var place = 0
        while place < n {
            var index = stream.integer(below: n)
            let end = min(n, place + length(&stream))
            while place < end {
                indices[place] = index
                index = index + 1 == n ? 0 : index + 1
                place += 1
            }
        }
    }
}
