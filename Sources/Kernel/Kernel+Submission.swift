import Market
import Money
import Trading

extension Kernel {
    /// Makes the order of an intent, and the exits of a bracket, and hands them to the venue.
    func submit(_ intent: Intent, quantity: Quantity, side: Side, flags: OrderFlags) {
        if let reason = closedBecause { return reject(intent, reason) }
        guard let prices = OrderPrices(intent, side: side, tick: market.instruments[Int(intent.instrument.index)].tick) else {
            return reject(intent, OrderPrices.reason(intent))
        }
        let order = Order(
            id: OrderID(intent.handle), instrument: intent.instrument, side: side, type: intent.type, quantity: quantity,
            created: now, timeInForce: intent.timeInForce, flags: flags, limitPrice: prices.limit, stopPrice: prices.stop,
            trailOffset: prices.trailOffset, trailRate: prices.trailRate, expires: Timestamp(nanoseconds: intent.expires),
            line: intent.line)
        if intent.timeInForce == .gtd && order.expires < now { return reject(intent, .expiryInThePast) }
        if let reason = breach(order) { return reject(intent, reason) }
        if intent.takeProfit == Intent.absent && intent.stopLoss == Intent.absent {
            send(order)
        } else {
            sendBracket(order, intent)
        }
    }

    private func sendBracket(_ entry: Order, _ intent: Intent) {
        let tick = market.instruments[Int(intent.instrument.index)].tick
        let exitSide = entry.side.opposite
        var profit = Price.zero
        var loss = Price.zero
        if intent.takeProfit != Intent.absent {
            guard let price = OrderPrices.price(intent.takeProfit, tick: tick, side: exitSide, isLimit: true) else {
                return reject(intent, OrderPrices.reason(intent.takeProfit))
            }
            profit = price
        }
        if intent.stopLoss != Intent.absent {
            guard let price = OrderPrices.price(intent.stopLoss, tick: tick, side: exitSide, isLimit: false) else {
                return reject(intent, OrderPrices.reason(intent.stopLoss))
            }
            loss = price
        }
        send(entry)
        if profit != .zero { send(exit(of: entry, handle: intent.handle + 1, .limit, limit: profit, stop: .zero)) }
        if loss != .zero { send(exit(of: entry, handle: intent.handle + 2, .stop, limit: .zero, stop: loss)) }
    }

    private func exit(of entry: Order, handle: Int64, _ type: OrderType, limit: Price, stop: Price) -> Order {
        Order(
            id: OrderID(handle), instrument: entry.instrument, side: entry.side.opposite, type: type, quantity: entry.quantity,
            created: now, timeInForce: .gtc, flags: .reduceOnly, limitPrice: limit, stopPrice: stop, parent: entry.id,
            group: entry.id, line: entry.line)
    }

    private func send(_ order: Order) {
        statistics.submitted += 1
        if keeps == .everything {
            while Int64(orderLines.count) < order.id.raw { orderLines.append(0) }
            orderLines.append(order.line)
        }
        working.append(order)
        if order.type == .market && order.parent == .none {
            pending[Int(order.instrument.index)] += order.side == .buy ? order.quantity : -order.quantity
        }
        effects.append(.submit(order))
    }

    func cancel(_ intent: Intent) {
        guard working.contains(where: { $0.id.raw == intent.target }) else { return reject(intent, .unknownOrder) }
        effects.append(.cancel(OrderID(intent.target), intent.instrument))
    }

    func modify(_ intent: Intent) {
        guard let order = working.first(where: { $0.id.raw == intent.target }) else { return reject(intent, .unknownOrder) }
        let instrument = market.instruments[Int(order.instrument.index)]
        var quantity: Quantity?
        if intent.quantity != 0 {
            guard let exact = Quantity(intent.quantity), exact.raw > 0 else { return reject(intent, .quantityNotPositive) }
            guard exact.isMultiple(of: instrument.lot) else { return reject(intent, .quantityNotMultipleOfLot) }
            quantity = exact
        }
        var limit: Price?
        var stop: Price?
        if intent.limitPrice != Intent.absent {
            limit = OrderPrices.price(intent.limitPrice, tick: instrument.tick, side: order.side, isLimit: true)
            if limit == nil { return reject(intent, OrderPrices.reason(intent.limitPrice)) }
        }
        if intent.stopPrice != Intent.absent {
            stop = OrderPrices.price(intent.stopPrice, tick: instrument.tick, side: order.side, isLimit: false)
            if stop == nil { return reject(intent, OrderPrices.reason(intent.stopPrice)) }
        }
        effects.append(
            .modify(
                OrderModification(
                    order: order.id, instrument: order.instrument, quantity: quantity, limitPrice: limit, stopPrice: stop)))
    }

    /// Counts an intent that could not become an order, and tells the script.
    func reject(_ intent: Intent, _ reason: RejectReason) {
        statistics.submitted += 1
        statistics.reject(reason, time: now, line: intent.line)
        guard strategy.wantsOrders, !strategy.hasFailed else { return }
        var order = Order(
            id: OrderID(intent.handle), instrument: intent.instrument, side: intent.side, type: intent.type, quantity: .zero,
            created: now, line: intent.line)
        order.status = .rejected
        strategy.onOrder(order, reason: reason, step: step)
        if strategy.hasIntents && intents.count < 10_000 { strategy.drainIntents { intents.append($0) } }
    }

    /// The native limit that the order would break, if any.
    private func breach(_ order: Order) -> RejectReason? {
        guard working.count < limits.workingOrders else { return .limitOfWorkingOrders }
        guard limits.boundsValues, !onlyReduces(order) else { return nil }
        let equity = currentEquity
        let price = market.close(Int(order.instrument.index), at: max(step, 0))
        let value = price * order.quantity.doubleValue
        var gross = 0.0
        for index in account.positions.indices {
            var quantity = account.positions[index].quantity.doubleValue + pending[index].doubleValue
            if index == Int(order.instrument.index) { quantity += Double(order.side.sign) * order.quantity.doubleValue }
            if quantity != 0 { gross += abs(quantity) * market.close(index, at: max(step, 0)) }
        }
        // Written so that NaN, which no comparison accepts, is a breach.
        let holds = value <= limits.orderValueToEquity * equity && gross <= limits.grossExposureToEquity * equity
        return holds ? nil : .riskLimit
    }

    /// Whether the order can do no more than take away from what is held: limits that are narrowed below what is held must not keep
    /// it there. Orders that work on the same side take their part first; exits of brackets never take more than there is.
    private func onlyReduces(_ order: Order) -> Bool {
        let held = account.positions[Int(order.instrument.index)].quantity
        guard held.raw != 0, (held.raw > 0) == (order.side == .sell) else { return false }
        var left = held.raw.magnitude
        for other in working where other.instrument == order.instrument && other.side == order.side && !other.flags.contains(.reduceOnly) {
            left -= min(left, other.quantity.raw.magnitude)
        }
        return order.quantity.raw.magnitude <= left
    }
}
