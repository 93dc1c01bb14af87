import Numerics

/// Order statistics of a sample without sorting all of it: a count of the leading 16 bits of each value finds the bucket of a
/// rank, and only what lies in that bucket, or below it for a tail, is sorted. O(n) plus the sort of what is asked for. Values
/// must not be NaN.
public final class RankedSample {
    public let values: [Double]
    public var count: Int { values.count }
    /// How many values lie below each bucket; one more at the end. Empty while nothing was asked or where sorting is cheaper.
    private var below: [Int32] = []
    /// The smallest values, ascending: all values of the buckets that a call has needed.
    private var lowest: [Double] = []

    public init(_ values: [Double]) {
        self.values = values
        if values.count < 2_048 || values.count > Int(Int32.max) { lowest = values.sorted() }
    }

    /// The `count` smallest values, ascending.
    public func smallest(_ count: Int) -> ArraySlice<Double> {
        let wanted = min(max(count, 0), values.count)
        if lowest.count < wanted { collectLowest(wanted) }
        return lowest[..<wanted]
    }

    /// The value of a rank counted from 0.
    public func value(rank: Int) -> Double {
        precondition(values.indices.contains(rank), "rank \(rank) of \(values.count)")
        // A rank in the lower eighth is asked for with the tail below it: sorting that once serves both.
        if rank < values.count / 8 && rank >= lowest.count { collectLowest(rank + 1) }
        if rank < lowest.count { return lowest[rank] }
        countBuckets()
        let bucket = bucket(ofRank: rank)
        var inside = values.filter { RankedSample.bucket($0) == bucket }
        inside.sortByDigits()
        return inside[rank - Int(below[bucket])]
    }

    /// By linear interpolation between neighbours: Hyndman and Fan's type 7, as `Numerics.quantile(sorted:_:)`.
    public func quantile(_ p: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let position = p * Double(values.count - 1)
        let low = Int(position)
        let first = value(rank: min(low, values.count - 1))
        guard low + 1 < values.count else { return first }
        return first + (position - Double(low)) * (value(rank: low + 1) - first)
    }

    private func collectLowest(_ wanted: Int) {
        countBuckets()
        let last = bucket(ofRank: wanted - 1)
        var tail: [Double] = []
        tail.reserveCapacity(Int(below[last + 1]))
        for value in values where RankedSample.bucket(value) <= last { tail.append(value) }
        tail.sortByDigits()
        lowest = tail
    }

    private func countBuckets() {
        guard below.isEmpty else { return }
        var counts = [Int32](repeating: 0, count: 65_537)
        counts.withUnsafeMutableBufferPointer { counts in for value in values { counts[RankedSample.bucket(value) + 1] += 1 } }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        below = counts
    }

    private func bucket(ofRank rank: Int) -> Int {
        var (low, high) = (0, 65_536)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(below[middle]) <= rank { low = middle } else { high = middle }
        }
        return low
    }

    /// The leading bits of a key that ascends with the value; −0 and 0 share the key of 0.
    @inline(__always)
    private static func bucket(_ value: Double) -> Int {
        let bits = (value + 0).bitPattern
        return Int((bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)) >> 48)
    }
}
