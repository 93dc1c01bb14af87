import Market
import Money
import Trading

/// The circumstances of a fill, its quantity apart.
struct FillTerms {
    let position: Int
    let instrument: Int
    let reference: Price
    let liquidity: Liquidity
    let slips: Bool
}

/// A quantity with what it would cost.
struct Deal {
    let quantity: Quantity
    let price: Price
    let notional: Amount
    let cost: FeeSchedule.Cost
}

extension SimulatedVenue {
    /// What filling `quantity` would cost, slippage and fees included.
    @inline(__always)
    func deal(_ quantity: Quantity, _ terms: FillTerms) -> Deal {
        let side = working[terms.position].order.side
        let price = terms.slips ? slipped(quantity, terms) : terms.reference
        let notional = Amount(price, times: quantity)
        let earlier: Amount? = working[terms.position].order.filled.isZero ? nil : working[terms.position].commission
        let cost = rules.fees.cost(
            notional: notional, quantity: quantity, side: side, liquidity: terms.liquidity, time: now, earlier: earlier)
        return Deal(quantity: quantity, price: price, notional: notional, cost: cost)
    }

    /// The reference price moved and rounded to the tick against the trader; a triggered stop-limit stays within its limit.
    private func slipped(_ quantity: Quantity, _ terms: FillTerms) -> Price {
        let order = working[terms.position].order
        let instrument = terms.instrument
        let moved = rules.slippage.price(
            terms.reference, side: order.side.sign, taken: taken[instrument] + quantity.doubleValue, volume: volumes[instrument])
        var price = moved.rounded(toTick: instruments[instrument].tick, order.side == .buy ? .up : .down)
        if price.raw <= 0 { price = Price(raw: max(instruments[instrument].tick.raw, 1)) }
        guard order.type == .stopLimit else { return price }
        return order.side == .buy ? min(price, order.limitPrice) : max(price, order.limitPrice)
    }

    /// Why the account does not carry a deal, if so.
    @inline(__always)
    func refusal(of deal: Deal, _ terms: FillTerms) -> RejectReason? {
        let held = account.positions[terms.instrument].quantity
        let isBuy = working[terms.position].order.side == .buy
        let (after, overflow) =
            isBuy ? held.raw.addingReportingOverflow(deal.quantity.raw) : held.raw.subtractingReportingOverflow(deal.quantity.raw)
        // Books end where a sum of two of their entries might not fit.
        if overflow || after == .min || account.cash.raw.magnitude >> 126 != 0 { return .quantityTooLarge }
        if isMargin { return marginRefusal(of: deal, held: held, after: Quantity(raw: after), terms) }
        if isBuy { return deal.notional + deal.cost.charged <= account.cash ? nil : .insufficientCash }
        if after < 0 { return .shortingNotAllowed }
        return account.cash + deal.notional >= deal.cost.charged ? nil : .insufficientCash
    }

    /// A fill that only reduces a position is always carried. One that opens or turns one must leave gross exposure, at its own
    /// price and the newest of other instruments, within leverage times equity.
    private func marginRefusal(of deal: Deal, held: Quantity, after: Quantity, _ terms: FillTerms) -> RejectReason? {
        guard case .margin(let rules) = rules.account else { return nil }
        if after.isZero || (after.signum == held.signum && after.magnitude <= held.magnitude) { return nil }
        let unit = deal.price.doubleValue
        var gross = after.magnitude.doubleValue * unit
        for index in instruments.indices where index != terms.instrument {
            gross += abs(account.positions[index].quantity.doubleValue) * markOrZero(index)
        }
        let equity = account.equity { $0 == terms.instrument ? unit : self.markOrZero($0) } - deal.cost.charged.doubleValue
        return gross <= equity * rules.leverage ? nil : .insufficientMargin
    }

    /// The largest deal up to `quantity` that the account carries, in whole lots or in all that is held.
    func cut(_ quantity: Quantity, _ terms: FillTerms) -> Deal? {
        var most = quantity
        let held = account.positions[terms.instrument].quantity
        if !isMargin && working[terms.position].order.side == .sell {
            guard held.raw > 0 else { return nil }
            most = min(most, held)
        }
        let whole = deal(most, terms)
        if refusal(of: whole, terms) == nil { return whole }
        let lot = max(instruments[terms.instrument].lot.raw, 1)
        let lots = largest(most.raw / lot, guess: guess(terms) / lot) {
            refusal(of: deal(Quantity(raw: $0 * lot), terms), terms) == nil
        }
        return lots > 0 ? deal(Quantity(raw: lots * lot), terms) : nil
    }

    /// The units of quantity that cash would buy at the reference price: close to what it does buy where slippage is small.
    private func guess(_ terms: FillTerms) -> Int64 {
        let rate = terms.liquidity == .taker ? rules.fees.taker : rules.fees.maker
        let unit = terms.reference.doubleValue * (1 + rate.doubleValue) + rules.fees.perShare.doubleValue
        let units = max(account.cash.doubleValue, 0) / unit * Quantity.unit
        return units < 9.2e18 ? Int64(units) : .max
    }

    /// The largest number from 0 to `most` that `fits`, where all below a number that fits do.
    private func largest(_ most: Int64, guess: Int64, fits: (Int64) -> Bool) -> Int64 {
        var low: Int64 = 0
        var high = most
        let near = min(guess, most)
        if near > low { if fits(near) { low = near } else { high = near - 1 } }
        // Most often the guess is right: the one above does not fit.
        if low == near && low < high { if fits(low + 1) { low += 1 } else { high = low } }
        while low < high {
            let middle = high - (high - low) / 2
            if fits(middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
