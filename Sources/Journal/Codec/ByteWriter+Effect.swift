import Kernel
import Market
import Money
import Trading

/// The first byte of an effect. Codes are never reused.
enum EffectKind: UInt8 { case submit = 1, cancel, modify }

/// Which of an order's fields follow: those that most orders leave at their default.
struct OrderFields: OptionSet {
    let rawValue: UInt8
    static let filled = OrderFields(rawValue: 1)
    static let limitPrice = OrderFields(rawValue: 2)
    static let stopPrice = OrderFields(rawValue: 4)
    static let trailOffset = OrderFields(rawValue: 8)
    static let trailRate = OrderFields(rawValue: 16)
    static let expires = OrderFields(rawValue: 32)
    static let parent = OrderFields(rawValue: 64)
    static let group = OrderFields(rawValue: 128)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ order: Order) {
        var fields: OrderFields = []
        if order.filled != .zero { fields.insert(.filled) }
        if order.limitPrice != .zero { fields.insert(.limitPrice) }
        if order.stopPrice != .zero { fields.insert(.stopPrice) }
        if order.trailOffset != .zero { fields.insert(.trailOffset) }
        if order.trailRate != .zero { fields.insert(.trailRate) }
        if order.expires.nanoseconds != .max { fields.insert(.expires) }
        if order.parent != .none { fields.insert(.parent) }
        if order.group != .none { fields.insert(.group) }
        self = fields
    }
}

extension ByteWriter {
    mutating func effect(_ effect: Effect) {
        switch effect {
        case .submit(let order):
            byte(EffectKind.submit.rawValue)
            self.order(order)
        case .cancel(let id, let instrument):
            byte(EffectKind.cancel.rawValue)
            signed(id.raw)
            signed(Int64(instrument.index))
        case .modify(let change):
            byte(EffectKind.modify.rawValue)
            signed(change.order.raw)
            signed(Int64(change.instrument.index))
            byte((change.quantity == nil ? 0 : 1) | (change.limitPrice == nil ? 0 : 2) | (change.stopPrice == nil ? 0 : 4))
            if let quantity = change.quantity { signed(quantity.raw) }
            if let price = change.limitPrice { signed(price.raw) }
            if let price = change.stopPrice { signed(price.raw) }
        }
    }

    mutating func order(_ order: Order) {
        let fields = OrderFields(order)
        byte(fields.rawValue)
        signed(order.id.raw)
        signed(Int64(order.instrument.index))
        byte(order.side.rawValue)
        byte(order.type.rawValue)
        byte(order.timeInForce.rawValue)
        byte(order.flags.rawValue)
        byte(order.status.rawValue)
        signed(order.quantity.raw)
        signed(order.created.nanoseconds)
        signed(Int64(order.line))
        if fields.contains(.filled) { signed(order.filled.raw) }
        if fields.contains(.limitPrice) { signed(order.limitPrice.raw) }
        if fields.contains(.stopPrice) { signed(order.stopPrice.raw) }
        if fields.contains(.trailOffset) { signed(order.trailOffset.raw) }
        if fields.contains(.trailRate) { signed(order.trailRate.raw) }
        if fields.contains(.expires) { signed(order.expires.nanoseconds) }
        if fields.contains(.parent) { signed(order.parent.raw) }
        if fields.contains(.group) { signed(order.group.raw) }
    }
}
