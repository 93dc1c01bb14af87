import Market
import Money
import Trading

/// An order at the venue with what the venue must remember of it.
struct WorkingOrder {
    var order: Order
    /// Acts on bars of this time and later.
    var activeFrom: Int64
    /// The moment at which the decision behind it was made: it cannot act on a bar that had opened before.
    var decided: Int64
    /// The session in which a day order may act, set when it first can; `unset` before.
    var session = WorkingOrder.unset
    /// A stop whose trigger was reached: it works on as market or limit.
    var isTriggered = false
    /// Has seen a price at which it could not fill: from then on it makes liquidity.
    var hasArrived = false
    /// Of an order with a parent: what the parent has filled so far.
    var parentFilled = Quantity.zero
    /// What other orders of the group have filled of the quantity asked for.
    var groupFilled = Quantity.zero
    /// Commission of the fills so far, before the minimum of an order.
    var commission = Amount.zero

    static let unset = Int64.min

    @inline(__always)
    init(_ order: Order, activeFrom: Int64, decided: Int64) {
        self.order = order
        self.activeFrom = activeFrom
        self.decided = decided
    }

    /// What may fill now.
    @inline(__always)
    var open: Quantity {
        if order.parent == .none { return order.remaining }
        return min(order.quantity, parentFilled - groupFilled) - order.filled
    }

    @inline(__always) var hasRelatives: Bool { order.parent != .none || order.group != .none }
    @inline(__always) var isImmediate: Bool { order.timeInForce == .ioc || order.timeInForce == .fok }
    @inline(__always) var worksAsLimit: Bool { order.type == .limit || (order.type == .stopLimit && isTriggered) }
    @inline(__always) var worksAsStop: Bool { order.type != .market && order.type != .limit && !isTriggered }
    /// A limit that has seen a price at which it could not fill.
    @inline(__always) var rests: Bool { worksAsLimit && hasArrived }
    /// A market order, or what a triggered stop has left.
    @inline(__always) var worksAsMarket: Bool { order.type == .market || (isTriggered && order.type != .stopLimit) }

    /// Takes the state that a report is about to tell.
    @inline(__always)
    mutating func become(_ status: OrderStatus) {
        assert(order.status.mayBecome(status), "an order cannot go from \(order.status) to \(status)")
        order.status = status
    }
}
