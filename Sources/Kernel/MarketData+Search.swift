import Market

extension MarketData {
    /// The first step of `range` whose time is `time` or later, or the end of the range.
    public func firstStep(atOrAfter time: Timestamp, in range: Range<Int>) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if stepTimes[middle] < time.nanoseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension MarketData {
    /// The step at which each row of `instrument` completes.
    public func stepsOfRows(_ instrument: Int) -> [Int32] {
        guard latestRows[instrument] != nil else { return (0..<Int32(bars[instrument].count)).map { $0 } }
        var steps = [Int32](repeating: 0, count: bars[instrument].count)
        for step in 0..<stepCount {
            let row = newRow(instrument, at: step)
            if row >= 0 { steps[row] = Int32(step) }
        }
        return steps
    }
}

extension MarketData {
    /// The moment at which the bars of `step` are complete.
    public func completion(_ step: Int) -> Int64 { completions?[step] ?? stepTimes[step] + bars[0].completionOffset }

    /// The moment at which a bar opened: one usual spacing before it was complete, but not before its predecessor was.
    public func opening(of row: Int, instrument: Int) -> Int64 {
        let columns = bars[instrument]
        let complete = columns.time[row] + columns.completionOffset
        let start = complete - spacings[instrument]
        return row == 0 ? start : max(start, columns.time[row - 1] + columns.completionOffset)
    }

    /// The median distance of neighbouring bars, over at most a thousand of them.
    public static func spacing(_ bars: BarColumns) -> Int64 {
        guard bars.count > 1 else { return 0 }
        let stride = max(1, bars.count / 1_000)
        let gaps = Swift.stride(from: 1, to: bars.count, by: stride).map { bars.time[$0] - bars.time[$0 - 1] }.sorted()
        return gaps[gaps.count / 2]
    }
}
