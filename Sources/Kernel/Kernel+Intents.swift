import Market
import Money
import Trading

extension Kernel {
    /// Turns what the script wants into orders: sized, rounded to tick and lot, checked against the limits. What cannot become
    /// an order is counted with its reason and told to the script; nothing is dropped silently.
    func resolveIntents() {
        guard strategy.hasIntents else { return }
        strategy.drainIntents { intents.append($0) }
        resolveCollected()
    }

    func resolveCollected() {
        var index = 0
        while index < intents.count {
            resolve(intents[index])
            index += 1
        }
        intents.removeAll(keepingCapacity: true)
    }

    private func resolve(_ intent: Intent) {
        switch intent.kind {
        case .order: order(intent, quantity: intent.quantity, side: intent.side)
        case .targetQuantity: target(intent, quantity: intent.quantity)
        case .targetValue: target(intent, value: intent.quantity)
        case .targetPercent: target(intent, value: intent.quantity * currentEquity)
        case .closePosition: close(intent)
        case .cancel: cancel(intent)
        case .cancelAll:
            for order in working where order.instrument == intent.instrument { effects.append(.cancel(order.id, order.instrument)) }
        case .modify: modify(intent)
        case .timer: timers.add(name: Int(intent.target), due: Timestamp(nanoseconds: intent.expires), interval: intent.interval)
        }
    }

    /// Equity at the newest closes, as the equity curve marks it.
    var currentEquity: Double {
        account.equity { market.close($0, at: max(step, 0)) }
    }

    private func target(_ intent: Intent, value: Double) {
        let index = Int(intent.instrument.index)
        if value == 0 { return target(intent, quantity: 0) }
        let price = step < 0 ? Double.nan : market.close(index, at: step)
        guard price.isFinite else { return reject(intent, .noMarket) }
        guard value.isFinite else { return reject(intent, .quantityNotANumber) }
        guard let exact = Quantity(value / price) else { return reject(intent, .quantityTooLarge) }
        // The conversion rounds to nearest; a target must not be exceeded by it, so whole lots are counted in Double first.
        let lot = market.instruments[index].lot.doubleValue
        guard lot > 0, let whole = Quantity((value / price / lot).rounded(.towardZero) * lot) else {
            return target(intent, exactly: exact)
        }
        target(intent, exactly: whole)
    }

    private func target(_ intent: Intent, quantity: Double) {
        guard quantity.isFinite else { return reject(intent, .quantityNotANumber) }
        guard let exact = Quantity(quantity) else { return reject(intent, .quantityTooLarge) }
        target(intent, exactly: exact.rounded(toLot: market.instruments[Int(intent.instrument.index)].lot))
    }

    private func target(_ intent: Intent, exactly wanted: Quantity) {
        let index = Int(intent.instrument.index)
        let delta = wanted - account.positions[index].quantity - pending[index]
        guard !delta.isZero else { return }
        submit(intent, quantity: delta.magnitude, side: delta.raw > 0 ? .buy : .sell, flags: intent.flags.union(.fitsFunds))
    }

    private func close(_ intent: Intent) {
        let index = Int(intent.instrument.index)
        let open = account.positions[index].quantity + pending[index]
        guard !open.isZero else { return }
        submit(intent, quantity: open.magnitude, side: open.raw > 0 ? .sell : .buy, flags: intent.flags.union(.fitsFunds))
    }

    private func order(_ intent: Intent, quantity: Double, side: Side) {
        let lot = market.instruments[Int(intent.instrument.index)].lot
        guard quantity.isFinite else { return reject(intent, .quantityNotANumber) }
        guard quantity > 0 else { return reject(intent, .quantityNotPositive) }
        guard let exact = Quantity(quantity) else { return reject(intent, .quantityTooLarge) }
        guard exact >= lot else { return reject(intent, .quantityBelowLot) }
        guard exact.isMultiple(of: lot) else { return reject(intent, .quantityNotMultipleOfLot) }
        submit(intent, quantity: exact, side: side, flags: intent.flags)
    }
}
