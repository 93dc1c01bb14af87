import Money

/// One trade printed by a venue.
@frozen
public struct Tick: Hashable, Sendable {
    public let instrument: InstrumentID
    public let time: Timestamp
    public let price: Price
    public let size: Quantity

    public init(instrument: InstrumentID, time: Timestamp, price: Price, size: Quantity) {
        self.instrument = instrument
        self.time = time
        self.price = price
        self.size = size
    }
}
