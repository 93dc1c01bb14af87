import Market
import Money
import Trading

/// What the kernel wants done outside: the only way in which a decision leaves it.
@frozen
public enum Effect: Hashable, Sendable {
    case submit(Order)
    case cancel(OrderID, InstrumentID)
    case modify(OrderModification)
}

/// A request to change a working order; `nil` leaves a field as it is.
@frozen
public struct OrderModification: Hashable, Sendable {
    public let order: OrderID
    public let instrument: InstrumentID
    public let quantity: Quantity?
    public let limitPrice: Price?
    public let stopPrice: Price?

    public init(order: OrderID, instrument: InstrumentID, quantity: Quantity?, limitPrice: Price?, stopPrice: Price?) {
        self.order = order
        self.instrument = instrument
        self.quantity = quantity
        self.limitPrice = limitPrice
        self.stopPrice = stopPrice
    }
}
