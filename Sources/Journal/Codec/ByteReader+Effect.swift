import Kernel
import Market
import Money
import Trading

extension ByteReader {
    mutating func effect() throws(CodecError) -> Effect {
        switch try code(EffectKind.self, "the kind of effect") {
        case .submit: return .submit(try submitted())
        case .cancel:
            let id = try order()
            return .cancel(id, try instrument())
        case .modify: return .modify(try modification())
        }
    }

    private mutating func modification() throws(CodecError) -> OrderModification {
        let id = try order()
        let instrument = try instrument()
        let fields = try byte("the mark of changes")
        guard fields < 8 else { throw error("the mark of changes is \(fields): expected at most 7") }
        let quantity = fields & 1 != 0 ? try quantity("the quantity") : nil
        let limit = fields & 2 != 0 ? try price("the limit price") : nil
        let stop = fields & 4 != 0 ? try price("the stop price") : nil
        return OrderModification(order: id, instrument: instrument, quantity: quantity, limitPrice: limit, stopPrice: stop)
    }

    private mutating func submitted() throws(CodecError) -> Order {
        let fields = OrderFields(rawValue: try byte("the mark of fields"))
        let id = try order()
        let instrument = try instrument()
        let side = try code(Side.self, "the side")
        let type = try code(OrderType.self, "the type")
        let timeInForce = try code(TimeInForce.self, "the time in force")
        let flags = OrderFlags(rawValue: try byte("the flags"))
        let status = try code(OrderStatus.self, "the status")
        let quantity = try quantity("the quantity")
        let created = try time()
        var order = Order(
            id: id, instrument: instrument, side: side, type: type, quantity: quantity, created: created, timeInForce: timeInForce,
            flags: flags, line: try int32("the line"))
        order.status = status
        try rest(of: &order, fields)
        guard OrderFields(order) == fields else { throw error("a field of the order is written out at its default") }
        return order
    }

    private mutating func rest(of order: inout Order, _ fields: OrderFields) throws(CodecError) {
        if fields.contains(.filled) { order.filled = try quantity("the filled quantity") }
        if fields.contains(.limitPrice) { order.limitPrice = try price("the limit price") }
        if fields.contains(.stopPrice) { order.stopPrice = try price("the stop price") }
        if fields.contains(.trailOffset) { order.trailOffset = try price("the trailing offset") }
        if fields.contains(.trailRate) { order.trailRate = Rate(raw: try signed("the trailing rate")) }
        if fields.contains(.expires) { order.expires = Timestamp(nanoseconds: try signed("the expiry")) }
        if fields.contains(.parent) { order.parent = try self.order() }
        if fields.contains(.group) { order.group = try self.order() }
    }
}
