import Market
import Money

/// A round trip: an entry and the exit that closed it, matched first in first out.
@frozen
public struct ClosedTrade: Hashable, Sendable {
    public let instrument: InstrumentID
    /// The side of the entry: `buy` for a long trade.
    public let side: Side
    public let quantity: Quantity
    public let entryTime: Timestamp
    public let entryPrice: Price
    public let exitTime: Timestamp
    public let exitPrice: Price
    /// Of the entry and the exit, in proportion to the quantity.
    public let fees: Amount
    /// Why the exit happened at its price.
    public let exitBasis: FillBasis
    /// The script lines that asked for the entry and the exit are found through these.
    public let entryOrder: OrderID
    public let exitOrder: OrderID

    public init(
        instrument: InstrumentID, side: Side, quantity: Quantity, entryTime: Timestamp, entryPrice: Price, exitTime: Timestamp,
        exitPrice: Price, fees: Amount, exitBasis: FillBasis, entryOrder: OrderID, exitOrder: OrderID
    ) {
        self.instrument = instrument
        self.side = side
        self.quantity = quantity
        self.entryTime = entryTime
        self.entryPrice = entryPrice
        self.exitTime = exitTime
        self.exitPrice = exitPrice
        self.fees = fees
        self.exitBasis = exitBasis
        self.entryOrder = entryOrder
        self.exitOrder = exitOrder
    }

    /// Profit after fees.
    public var pnl: Amount {
        let gross = Amount(exitPrice, times: quantity) - Amount(entryPrice, times: quantity)
        return (side == .buy ? gross : -gross) - fees
    }

    /// Profit after fees over what the entry cost.
    public var returnFraction: Double {
        let cost = Amount(entryPrice, times: quantity).doubleValue
        return cost == 0 ? .nan : pnl.doubleValue / cost
    }
}
