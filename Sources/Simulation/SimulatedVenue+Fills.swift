import Market
import Money
import Trading

extension SimulatedVenue {
    /// Fills as much of a working order as position, volume and funds allow, and ends it where they say so.
    func fill(_ index: Int, reference: Price, basis: FillBasis, liquidity: Liquidity, bound: Price? = nil) {
        let order = working[index].order
        let instrument = Int(order.instrument.index)
        var quantity = working[index].open
        if order.flags.contains(.reduceOnly) {
            let reducible = reducible(instrument, order.side)
            if reducible.isZero { return finish(index, .cancelled, .nothingToReduce) }
            quantity = min(quantity, reducible)
        }
        quantity = available(quantity, instrument)
        if order.timeInForce == .fok && quantity < order.remaining { return finish(index, .cancelled, .notFillableAtOnce) }
        if quantity.isZero { return }
        var price = reference
        if liquidity == .taker && basis != .limitImproved && basis != .limitReached && !rules.slippage.isNone {
            price = slipped(reference, order.side, quantity, instrument, bound: bound)
        }
        switch affordable(quantity, order, price, liquidity) {
        case .success(let allowed): quantity = allowed
        case .failure(let refusal): return finish(index, order.filled.isZero ? .rejected : .cancelled, refusal.reason)
        }
        let isCut = quantity < working[index].open && order.flags.contains(.fitsFunds) && quantity < available(working[index].open, instrument)
        execute(index, quantity, price, reference, basis, liquidity, endsHere: isCut)
    }

    /// What of `quantity` the rest of the bar's volume allows, in lots.
    private func available(_ quantity: Quantity, _ instrument: Int) -> Quantity {
        guard volumeLeft.isFinite else { return quantity }
        guard let left = Quantity(max(volumeLeft, 0)) else { return quantity }
        return min(quantity, left.rounded(toLot: instruments[instrument].lot))
    }

    private func reducible(_ instrument: Int, _ side: Side) -> Quantity {
        let held = account.positions[instrument].quantity
        return held.signum == -side.sign ? held.magnitude : .zero
    }

    private func slipped(_ reference: Price, _ side: Side, _ quantity: Quantity, _ instrument: Int, bound: Price?) -> Price {
        let raw = rules.slippage.price(reference, side: side.sign, quantity: quantity, volume: volumes[instrument])
        var price = raw.rounded(toTick: instruments[instrument].tick, side == .buy ? .up : .down)
        if let bound { price = side == .buy ? min(price, bound) : max(price, bound) }
        return price
    }

    struct Refusal: Error { let reason: RejectReason }

    /// The quantity that cash or margin carries: all of it, a part where the order fits itself to funds, or a refusal.
    private func affordable(_ quantity: Quantity, _ order: Order, _ price: Price, _ liquidity: Liquidity) -> Result<Quantity, Refusal> {
        switch rules.account {
        case .cash: affordableInCash(quantity, order, price, liquidity)
        case .margin(let terms): affordableOnMargin(quantity, order, price, liquidity, terms)
        }
    }

    private func affordableInCash(_ quantity: Quantity, _ order: Order, _ price: Price, _ liquidity: Liquidity) -> Result<Quantity, Refusal> {
        let instrument = Int(order.instrument.index)
        if order.side == .sell {
            let held = account.positions[instrument].quantity
            if quantity <= held { return .success(quantity) }
            guard order.flags.contains(.fitsFunds), held.raw > 0 else { return .failure(Refusal(reason: .shortingNotAllowed)) }
            return .success(held)
        }
        if cost(quantity, price, liquidity) <= account.cash { return .success(quantity) }
        guard order.flags.contains(.fitsFunds) else { return .failure(Refusal(reason: .insufficientCash)) }
        let lot = instruments[instrument].lot
        let perUnit = price.doubleValue * (1 + rules.fees.taker.doubleValue) + rules.fees.perShare.doubleValue
        var cut = Quantity(max(account.cash.doubleValue, 0) / perUnit)?.rounded(toLot: lot) ?? .zero
        cut = min(cut, quantity)
        // The estimate is in Double and knows no minimum fee: step down until the exact cost fits.
        while cut.raw > 0 && cost(cut, price, liquidity) > account.cash { cut -= Quantity(raw: max(lot.raw, 1)) }
        return cut.raw > 0 ? .success(cut) : .failure(Refusal(reason: .insufficientCash))
    }

    private func cost(_ quantity: Quantity, _ price: Price, _ liquidity: Liquidity) -> Amount {
        let notional = Amount(price, times: quantity)
        return notional + rules.fees.fee(notional: notional, quantity: quantity, side: .buy, liquidity: liquidity, time: now)
    }

    private func affordableOnMargin(
        _ quantity: Quantity, _ order: Order, _ price: Price, _ liquidity: Liquidity, _ terms: VenueRules.MarginTerms
    ) -> Result<Quantity, Refusal> {
        let instrument = Int(order.instrument.index)
        let unit = price.doubleValue
        var others = 0.0
        for index in instruments.indices where index != instrument {
            others += abs(account.positions[index].quantity.doubleValue) * markOrZero(index)
        }
        let held = account.positions[instrument].quantity
        let equity = account.equity { $0 == instrument ? unit : self.markOrZero($0) }
        let fee = rules.fees.fee(notional: Amount(price, times: quantity), quantity: quantity, side: order.side, liquidity: liquidity, time: now)
        let after = held + (order.side == .buy ? quantity : -quantity)
        if after.magnitude <= held.magnitude && after.signum == held.signum { return .success(quantity) }
        let gross = others + after.magnitude.doubleValue * unit
        if gross <= (equity - fee.doubleValue) * terms.leverage { return .success(quantity) }
        guard order.flags.contains(.fitsFunds) else { return .failure(Refusal(reason: .insufficientMargin)) }
        let room = max((equity - fee.doubleValue) * terms.leverage - others, 0) / unit
        let target = Quantity(room)?.rounded(toLot: instruments[instrument].lot) ?? .zero
        let signedHeld = order.side == .buy ? held : -held
        let cut = min(target - signedHeld, quantity)
        return cut.raw > 0 ? .success(cut) : .failure(Refusal(reason: .insufficientMargin))
    }

    private func execute(
        _ index: Int, _ quantity: Quantity, _ price: Price, _ reference: Price, _ basis: FillBasis, _ liquidity: Liquidity, endsHere: Bool
    ) {
        volumeLeft -= quantity.doubleValue
        working[index].order.filled += quantity
        // Where funds cut an order the rest will never fill: the order is for what it got.
        if endsHere { working[index].order.quantity = working[index].order.filled }
        let isDone = working[index].order.filled >= working[index].order.quantity
        working[index].order.status = isDone ? .filled : .partiallyFilled
        let order = working[index].order
        let notional = Amount(price, times: quantity)
        let fee = rules.fees.fee(notional: notional, quantity: quantity, side: order.side, liquidity: liquidity, time: now)
        let fill = Fill(
            order: order.id, instrument: order.instrument, side: order.side, liquidity: liquidity, basis: basis, quantity: quantity,
            price: price, referencePrice: reference, fee: fee, time: now)
        account.apply(fill)
        if isDone { working.remove(at: index) }
        reports.append(report(.filled, order, fill: fill))
        if order.parent != .none || order.group != .none || hasRelatives { settleRelatives(order, filled: quantity, ended: isDone) }
    }

    /// Books a fill that no order asked for.
    func book(
        order id: OrderID, index: Int, side: Side, quantity: Quantity, price: Price, reference: Price, basis: FillBasis, liquidity: Liquidity
    ) {
        let notional = Amount(price, times: quantity)
        let fee = rules.fees.fee(notional: notional, quantity: quantity, side: side, liquidity: liquidity, time: now)
        let instrument = instruments[index].id
        let fill = Fill(
            order: id, instrument: instrument, side: side, liquidity: liquidity, basis: basis, quantity: quantity, price: price,
            referencePrice: reference, fee: fee, time: now)
        account.apply(fill)
        reports.append(VenueReport(.filled, order: id, instrument: instrument, time: now, cumulative: quantity, quantity: quantity, fill: fill))
    }

    private var hasRelatives: Bool { working.contains { $0.order.parent != .none } }

    /// Children of a filled parent come to life; orders of the group of a filled one are cut by what it filled.
    private func settleRelatives(_ order: Order, filled: Quantity, ended: Bool) {
        for index in working.indices where working[index].order.parent == order.id { working[index].parentFilled = order.filled }
        guard order.group != .none else { return }
        var index = 0
        while index < working.count {
            let sibling = working[index].order
            guard sibling.group == order.group, sibling.id != order.id else {
                index += 1
                continue
            }
            let left = sibling.quantity - filled
            if left <= sibling.filled {
                finish(index, .cancelled, .groupFilled)
            } else {
                working[index].order.quantity = left
                working[index].parentFilled -= filled
                reports.append(report(.modified, working[index].order))
                index += 1
            }
        }
    }

    /// Ends an order that is not filled, and the children that waited for it.
    func finish(_ index: Int, _ status: OrderStatus, _ reason: RejectReason) {
        var order = working.remove(at: index).order
        order.status = status
        let kind: VenueReport.Kind =
            switch status {
            case .cancelled: .cancelled
            case .expired: .expired
            default: .rejected
            }
        reports.append(report(kind, order, reason))
        var child = 0
        while child < working.count {
            guard working[child].order.parent == order.id else {
                child += 1
                continue
            }
            if order.filled.isZero {
                finish(child, .cancelled, .parentEnded)
            } else {
                working[child].order.quantity = order.filled
                reports.append(report(.modified, working[child].order))
                child += 1
            }
        }
    }
}
