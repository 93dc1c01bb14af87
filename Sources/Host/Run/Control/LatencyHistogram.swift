/// Counts of durations in fixed buckets: recording allocates nothing and costs a few instructions, histograms add up, and a quantile
/// is off by at most 1/64 of its value.
///
/// Log-linear buckets (G. Tene's HdrHistogram): below 32 ns one bucket a nanosecond, above it 32 equal buckets in every power of
/// two. Durations from 2^36 ns (69 s) on share the last one. 8.5 kB.
struct LatencyHistogram: Sendable {
    private static let bits = 5
    private static let perOctave = 1 << bits
    private static let largestExponent = 35
    static let bucketCount = perOctave * (largestExponent - bits + 2)

    private var counts = [UInt64](repeating: 0, count: bucketCount)
    private(set) var count: UInt64 = 0
    private(set) var minimum = UInt64.max
    private(set) var maximum: UInt64 = 0

    static func bucket(of nanoseconds: UInt64) -> Int {
        guard nanoseconds >= UInt64(perOctave) else { return Int(nanoseconds) }
        let exponent = 63 - nanoseconds.leadingZeroBitCount
        guard exponent <= largestExponent else { return bucketCount - 1 }
        let shift = exponent - bits
        return (shift + 1) << bits + Int(nanoseconds >> UInt64(shift)) - perOctave
    }

    /// The smallest duration of a bucket, and how many nanoseconds it spans.
    static func range(of bucket: Int) -> (start: UInt64, width: UInt64) {
        guard bucket >= 2 * perOctave else { return (UInt64(bucket), 1) }
        let shift = UInt64(bucket >> bits - 1)
        return (UInt64(bucket & (perOctave - 1) + perOctave) << shift, 1 << shift)
    }

    mutating func record(nanoseconds: UInt64) {
        counts[LatencyHistogram.bucket(of: nanoseconds)] += 1
        count += 1
        if nanoseconds < minimum { minimum = nanoseconds }
        if nanoseconds > maximum { maximum = nanoseconds }
    }

    mutating func merge(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
    }

    mutating func removeAll() {
        for index in counts.indices { counts[index] = 0 }
        (count, minimum, maximum) = (0, .max, 0)
    }

    /// The duration in nanoseconds that `fraction` of the durations do not exceed (the ⌈fraction · count⌉-th smallest: Hyndman & Fan's
    /// definition 1), as the middle of its bucket, never outside what was recorded; nil without durations.
    ///
    /// - Parameter fraction: from 0 (the smallest) to 1 (the largest).
    func quantile(_ fraction: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = min(max(UInt64((min(max(fraction, 0), 1) * Double(count)).rounded(.up)), 1), count)
        if rank == count { return Double(maximum) }
        var seen: UInt64 = 0
        for (index, number) in counts.enumerated() {
            seen += number
            guard seen >= rank else { continue }
            let (start, width) = LatencyHistogram.range(of: index)
            return min(max(Double(start) + Double(width - 1) / 2, Double(minimum)), Double(maximum))
        }
        return Double(maximum)
    }

    /// The median and the 99th percentile in microseconds; nil without durations.
    var callbackTime: StrategyStatus.CallbackTime? {
        guard let p50 = quantile(0.5), let p99 = quantile(0.99) else { return nil }
        return .init(p50: p50 / 1000, p99: p99 / 1000)
    }
}
