/// A fall of equity below its highest level so far.
public struct Drawdown: Hashable, Sendable {
    /// As a negative fraction of the peak.
    public let depth: Double
    /// UTC nanoseconds of the peak, of the lowest point, and of the return to the peak; `nil` while it lasts.
    public let start: Int64
    public let trough: Int64
    public let recovery: Int64?
    /// From the peak to the recovery, or to the end.
    public let days: Double
}

public enum Drawdowns {
    /// The deepest falls, deepest first; of equal ones the earlier.
    public static func worst(_ count: Int, equity: [Double], times: [Int64]) -> [Drawdown] {
        guard equity.count == times.count else { return [] }
        let spans = DrawdownPath(equity).spans.sorted { ($0.depth, $0.peak) < ($1.depth, $1.peak) }
        return spans.prefix(count).map { span in
            let end = span.recovery ?? equity.count - 1
            return Drawdown(
                depth: span.depth, start: times[span.peak], trough: times[span.trough], recovery: span.recovery.map { times[$0] },
                days: Double(times[end] - times[span.peak]) / 86_400e9)
        }
    }
}

/// The falls of a level series by index, and sums over its depth.
struct DrawdownPath {
    struct Span {
        let peak: Int
        var trough: Int
        var depth: Double
        var recovery: Int?
    }
    private(set) var spans: [Span] = []
    /// Most negative depth; 0 where the level never falls, NaN where a level is NaN.
    private(set) var deepest = 0.0
    private(set) var sum = 0.0
    private(set) var squares = 0.0
    let count: Int

    init(_ level: [Double]) {
        count = level.count
        level.withUnsafeBufferPointer { scan($0) }
        for span in spans { deepest = min(deepest, span.depth) }
        if sum.isNaN && level.contains(where: \.isNaN) { deepest = .nan }
    }

    private mutating func scan(_ level: UnsafeBufferPointer<Double>) {
        var (index, peak) = (0, 0)
        while index < level.count {
            let value = level[index]
            if value >= level[peak] {
                peak = index
                index += 1
            } else if !value.isNaN && !level[peak].isNaN {
                index = fall(level, from: index, peak: peak)
            } else {
                (sum, squares) = (.nan, .nan)
                return
            }
        }
    }

    /// Takes a fall to its end. Returns the index of the level that is at the peak again or is no number, or the count.
    private mutating func fall(_ level: UnsafeBufferPointer<Double>, from start: Int, peak: Int) -> Int {
        let high = level[peak]
        let divisor = high > 0 ? high : .nan
        var index = start
        var (trough, least) = (start, level[start] / divisor - 1)
        var (sum, squares) = (sum, squares)
        while index < level.count, level[index] < high {
            let depth = level[index] / divisor - 1
            if depth < least { (least, trough) = (depth, index) }
            sum += depth
            squares += depth * depth
            index += 1
        }
        (self.sum, self.squares) = (sum, squares)
        let isOver = index < level.count && level[index] >= high
        spans.append(Span(peak: peak, trough: trough, depth: least, recovery: isOver ? index : nil))
        return index
    }
}
