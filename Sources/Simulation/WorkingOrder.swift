import Market
import Money
import Trading

/// An order at the venue with what the venue must remember of it.
struct WorkingOrder {
    var order: Order
    /// Acts on bars of this time and later.
    var activeFrom: Int64
    /// The session in which a day order may act, set when it first can; −1 before.
    var session: Int64 = -1
    /// A stop whose trigger was reached: it works on as market or limit.
    var isTriggered = false
    /// Has seen its first bar: immediate orders end then.
    var hasArrived = false
    /// Of an order with a parent: what the parent has filled so far, and whether it has ended.
    var parentFilled = Quantity.zero

    /// What may fill now.
    var open: Quantity {
        if order.parent == .none { return order.remaining }
        return min(order.quantity, parentFilled) - order.filled
    }

    var rests: Bool { order.type != .market }
    var worksAsLimit: Bool { order.type == .limit || (order.type == .stopLimit && isTriggered) }
    var worksAsStop: Bool { order.type != .market && order.type != .limit && !isTriggered }
}
