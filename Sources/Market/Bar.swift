/// One bar by value: the form in which bars travel in events and logs. Backtests hold them as `BarColumns`.
@frozen
public struct Bar: Hashable, Sendable {
    public let instrument: InstrumentID
    public let time: Timestamp
    public let open: Double
    public let high: Double
    public let low: Double
    public let close: Double
    public let volume: Double

    public init(instrument: InstrumentID, time: Timestamp, open: Double, high: Double, low: Double, close: Double, volume: Double) {
        self.instrument = instrument
        self.time = time
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
    }
}
