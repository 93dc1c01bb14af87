import Market
import Money
import Trading

extension SimulatedVenue {
    /// A split changes positions and working orders; a dividend pays cash for shares held and takes it for shares owed.
    public func apply(_ action: CorporateAction) {
        now = action.time
        switch action.kind {
        case .split(let numerator, let denominator): split(action.instrument, Int128(numerator), Int128(denominator))
        case .dividend(let perShare): charge(-Amount(perShare, times: account.quantity(of: action.instrument)), action.instrument)
        }
    }

    private func split(_ instrument: InstrumentID, _ numerator: Int128, _ denominator: Int128) {
        account.split(instrument, numerator: Int32(numerator), denominator: Int32(denominator))
        let index = Int(instrument.index)
        marks[index] = marks[index] * Double(denominator) / Double(numerator)
        guard hasOrders(index) && select(index) else { return }
        var position = 0
        while position < working.count {
            let id = working[position].order.id
            working[position].split(numerator, denominator, instruments[index])
            if working[position].order.remaining.raw <= 0 {
                finish(position, .cancelled, .quantityBelowLot)
            } else {
                reports.append(report(.modified, working[position].order))
            }
            position = self.position(after: id, near: position)
        }
    }
}

extension WorkingOrder {
    /// Quantity and prices in the units after a split: the quantity in whole lots, prices on the tick, limits rounded away from
    /// the market.
    fileprivate mutating func split(_ numerator: Int128, _ denominator: Int128, _ instrument: Instrument) {
        func shares(_ quantity: Quantity) -> Quantity {
            Quantity(raw: Int64(clamping: Int128(quantity.raw) * numerator / denominator))
        }
        func price(_ price: Price, _ rule: RoundingRule) -> Price {
            guard price.raw > 0 else { return price }
            let raw = Int64(clamping: roundedDivision(Int128(price.raw) * denominator, by: numerator))
            let rounded = Price(raw: raw).rounded(toTick: instrument.tick, rule)
            return rounded.raw > 0 ? rounded : Price(raw: max(instrument.tick.raw, 1))
        }
        let remaining = shares(order.remaining).rounded(toLot: instrument.lot)
        order.filled = shares(order.filled)
        order.quantity = order.filled + remaining
        parentFilled = shares(parentFilled)
        groupFilled = shares(groupFilled)
        order.limitPrice = price(order.limitPrice, order.side == .buy ? .down : .up)
        order.stopPrice = price(order.stopPrice, .nearestEven)
        order.trailOffset = price(order.trailOffset, .nearestEven)
    }
}
