import Money

/// The best bid and ask of an instrument at a moment.
@frozen
public struct Quote: Hashable, Sendable {
    public let instrument: InstrumentID
    public let time: Timestamp
    public let bid: Price
    public let ask: Price
    public let bidSize: Quantity
    public let askSize: Quantity

    public init(instrument: InstrumentID, time: Timestamp, bid: Price, ask: Price, bidSize: Quantity, askSize: Quantity) {
        self.instrument = instrument
        self.time = time
        self.bid = bid
        self.ask = ask
        self.bidSize = bidSize
        self.askSize = askSize
    }
}
