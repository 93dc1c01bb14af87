import Market
import Money
import Trading

extension Kernel {
    /// The host's view of an order changes here and nowhere else. A report for an order that is not working is counted in the
    /// audit and changes nothing but cash and position, which a fill always changes.
    func apply(_ report: VenueReport) {
        now = max(now, report.time)
        if report.kind == .cashCharged {
            account.charge(report.fill.fee, countsAsFee: !report.fill.fee.isNegative)
            refreshPortfolio(report.instrument)
            return
        }
        let index = workingIndex(report.order)
        if report.kind == .filled { book(report.fill) }
        guard let index else { return }
        update(at: index, by: report)
    }

    private func workingIndex(_ id: OrderID) -> Int? {
        var index = working.count - 1
        while index >= 0 {
            if working[index].id == id { return index }
            index -= 1
        }
        return nil
    }

    private func book(_ fill: Fill) {
        account.apply(fill)
        refreshPortfolio(fill.instrument)
        statistics.fills += 1
        noteChange(of: fill.instrument)
    }

    private func noteChange(of instrument: InstrumentID) {
        guard keeps == .everything else { return }
        positionChanges.append(
            PositionChange(step: Int32(step + 1), instrument: instrument, quantity: account.quantity(of: instrument)))
    }

    /// Copies what scripts may see of an instrument's position and of the cash.
    func refreshPortfolio(_ instrument: InstrumentID) {
        let index = Int(instrument.index)
        portfolio.cash.pointee = account.cash.doubleValue
        guard index >= 0 && index < account.positions.count else { return }
        let position = account.positions[index]
        portfolio.positions[index] = position.quantity.doubleValue
        portfolio.entryPrices[index] = position.averagePrice
    }

    private func update(at index: Int, by report: VenueReport) {
        var order = working[index]
        let before = order
        switch report.kind {
        case .accepted: order.status = .accepted
        case .filled:
            order.filled = report.cumulative
            order.quantity = report.quantity
            order.status = order.filled >= order.quantity ? .filled : .partiallyFilled
        case .rejected: order.status = .rejected
        case .cancelled: order.status = .cancelled
        case .expired: order.status = .expired
        case .triggered, .modified:
            order.limitPrice = report.limitPrice
            order.stopPrice = report.stopPrice
            if !report.quantity.isZero { (order.filled, order.quantity) = (report.cumulative, report.quantity) }
        case .requestRejected, .cashCharged: break
        }
        updatePending(before, order)
        if order.status.isFinal {
            working.remove(at: index)
            settle(order, reason: report.reason)
        } else {
            working[index] = order
        }
        notify(report, order)
    }

    /// Counts an order that has ended.
    private func settle(_ order: Order, reason: RejectReason) {
        switch order.status {
        case .filled: statistics.filled += 1
        case .cancelled: statistics.cancelled += 1
        case .expired: statistics.expired += 1
        case .rejected: statistics.reject(reason, time: now, line: order.line)
        case .new, .accepted, .partiallyFilled: break
        }
    }

    /// What a market order has still to fill counts as held for what scripts ask next: `target_percent` twice before a fill orders
    /// once.
    private func updatePending(_ before: Order, _ after: Order) {
        guard before.type == .market, before.parent == .none else { return }
        let change = (after.status.isFinal ? .zero : after.remaining) - before.remaining
        pending[Int(after.instrument.index)] += after.side == .buy ? change : -change
    }

    private func notify(_ report: VenueReport, _ order: Order) {
        guard !strategy.hasFailed else { return }
        if report.kind == .filled && strategy.wantsFills { strategy.onFill(report.fill, step: step) }
        if strategy.wantsOrders && !strategy.hasFailed { strategy.onOrder(order, reason: report.reason, step: step) }
        if strategy.hasIntents { resolveIntents() }
    }

    func apply(_ action: CorporateAction) {
        now = max(now, action.time)
        if case .split(let numerator, let denominator) = action.kind {
            account.split(action.instrument, numerator: numerator, denominator: denominator)
            noteChange(of: action.instrument)
        }
        refreshPortfolio(action.instrument)
    }

    func fireTimers(dueBy time: Timestamp) {
        while !strategy.hasFailed, let timer = timers.popDue(by: time) {
            now = max(now, timer.due)
            strategy.onTimer(name: timer.name, step: step)
            resolveIntents()
        }
    }
}
