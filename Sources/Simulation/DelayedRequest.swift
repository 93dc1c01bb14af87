import Market
import Money
import Trading

/// A request to cancel or change an order that is still on its way to the venue.
struct DelayedRequest {
    let order: OrderID
    let instrument: InstrumentID
    let activeFrom: Int64
    /// `nil` cancels.
    let change: OrderChange?
}

/// New values of a working order; `nil` leaves a field as it is.
struct OrderChange {
    let quantity: Quantity?
    let limitPrice: Price?
    let stopPrice: Price?
}
