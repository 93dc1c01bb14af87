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
