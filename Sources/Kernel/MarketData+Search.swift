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
