import Market
import Money
import Trading

extension SimulatedVenue {
    /// Walks one bar: the open, two legs to the extremes, the leg to the close. Bars with a price that is none are passed over.
    func walk(_ instrument: Int, _ open: Double, _ high: Double, _ low: Double, _ close: Double) {
        guard expire(), isReached(open, high, low, close), let first = Price(open), first.raw > 0 else { return }
        // The opening auction: market orders before those that wait for a price.
        if rules.fillTiming == .nextOpen || hasTriggered { fillMarkets(at: first, .open) }
        guard !working.isEmpty, let last = Price(close), let high = Price(high), let low = Price(low), last.raw > 0, low.raw > 0
        else { return }
        settle(instrument, at: first)
        trail(to: first)
        let top = max(high, first, last)
        let bottom = min(low, first, last)
        let isHighFirst = isHighFirst(instrument, first, top, bottom)
        leg(instrument, from: first, to: isHighFirst ? top : bottom)
        leg(instrument, from: isHighFirst ? top : bottom, to: isHighFirst ? bottom : top)
        leg(instrument, from: isHighFirst ? bottom : top, to: last)
        if rules.fillTiming != .nextOpen { fillMarkets(at: last, .close) }
    }

    private func isHighFirst(_ instrument: Int, _ open: Price, _ top: Price, _ bottom: Price) -> Bool {
        switch rules.path {
        case .openHighLowClose: return true
        case .openLowHighClose: return false
        case .nearestExtremeFirst: return top - open < open - bottom
        case .worstCase:
            let held = account.positions[instrument].quantity
            if !held.isZero { return held.raw < 0 }
            return working.first { isActive($0) }?.order.side == .buy
        }
    }

    @inline(__always)
    private func isActive(_ entry: WorkingOrder) -> Bool { isDue(entry) && entry.open.raw > 0 }

    /// Latency has passed, and the bar opened after the decision.
    @inline(__always)
    private func isDue(_ entry: WorkingOrder) -> Bool { entry.activeFrom <= now.nanoseconds && entry.decided <= openingMoment }

    /// Ends orders whose time has passed before this bar. Returns whether any order may act on it.
    private func expire() -> Bool {
        var hasActive = false
        var position = 0
        while position < working.count {
            guard isDue(working[position]) else {
                position += 1
                continue
            }
            guard let reason = expiry(position) else {
                hasActive = true
                position += 1
                continue
            }
            let id = working[position].order.id
            finish(position, .expired, reason)
            position = self.position(after: id, near: position)
        }
        return hasActive
    }

    /// Whether the bar can matter to any order: most bars do not reach those that rest.
    private func isReached(_ open: Double, _ high: Double, _ low: Double, _ close: Double) -> Bool {
        var top: Price?
        var bottom: Price?
        for position in working.indices where isActive(working[position]) {
            let isStop = working[position].worksAsStop
            if working[position].order.type == .trailingStop || !(isStop || working[position].rests) { return true }
            if top == nil { (top, bottom) = (Price(max(high, open, close)), Price(min(low, open, close))) }
            guard let top, let bottom else { return true }
            let isBuy = working[position].order.side == .buy
            let level = isStop ? working[position].order.stopPrice : working[position].order.limitPrice
            if isBuy == isStop ? top >= level : bottom <= level { return true }
        }
        return false
    }

    /// Why the time of an order has passed, if it has.
    private func expiry(_ position: Int) -> RejectReason? {
        switch working[position].order.timeInForce {
        case .gtc, .ioc, .fok: return nil
        case .gtd: return now > working[position].order.expires ? .expired : nil
        case .day:
            let session = rules.session(of: now.nanoseconds)
            if working[position].session == WorkingOrder.unset { working[position].session = session }
            return session != working[position].session ? .sessionEnded : nil
        }
    }

    private var hasTriggered: Bool {
        working.contains { $0.order.type != .market && $0.worksAsMarket && isActive($0) }
    }

    /// Fills market orders, oldest first: at the open also what triggered stops have left, at the close market orders only.
    private func fillMarkets(at price: Price, _ basis: FillBasis) {
        let takesMarkets = basis == .close || rules.fillTiming == .nextOpen
        var position = 0
        while position < working.count {
            let id = working[position].order.id
            if isActive(working[position]), working[position].worksAsMarket,
                working[position].order.type == .market ? takesMarkets : basis == .open
            {
                act(position, at: price, market: basis)
            }
            position = self.position(after: id, near: position)
        }
    }

    /// A monotone move of the price: orders act in the order in which it meets them.
    private func leg(_ instrument: Int, from start: Price, to end: Price) {
        var price = start
        while let level = nextLevel(from: price, to: end) {
            price = level
            settle(instrument, at: price)
        }
        trail(to: end)
    }

    /// The first price beyond `start`, up to `end`, at which a working order acts.
    private func nextLevel(from start: Price, to end: Price) -> Price? {
        guard start != end else { return nil }
        let isRising = end > start
        var best: Price?
        for position in working.indices where isActive(working[position]) {
            guard let level = level(working[position], isRising) else { continue }
            guard isRising ? level > start && level <= end : level < start && level >= end else { continue }
            if let found = best, isRising ? found <= level : found >= level { continue }
            best = level
        }
        return best
    }

    /// The price at which a move in one direction makes an order act.
    private func level(_ entry: WorkingOrder, _ isRising: Bool) -> Price? {
        let isBuy = entry.order.side == .buy
        if entry.worksAsLimit { return isBuy != isRising ? entry.order.limitPrice : nil }
        return entry.worksAsStop && isBuy == isRising && entry.order.stopPrice.raw > 0 ? entry.order.stopPrice : nil
    }

    /// Lets every order act that can at this price, oldest first, and again what came to life by that, until none can. Once the
    /// bar's volume is gone stops still trigger, and what is new still learns that there is nothing for it.
    private func settle(_ instrument: Int, at price: Price) {
        var again = true
        while again {
            again = false
            var position = 0
            while position < working.count {
                let id = working[position].order.id
                if isActive(working[position]), meet(position, price),
                    !working[position].hasArrived || working[position].worksAsStop || !isExhausted(instrument)
                {
                    act(position, at: price, market: .open)
                    again = true
                }
                position = self.position(after: id, near: position)
            }
        }
    }

    /// Whether an order acts at `price`. One that does not, on its first price, rests or is cancelled if it must be immediate.
    private func meet(_ position: Int, _ price: Price) -> Bool {
        let order = working[position].order
        let isBuy = order.side == .buy
        if working[position].worksAsStop {
            if order.stopPrice.raw == 0 { working[position].order.stopPrice = trailed(order, from: price) }
            return isBuy ? price >= working[position].order.stopPrice : price <= working[position].order.stopPrice
        }
        guard working[position].worksAsLimit else { return false }
        if isBuy ? price <= order.limitPrice : price >= order.limitPrice { return true }
        working[position].hasArrived = true
        if working[position].isImmediate { finish(position, .cancelled, .notFillableAtOnce) }
        return false
    }

    /// The trigger of a trailing stop seen from `price`, rounded to the tick away from the market.
    private func trailed(_ order: Order, from price: Price) -> Price {
        let distance = order.trailOffset.raw > 0 ? order.trailOffset.raw : price.moved(by: order.trailRate).raw - price.raw
        let tick = instruments[Int(order.instrument.index)].tick
        if order.side == .buy {
            let (raw, overflow) = price.raw.addingReportingOverflow(distance)
            return Price(raw: overflow ? .max - tick.raw : raw).rounded(toTick: tick, .up)
        }
        let rounded = Price(raw: max(price.raw - distance, 1)).rounded(toTick: tick, .down)
        return rounded.raw > 0 ? rounded : Price(raw: max(tick.raw, 1))
    }

    /// Trailing stops follow a favourable move to its end.
    private func trail(to price: Price) {
        for position in working.indices where working[position].order.type == .trailingStop && !working[position].isTriggered {
            guard isActive(working[position]), working[position].order.stopPrice.raw > 0 else { continue }
            let moved = trailed(working[position].order, from: price)
            let stop = working[position].order.stopPrice
            if working[position].order.side == .sell ? moved > stop : moved < stop { working[position].order.stopPrice = moved }
        }
    }
}
