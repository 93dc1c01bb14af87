/// Bars of a higher timeframe made from lower ones: open first, high highest, low lowest, close last, volume summed.
public struct Resampling {
    public let bars: BarColumns
    /// For each lower row the newest higher bar that is complete at it, −1 before the first.
    ///
    /// A higher bar is complete at the first row whose own completion reaches the end of the period, or which belongs to a later
    /// one: nothing later than the row is looked at.
    public let latestComplete: [Int32]

    public init(_ source: BarColumns, to timeframe: Timeframe) {
        var starts: [Int] = []
        var periods: [Int64] = []
        for row in 0..<source.count {
            let period = timeframe.period(of: source.time[row])
            if periods.last != period {
                starts.append(row)
                periods.append(period)
            }
        }
        bars = Resampling.aggregate(source, starts)
        latestComplete = Resampling.completion(source, starts, periods, timeframe)
    }

    private static func aggregate(_ source: BarColumns, _ starts: [Int]) -> BarColumns {
        BarColumns(count: starts.count, completionOffset: source.completionOffset) { time, open, high, low, close, volume in
            for (index, start) in starts.enumerated() {
                let end = index + 1 < starts.count ? starts[index + 1] : source.count
                time[index] = source.time[end - 1]
                open[index] = source.open[start]
                close[index] = source.close[end - 1]
                (high[index], low[index], volume[index]) = (source.high[start], source.low[start], 0)
                for row in start..<end {
                    high[index] = max(high[index], source.high[row])
                    low[index] = min(low[index], source.low[row])
                    volume[index] += source.volume[row]
                }
            }
        }
    }

    private static func completion(_ source: BarColumns, _ starts: [Int], _ periods: [Int64], _ timeframe: Timeframe) -> [Int32] {
        var result = [Int32](repeating: -1, count: source.count)
        var higher = 0
        for row in 0..<source.count {
            if higher + 1 < starts.count && starts[higher + 1] == row { higher += 1 }
            let isOver = source.time[row] + source.completionOffset >= timeframe.end(ofPeriod: periods[higher])
            result[row] = Int32(isOver ? higher : higher - 1)
        }
        return result
    }
}
