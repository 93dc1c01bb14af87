/// One completed row of a space, for `StreamingGraph`.
public struct SeriesRow: Sendable {
    public var open, high, low, close, volume: Double
    /// Seconds since 1970 UTC.
    public var time: Double

    public init(open: Double, high: Double, low: Double, close: Double, volume: Double, time: Double) {
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
        self.time = time
    }

    public subscript(field: SeriesField) -> Double {
        switch field {
        case .open: open
        case .high: high
        case .low: low
        case .close: close
        case .volume: volume
        case .time: time
        }
    }
}
