import Market
import Money
import Trading

extension SimulatedVenue {
    /// Takes an order: it is accepted or rejected at once, and acts on later bars (with `sameClose`, a market order on this one).
    public func submit(_ order: Order, at time: Timestamp) {
        now = time
        newestID = max(newestID, order.id)
        select(Int(order.instrument.index))
        var entry = WorkingOrder(order, activeFrom: SimulatedVenue.sum(time.nanoseconds, rules.latency), decided: decisionMoment)
        var refused = refusal(of: order, at: time)
        if refused == nil && order.parent != .none { refused = adoption(&entry) }
        if let reason = refused { return reports.append(report(.rejected, order, reason)) }
        entry.become(.accepted)
        let position = insert(entry)
        reports.append(report(.accepted, order))
        if working[position].order.quantity != order.quantity { reports.append(report(.modified, working[position].order)) }
        if rules.fillTiming == .sameClose && order.type == .market && rules.latency <= 0 && working[position].open.raw > 0 {
            fillAtMark(position)
        }
    }

    private func fillAtMark(_ position: Int) {
        let order = working[position].order
        guard let price = Price(marks[Int(order.instrument.index)]), price.raw > 0 else {
            return finish(position, .rejected, .noMarket)
        }
        act(position, at: price, market: .close)
        guard self.position(of: order.id) == nil,
            let filled = reports.last(where: { $0.order == order.id && $0.kind == .filled })?.cumulative
        else { return }
        filledOnSubmission.append((order.id, filled))
    }

    /// Why the venue does not take the order, if so.
    private func refusal(of order: Order, at time: Timestamp) -> RejectReason? {
        let instrument = instruments[Int(order.instrument.index)]
        if order.quantity.raw <= 0 { return .quantityNotPositive }
        if !order.flags.contains(.fitsFunds) && !order.quantity.isMultiple(of: instrument.lot) {
            return order.quantity < instrument.lot ? .quantityBelowLot : .quantityNotMultipleOfLot
        }
        if order.type == .market { return order.timeInForce == .gtd && order.expires < time ? .expiryInThePast : nil }
        return priceRefusal(of: order, tick: instrument.tick)
            ?? (order.timeInForce == .gtd && order.expires < time ? .expiryInThePast : nil)
    }

    private func priceRefusal(of order: Order, tick: Price) -> RejectReason? {
        if order.type == .limit || order.type == .stopLimit {
            if order.limitPrice.raw <= 0 { return .priceNotPositive }
            if !order.limitPrice.isMultiple(of: tick) { return .priceOffTick }
        }
        if order.type == .stop || order.type == .stopLimit {
            if order.stopPrice.raw <= 0 { return .priceNotPositive }
            if !order.stopPrice.isMultiple(of: tick) { return .priceOffTick }
        }
        if order.type == .trailingStop {
            if order.trailOffset.raw <= 0 && order.trailRate.raw <= 0 { return .priceNotPositive }
            if order.stopPrice.raw < 0 { return .priceNotPositive }
        }
        return nil
    }

    /// A child learns what its parent has filled; a parent that has ended without a fill takes no children.
    private func adoption(_ entry: inout WorkingOrder) -> RejectReason? {
        let parent = entry.order.parent
        if let position = position(of: parent) {
            entry.parentFilled = working[position].order.filled
        } else if let filled = filledOnSubmission.first(where: { $0.id == parent }), filled.quantity.raw > 0 {
            entry.parentFilled = filled.quantity
            entry.order.quantity = min(entry.order.quantity, filled.quantity)
        } else {
            return .parentEnded
        }
        return nil
    }

    /// Ends a working order, with latency on the first bar that the request reaches.
    public func cancel(_ id: OrderID, instrument: InstrumentID, at time: Timestamp) {
        request(id, instrument, nil, at: time)
    }

    /// Changes quantity (the new total) and prices of a working order; `nil` leaves a field as it is. An order whose price
    /// changes is new to the market: it may take liquidity again. Children that were for all of an order follow its quantity.
    public func modify(
        _ id: OrderID, instrument: InstrumentID, quantity: Quantity?, limitPrice: Price?, stopPrice: Price?, at time: Timestamp
    ) {
        request(id, instrument, OrderChange(quantity: quantity, limitPrice: limitPrice, stopPrice: stopPrice), at: time)
    }

    private func request(_ id: OrderID, _ instrument: InstrumentID, _ change: OrderChange?, at time: Timestamp) {
        now = time
        let request = DelayedRequest(
            order: id, instrument: instrument, activeFrom: SimulatedVenue.sum(time.nanoseconds, rules.latency), change: change)
        if rules.latency > 0 && find(id, instrument) != nil { requests.append(request) } else { carryOut(request) }
    }

    /// Carries out what has arrived by now, in order of asking.
    func carryOutRequests() {
        let due = requests.filter { $0.activeFrom <= now.nanoseconds }
        guard !due.isEmpty else { return }
        requests.removeAll { $0.activeFrom <= now.nanoseconds }
        for request in due { carryOut(request) }
    }

    private func carryOut(_ request: DelayedRequest) {
        guard let position = find(request.order, request.instrument) else {
            return refuse(request.order, request.instrument, request.order <= newestID ? .orderIsFinal : .unknownOrder)
        }
        if let change = request.change { apply(change, position) } else { finish(position, .cancelled, .requested) }
    }

    private func apply(_ change: OrderChange, _ position: Int) {
        let before = working[position].order
        var changed = before
        if let quantity = change.quantity { changed.quantity = quantity }
        if let price = change.limitPrice, changed.type == .limit || changed.type == .stopLimit { changed.limitPrice = price }
        if let price = change.stopPrice, changed.type != .market && changed.type != .limit { changed.stopPrice = price }
        if let reason = changed.quantity <= changed.filled ? .quantityNotPositive : refusal(of: changed, at: now) {
            reports.append(report(.requestRejected, before, reason))
            return
        }
        working[position].order = changed
        if changed.limitPrice != before.limitPrice { working[position].hasArrived = false }
        reports.append(report(.modified, changed))
        if changed.quantity != before.quantity && relatives > 0 { resizeChildren(of: changed, from: before.quantity) }
    }

    func refuse(_ order: OrderID, _ instrument: InstrumentID, _ reason: RejectReason) {
        reports.append(VenueReport(.requestRejected, order: order, instrument: instrument, time: now, reason: reason))
    }

    @inline(__always)
    func report(_ kind: VenueReport.Kind, _ order: Order, _ reason: RejectReason = .none) -> VenueReport {
        VenueReport(
            kind, order: order.id, instrument: order.instrument, time: now, reason: reason, cumulative: order.filled,
            quantity: order.quantity, limitPrice: order.limitPrice, stopPrice: order.stopPrice)
    }

    /// The sum, held at the end of the range: a latency beyond the data never ends.
    private static func sum(_ a: Int64, _ b: Int64) -> Int64 {
        let (result, overflow) = a.addingReportingOverflow(b)
        return overflow ? .max : result
    }
}
