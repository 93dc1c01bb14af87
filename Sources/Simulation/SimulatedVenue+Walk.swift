import Market
import Money
import Trading

extension SimulatedVenue {
    /// Walks one bar: the open, two legs to the extremes, the leg to the close.
    func walk(_ instrument: Int, _ open: Double, _ high: Double, _ low: Double, _ close: Double) {
        guard let first = Price(open), let top = Price(high), let bottom = Price(low), let last = Price(close) else { return }
        expire(instrument)
        guard working.contains(where: { Int($0.order.instrument.index) == instrument }) else { return }
        arrive(instrument, first)
        guard working.contains(where: { Int($0.order.instrument.index) == instrument }) else { return }
        let isHighFirst: Bool =
            switch rules.path {
            case .openHighLowClose: true
            case .openLowHighClose: false
            case .nearestExtremeFirst: high - open < open - low
            }
        leg(instrument, from: first, to: isHighFirst ? top : bottom)
        leg(instrument, from: isHighFirst ? top : bottom, to: isHighFirst ? bottom : top)
        leg(instrument, from: isHighFirst ? bottom : top, to: last)
        if rules.fillTiming == .nextClose { fillMarkets(instrument, last, .close) }
    }

    private func isActive(_ entry: WorkingOrder, _ instrument: Int) -> Bool {
        Int(entry.order.instrument.index) == instrument && entry.activeFrom <= now.nanoseconds && entry.open.raw > 0
    }

    /// Ends orders whose time has passed before this bar.
    private func expire(_ instrument: Int) {
        var index = 0
        while index < working.count {
            let entry = working[index]
            guard Int(entry.order.instrument.index) == instrument, entry.activeFrom <= now.nanoseconds else {
                index += 1
                continue
            }
            let session = rules.session(of: now.nanoseconds)
            if entry.session < 0 { working[index].session = session }
            let isOver =
                switch entry.order.timeInForce {
                case .gtd: now > entry.order.expires
                case .day: entry.session >= 0 && session != entry.session
                case .gtc, .ioc, .fok: false
                }
            if isOver { finish(index, .expired, entry.order.timeInForce == .day ? .sessionEnded : .none) } else { index += 1 }
        }
    }

    /// What can fill at the open does; immediate orders that cannot end here.
    private func arrive(_ instrument: Int, _ price: Price) {
        if rules.fillTiming != .nextClose { fillMarkets(instrument, price, .open) }
        startTrails(instrument, price)
        forEachActive(instrument) { index in
            let entry = self.working[index]
            let isBuy = entry.order.side == .buy
            if entry.worksAsLimit, isBuy ? price <= entry.order.limitPrice : price >= entry.order.limitPrice {
                self.takeAtOpen(index, price)
            } else if entry.worksAsStop, entry.order.stopPrice.raw > 0, isBuy ? price >= entry.order.stopPrice : price <= entry.order.stopPrice {
                self.trigger(index, at: price, basis: entry.hasArrived || price != entry.order.stopPrice ? .stopGapped : .stopTriggered)
            }
        }
        endImmediate(instrument)
    }

    private func takeAtOpen(_ index: Int, _ price: Price) {
        let order = working[index].order
        if order.flags.contains(.postOnly) && !working[index].hasArrived { return finish(index, .rejected, .wouldTakeLiquidity) }
        let isImproved = price != order.limitPrice
        fill(index, reference: price, basis: isImproved ? .limitImproved : .limitReached, liquidity: working[index].hasArrived ? .maker : .taker)
    }

    private func fillMarkets(_ instrument: Int, _ price: Price, _ basis: FillBasis) {
        forEachActive(instrument) { index in
            if self.working[index].order.type == .market { self.fill(index, reference: price, basis: basis, liquidity: .taker) }
        }
    }

    /// Calls `body` with the index of each order that is active now, in order of arrival; `body` may end orders.
    private func forEachActive(_ instrument: Int, _ body: (Int) -> Void) {
        var position = 0
        while position < working.count {
            let id = working[position].order.id
            if isActive(working[position], instrument) { body(position) }
            // Orders before this one may have ended with it: find the first that comes after.
            if position < working.count && working[position].order.id == id {
                position += 1
            } else {
                position = working.firstIndex { $0.order.id > id } ?? working.count
            }
        }
    }

    private func endImmediate(_ instrument: Int) {
        forEachActive(instrument) { index in
            let order = self.working[index].order
            self.working[index].hasArrived = true
            let waitsForClose = order.type == .market && self.rules.fillTiming == .nextClose
            if (order.timeInForce == .ioc || order.timeInForce == .fok) && !waitsForClose { self.finish(index, .cancelled, .notFillableAtOnce) }
        }
    }

    /// A monotone move of the price: orders it meets act in the order in which it meets them.
    private func leg(_ instrument: Int, from start: Price, to end: Price) {
        var price = start
        while let (index, level) = nextMet(instrument, from: price, to: end) {
            price = level
            let entry = working[index]
            if entry.worksAsLimit {
                fill(index, reference: level, basis: .limitReached, liquidity: .maker)
            } else {
                trigger(index, at: level, basis: .stopTriggered)
            }
            startTrails(instrument, level)
            if volumeLeft <= 0 { break }
        }
        trail(instrument, to: end)
    }

    /// The order whose price the move from `start` to `end` meets first; of several at one price the oldest.
    private func nextMet(_ instrument: Int, from start: Price, to end: Price) -> (Int, Price)? {
        let isRising = end > start
        var best: (index: Int, price: Price)?
        for index in working.indices where isActive(working[index], instrument) {
            let entry = working[index]
            let isBuy = entry.order.side == .buy
            let level: Price
            if entry.worksAsLimit && isBuy != isRising {
                level = entry.order.limitPrice
            } else if entry.worksAsStop && isBuy == isRising && entry.order.stopPrice.raw > 0 {
                level = entry.order.stopPrice
            } else {
                continue
            }
            let isMet = isRising ? level > start && level <= end : level < start && level >= end
            // An order that came to life inside the bar, at this very price, is met here too.
            let isHere = level == start && !entry.hasArrived
            guard isMet || isHere else { continue }
            if let found = best, isRising ? found.price <= level : found.price >= level { continue }
            best = (index, level)
        }
        return best.map { ($0.index, $0.price) }
    }

    /// A stop's trigger is reached: it fills as a market order, or works on as a limit.
    private func trigger(_ index: Int, at price: Price, basis: FillBasis) {
        working[index].isTriggered = true
        guard working[index].order.type == .stopLimit else { return fill(index, reference: price, basis: basis, liquidity: .taker) }
        let order = working[index].order
        reports.append(report(.triggered, order))
        let isMarketable = order.side == .buy ? price <= order.limitPrice : price >= order.limitPrice
        working[index].hasArrived = true
        if isMarketable { fill(index, reference: price, basis: basis, liquidity: .taker, bound: order.limitPrice) }
    }

    /// Gives trailing stops that have no trigger yet theirs, seen from `price`.
    private func startTrails(_ instrument: Int, _ price: Price) {
        for index in working.indices where working[index].order.type == .trailingStop && isActive(working[index], instrument) {
            guard working[index].order.stopPrice.raw == 0 else { continue }
            working[index].order.stopPrice = trailed(working[index].order, from: price)
        }
    }

    private func trailed(_ order: Order, from price: Price) -> Price {
        let distance = order.trailOffset.raw > 0 ? order.trailOffset.raw : price.moved(by: order.trailRate).raw - price.raw
        let tick = instruments[Int(order.instrument.index)].tick
        return order.side == .sell
            ? Price(raw: max(price.raw - distance, 1)).rounded(toTick: tick, .down) : Price(raw: price.raw + distance).rounded(toTick: tick, .up)
    }

    /// Trailing stops follow a favourable move to its end.
    private func trail(_ instrument: Int, to price: Price) {
        for index in working.indices where working[index].order.type == .trailingStop && isActive(working[index], instrument) {
            let order = working[index].order
            let moved = trailed(order, from: price)
            if order.side == .sell ? moved > order.stopPrice : moved < order.stopPrice { working[index].order.stopPrice = moved }
        }
    }
}
