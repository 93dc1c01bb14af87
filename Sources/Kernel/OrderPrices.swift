import Money
import Trading

/// The prices of an intent as exact prices on the tick: limits are rounded to the side that is safer for the trader, triggers
/// to the nearest tick.
struct OrderPrices {
    var limit = Price.zero
    var stop = Price.zero
    var trailOffset = Price.zero
    var trailRate = Rate.zero

    init?(_ intent: Intent, side: Side, tick: Price) {
        if intent.type == .market { return }
        if intent.type == .limit || intent.type == .stopLimit {
            guard let price = OrderPrices.price(intent.limitPrice, tick: tick, side: side, isLimit: true) else { return nil }
            limit = price
        }
        if intent.type == .stop || intent.type == .stopLimit {
            guard let price = OrderPrices.price(intent.stopPrice, tick: tick, side: side, isLimit: false) else { return nil }
            stop = price
        }
        if intent.type == .trailingStop {
            guard intent.trail.isFinite, intent.trail > 0 else { return nil }
            if intent.trailIsRate {
                guard let rate = Rate(fraction: intent.trail) else { return nil }
                trailRate = rate
            } else {
                guard let offset = Price(intent.trail)?.rounded(toTick: tick), offset.raw > 0 else { return nil }
                trailOffset = offset
            }
        }
    }

    static func price(_ value: Double, tick: Price, side: Side, isLimit: Bool) -> Price? {
        guard value.isFinite, let exact = Price(value), exact.raw > 0 else { return nil }
        let rounded = exact.rounded(toTick: tick, isLimit ? (side == .buy ? .down : .up) : .nearestEven)
        return rounded.raw > 0 ? rounded : nil
    }

    /// Why the prices of `intent` are none.
    static func reason(_ intent: Intent) -> RejectReason {
        let values = [intent.limitPrice, intent.stopPrice, intent.trail].filter { $0 != Intent.absent }
        return values.contains { !$0.isFinite } ? .priceNotANumber : .priceNotPositive
    }

    static func reason(_ value: Double) -> RejectReason { value.isFinite ? .priceNotPositive : .priceNotANumber }
}
