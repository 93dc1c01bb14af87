import Market
import Money
import Trading

extension SimulatedVenue {
    /// Lets an order act at a price that it has met: a stop triggers, limits and market orders fill. What an immediate order
    /// leaves is cancelled.
    /// - Parameter market: the basis of a market order's fill.
    func act(_ position: Int, at price: Price, market: FillBasis) {
        let id = working[position].order.id
        if working[position].worksAsStop {
            trigger(position, at: price)
        } else if working[position].worksAsLimit {
            take(position, at: price)
        } else {
            fill(position, at: price, market, .taker, slips: true)
        }
        guard position < working.count, working[position].order.id == id, working[position].isImmediate else { return }
        finish(position, .cancelled, .notFillableAtOnce)
    }

    private func trigger(_ position: Int, at price: Price) {
        let order = working[position].order
        working[position].isTriggered = true
        reports.append(report(.triggered, order))
        if order.type == .stopLimit {
            let isMarketable = order.side == .buy ? price <= order.limitPrice : price >= order.limitPrice
            guard isMarketable else { return working[position].hasArrived = true }
            if order.flags.contains(.postOnly) { return finish(position, .rejected, .wouldTakeLiquidity) }
        }
        let basis: FillBasis = price == order.stopPrice ? .stopTriggered : .stopGapped
        fill(position, at: price, basis, .taker, slips: true)
        if position < working.count, working[position].order.id == order.id { working[position].hasArrived = true }
    }

    /// A limit order takes what is there when it arrives, and makes liquidity from then on.
    private func take(_ position: Int, at price: Price) {
        let order = working[position].order
        let rests = working[position].hasArrived
        if !rests && order.flags.contains(.postOnly) { return finish(position, .rejected, .wouldTakeLiquidity) }
        working[position].hasArrived = true
        let basis: FillBasis = price == order.limitPrice ? .limitReached : .limitImproved
        fill(position, at: price, basis, rests ? .maker : .taker, slips: false)
    }

    /// Fills as much of a working order as position, volume and funds allow, and ends it where they say so.
    private func fill(_ position: Int, at reference: Price, _ basis: FillBasis, _ liquidity: Liquidity, slips: Bool) {
        let instrument = Int(working[position].order.instrument.index)
        let wanted = working[position].open
        var quantity = wanted
        if working[position].order.flags.contains(.reduceOnly) {
            let reducible = reducible(instrument, working[position].order.side)
            if reducible.isZero { return finish(position, .cancelled, .nothingToReduce) }
            quantity = min(quantity, reducible)
        }
        let sought = quantity
        quantity = available(quantity, instrument)
        if working[position].order.timeInForce == .fok && quantity < working[position].order.remaining {
            return finish(position, .cancelled, .notFillableAtOnce)
        }
        if quantity.isZero { return }
        let terms = FillTerms(
            position: position, instrument: instrument, reference: reference, liquidity: liquidity,
            slips: slips && !rules.slippage.isNone)
        var deal = deal(quantity, terms)
        if let reason = refusal(of: deal, terms) {
            guard working[position].order.flags.contains(.fitsFunds), working[position].order.timeInForce != .fok,
                let cut = cut(quantity, terms)
            else { return finish(position, working[position].order.filled.isZero ? .rejected : .cancelled, reason) }
            deal = cut
        }
        // What position or funds cut will never fill: the order is for what it got. What volume cut waits for more.
        let endsHere = deal.quantity < quantity || (sought < wanted && quantity == sought)
        execute(deal, terms, basis, endsHere: endsHere)
    }

    /// Whether the bar has less than a lot left.
    func isExhausted(_ instrument: Int) -> Bool {
        guard rules.participation.isFinite, volumes[instrument] > 0 else { return false }
        let lot = Quantity(raw: max(instruments[instrument].lot.raw, 1))
        return available(lot, instrument).isZero
    }

    /// What of `quantity` the rest of the bar's volume allows, in lots. A bar without volume bounds nothing.
    @inline(__always)
    private func available(_ quantity: Quantity, _ instrument: Int) -> Quantity {
        guard rules.participation.isFinite, volumes[instrument] > 0 else { return quantity }
        // Truncated, so that the sum of the fills cannot exceed the share by a rounding.
        let units = (max(rules.participation * volumes[instrument] - taken[instrument], 0) * Quantity.unit).rounded(.down)
        guard units < 9.2e18 else { return quantity }
        let left = Quantity(raw: Int64(units)).rounded(toLot: instruments[instrument].lot)
        return min(quantity, left)
    }

    private func reducible(_ instrument: Int, _ side: Side) -> Quantity {
        let held = account.positions[instrument].quantity
        return held.signum == -side.sign ? held.magnitude : .zero
    }

    private func execute(_ deal: Deal, _ terms: FillTerms, _ basis: FillBasis, endsHere: Bool) {
        let position = terms.position
        taken[terms.instrument] += deal.quantity.doubleValue
        working[position].order.filled += deal.quantity
        working[position].commission += deal.cost.commission
        if endsHere { working[position].order.quantity = working[position].order.filled }
        let isDone = working[position].order.filled >= working[position].order.quantity
        working[position].become(isDone ? .filled : .partiallyFilled)
        let id = working[position].order.id
        let instrument = working[position].order.instrument
        let side = working[position].order.side
        let fill = Fill(
            order: id, instrument: instrument, side: side, liquidity: terms.liquidity, basis: basis, quantity: deal.quantity,
            price: deal.price, referencePrice: terms.reference, fee: deal.cost.charged, time: now)
        account.apply(fill)
        reports.append(
            VenueReport(
                .filled, order: id, instrument: instrument, time: now, cumulative: working[position].order.filled,
                quantity: working[position].order.quantity, limitPrice: working[position].order.limitPrice,
                stopPrice: working[position].order.stopPrice, fill: fill))
        guard relatives > 0 else {
            if isDone { remove(position) }
            return
        }
        let order = working[position].order
        if isDone { remove(position) }
        settleRelatives(order, filled: deal.quantity)
        // A position that only grew or shrank keeps its exits.
        let held = account.positions[terms.instrument].quantity
        if held.isZero || (held.signum == side.sign && held.magnitude < deal.quantity) { endProtection(terms.instrument) }
    }
}
