import Kernel
import Market
import Money
import Trading

/// Orders and requests in one line each.
struct EffectText {
    let instruments: [Instrument]

    func text(_ effect: Effect) -> String {
        switch effect {
        case .submit(let order): return "submit \(text(order))\(order.line > 0 ? " (line \(order.line))" : "")"
        case .cancel(let id, let instrument): return "cancel #\(id.raw) \(symbol(instrument))"
        case .modify(let change):
            let parts = [
                change.quantity.map { "quantity \($0)" }, change.limitPrice.map { "limit \($0)" }, change.stopPrice.map { "stop \($0)" },
            ]
            return "modify #\(change.order.raw) \(symbol(change.instrument)) \(parts.compactMap { $0 }.joined(separator: ", "))"
        }
    }

    func text(_ order: Order) -> String { "#\(order.id.raw) \(terms(order))" }

    /// What the order asks for, without its number.
    func terms(_ order: Order) -> String {
        var text = "\(order.side) \(order.quantity) \(symbol(order.instrument)) "
        switch order.type {
        case .market: text += "market"
        case .limit: text += "limit \(order.limitPrice)"
        case .stop: text += "stop \(order.stopPrice)"
        case .stopLimit: text += "stop \(order.stopPrice) limit \(order.limitPrice)"
        case .trailingStop: text += "trailing stop, \(order.trailRate == .zero ? "\(order.trailOffset)" : "\(order.trailRate.bps) bps") behind"
        }
        if order.timeInForce != .gtc { text += ", \(order.timeInForce)" }
        if order.parent != .none { text += ", after #\(order.parent.raw)" }
        if !order.filled.isZero { text += ", \(order.filled) filled" }
        return text
    }

    func symbol(_ instrument: InstrumentID) -> String {
        instruments.indices.contains(Int(instrument.index)) ? instruments[Int(instrument.index)].symbol : "the account"
    }
}
