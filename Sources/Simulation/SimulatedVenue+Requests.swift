import Market
import Money
import Trading

extension SimulatedVenue {
    /// Takes an order: it is accepted or rejected at once, and acts on later bars (with `sameClose`, a market order on this one).
    public func submit(_ order: Order, at time: Timestamp) {
        now = time
        let entry = WorkingOrder(order: order, activeFrom: time.nanoseconds + rules.latency)
        if let reason = refusal(of: order) {
            reports.append(report(.rejected, order, reason))
            return
        }
        working.append(entry)
        let index = working.count - 1
        working[index].order.status = .accepted
        if order.parent != .none { adopt(index) }
        reports.append(report(.accepted, working[index].order))
        if rules.fillTiming == .sameClose && order.type == .market { fillAtMark(index) }
    }

    private func fillAtMark(_ index: Int) {
        let instrument = Int(working[index].order.instrument.index)
        guard let price = Price(marks[instrument]), price.raw > 0 else { return finish(index, .rejected, .noMarket) }
        volumeLeft = rules.participation.isFinite && volumes[instrument] > 0 ? rules.participation * volumes[instrument] : .infinity
        fill(index, reference: price, basis: .close, liquidity: .taker)
    }

    private func refusal(of order: Order) -> RejectReason? {
        let instrument = instruments[Int(order.instrument.index)]
        if order.quantity.raw <= 0 { return .quantityNotPositive }
        if !order.quantity.isMultiple(of: instrument.lot) && !order.flags.contains(.fitsFunds) { return .quantityNotMultipleOfLot }
        if order.type == .limit || order.type == .stopLimit {
            if order.limitPrice.raw <= 0 { return .priceNotPositive }
            if !order.limitPrice.isMultiple(of: instrument.tick) { return .priceOffTick }
        }
        if order.type == .stop || order.type == .stopLimit {
            if order.stopPrice.raw <= 0 { return .priceNotPositive }
            if !order.stopPrice.isMultiple(of: instrument.tick) { return .priceOffTick }
        }
        if order.timeInForce == .gtd && order.expires < now { return .expiryInThePast }
        return nil
    }

    /// A child learns what its parent has filled. A parent that is not here has ended.
    private func adopt(_ index: Int) {
        let parent = working[index].order.parent
        if let entry = working.first(where: { $0.order.id == parent }) { working[index].parentFilled = entry.order.filled }
    }

    public func cancel(_ id: OrderID, instrument: InstrumentID, at time: Timestamp) {
        now = time
        guard let index = working.firstIndex(where: { $0.order.id == id }) else {
            reports.append(VenueReport(.requestRejected, order: id, instrument: instrument, time: time, reason: .unknownOrder))
            return
        }
        finish(index, .cancelled, .requested)
    }

    /// Changes quantity (the new total) and prices of a working order; `nil` leaves a field as it is.
    public func modify(
        _ id: OrderID, instrument: InstrumentID, quantity: Quantity?, limitPrice: Price?, stopPrice: Price?, at time: Timestamp
    ) {
        now = time
        guard let index = working.firstIndex(where: { $0.order.id == id }) else {
            reports.append(VenueReport(.requestRejected, order: id, instrument: instrument, time: time, reason: .unknownOrder))
            return
        }
        var changed = working[index].order
        if let quantity { changed.quantity = quantity }
        if let limitPrice, changed.type == .limit || changed.type == .stopLimit { changed.limitPrice = limitPrice }
        if let stopPrice, changed.type != .market && changed.type != .limit { changed.stopPrice = stopPrice }
        if let reason = changed.quantity <= changed.filled ? .quantityNotPositive : refusal(of: changed) {
            reports.append(report(.requestRejected, working[index].order, reason))
            return
        }
        working[index].order = changed
        reports.append(report(.modified, changed))
    }

    /// A split changes positions and working orders; a dividend pays cash.
    public func apply(_ action: CorporateAction) {
        now = action.time
        switch action.kind {
        case .split(let numerator, let denominator):
            account.split(action.instrument, numerator: numerator, denominator: denominator)
            for index in working.indices where working[index].order.instrument == action.instrument {
                working[index].order.split(numerator: numerator, denominator: denominator)
                reports.append(report(.modified, working[index].order))
            }
            let index = Int(action.instrument.index)
            marks[index] = marks[index] * Double(denominator) / Double(numerator)
        case .dividend(let perShare):
            let quantity = account.quantity(of: action.instrument)
            guard !quantity.isZero else { return }
            let paid = Amount(perShare, times: quantity)
            account.charge(-paid, countsAsFee: false)
            reports.append(charged(-paid, action.instrument))
        }
    }

    func report(_ kind: VenueReport.Kind, _ order: Order, _ reason: RejectReason = .none, fill: Fill? = nil) -> VenueReport {
        VenueReport(
            kind, order: order.id, instrument: order.instrument, time: now, reason: reason, cumulative: order.filled,
            quantity: order.quantity, limitPrice: order.limitPrice, stopPrice: order.stopPrice, fill: fill)
    }
}

extension Order {
    /// Quantity and prices in the units after a split.
    mutating func split(numerator: Int32, denominator: Int32) {
        func scaled(_ raw: Int64, _ up: Int32, _ down: Int32) -> Int64 {
            Int64(roundedDivision(Int128(raw) * Int128(up), by: Int128(down)))
        }
        quantity = Quantity(raw: scaled(quantity.raw, numerator, denominator))
        filled = Quantity(raw: scaled(filled.raw, numerator, denominator))
        limitPrice = Price(raw: scaled(limitPrice.raw, denominator, numerator))
        stopPrice = Price(raw: scaled(stopPrice.raw, denominator, numerator))
        trailOffset = Price(raw: scaled(trailOffset.raw, denominator, numerator))
    }
}
