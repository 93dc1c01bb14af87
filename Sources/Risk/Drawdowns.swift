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
        var peak = 0
        for index in level.indices {
            if level[index].isNaN {
                deepest = .nan
                (sum, squares) = (.nan, .nan)
                return
            }
            if level[index] >= level[peak] {
                if let last = spans.indices.last, spans[last].recovery == nil { spans[last].recovery = index }
                peak = index
                continue
            }
            let depth = level[peak] > 0 ? level[index] / level[peak] - 1 : .nan
            if let last = spans.indices.last, spans[last].recovery == nil {
                if depth < spans[last].depth { (spans[last].depth, spans[last].trough) = (depth, index) }
            } else {
                spans.append(Span(peak: peak, trough: index, depth: depth))
            }
            deepest = min(deepest, depth)
            sum += depth
            squares += depth * depth
        }
    }
}
