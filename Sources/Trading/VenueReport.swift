import Market
import Money

/// What a venue says of an order. Reports are events: the host's view of its orders changes by them and by nothing else.
@frozen
public struct VenueReport: Hashable, Sendable {
    @frozen
    public enum Kind: UInt8, Sendable {
        case accepted, rejected, filled, cancelled, expired
        /// A stop's trigger was reached; the order works on as market or limit.
        case triggered
        /// Quantity or prices were changed as asked.
        case modified
        /// A request to cancel or modify was refused; the order is as it was.
        case requestRejected
        /// Cash moved without an order: borrow cost, interest, dividend. `fill.fee` is the amount paid.
        case cashCharged
    }
    public let kind: Kind
    public let reason: RejectReason
    public let order: OrderID
    public let instrument: InstrumentID
    public let time: Timestamp
    /// Cumulative quantity filled after this report.
    public let cumulative: Quantity
    /// The order's total after this report: changed by `modified`, and by cuts that funds, reduce-only or a group impose.
    public let quantity: Quantity
    /// Of `modified` and `triggered`: the prices now in force.
    public let limitPrice: Price
    public let stopPrice: Price
    /// Of `filled`.
    public let fill: Fill

    @inlinable
    public init(
        _ kind: Kind, order: OrderID, instrument: InstrumentID, time: Timestamp, reason: RejectReason = .none,
        cumulative: Quantity = .zero, quantity: Quantity = .zero, limitPrice: Price = .zero, stopPrice: Price = .zero,
        fill: Fill? = nil
    ) {
        self.kind = kind
        self.reason = reason
        self.order = order
        self.instrument = instrument
        self.time = time
        self.cumulative = cumulative
        self.quantity = quantity
        self.limitPrice = limitPrice
        self.stopPrice = stopPrice
        self.fill =
            fill
            ?? Fill(
                order: order, instrument: instrument, side: .buy, liquidity: .taker, basis: .open, quantity: .zero,
                price: .zero, referencePrice: .zero, fee: .zero, time: time)
    }
}
