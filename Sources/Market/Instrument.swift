import Money

/// The place of an instrument in the arrays of a run: dense from zero, in the order in which data was given.
@frozen
public struct InstrumentID: Hashable, Comparable, Sendable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public static func < (a: InstrumentID, b: InstrumentID) -> Bool { a.index < b.index }
}

/// What is traded, and the rules of its venue that prices and quantities must keep.
public struct Instrument: Hashable, Sendable {
    public let id: InstrumentID
    public let symbol: String
    public let currency: Currency
    /// Prices of orders are multiples of this; zero where the venue has no tick rule.
    public let tick: Price
    /// Quantities of orders are multiples of this.
    public let lot: Quantity

    public init(id: InstrumentID, symbol: String, currency: Currency = .usd, tick: Price = .zero, lot: Quantity = .one) {
        self.id = id
        self.symbol = symbol
        self.currency = currency
        self.tick = tick
        self.lot = lot
    }
}
