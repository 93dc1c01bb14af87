import Market
import Money
import Trading

extension SimulatedVenue {
    /// Stands in reports of cash that moved for no instrument.
    static let noInstrument = InstrumentID(-1)

    /// Whether time alone can move money: positions can be liquidated, debt bears interest.
    var hasMarginBusiness: Bool { account.heldInstruments > 0 || account.cash.isNegative }

    /// Charges borrow cost and interest for the time since the last step, on what was short and owed over it.
    func accrue() {
        guard case .margin(let terms) = rules.account else { return }
        let before = lastAccrual ?? now
        guard now > before || lastAccrual == nil else { return }
        lastAccrual = now
        let elapsed = now - before
        guard elapsed > 0 else { return }
        let owed = account.cash
        if terms.borrowRate.raw > 0 && account.heldInstruments > 0 {
            for index in instruments.indices where account.positions[index].quantity.raw < 0 {
                guard let price = Price(marks[index]) else { continue }
                let value = Amount(price, times: account.positions[index].quantity.magnitude)
                charge(SimulatedVenue.share(value.scaled(by: terms.borrowRate), elapsed), instruments[index].id)
            }
        }
        if terms.interestRate.raw > 0 && owed.isNegative {
            charge(SimulatedVenue.share((-owed).scaled(by: terms.interestRate), elapsed), SimulatedVenue.noInstrument)
        }
    }

    /// `yearly × elapsed / (365 days)`, truncated in the last unit.
    static func share(_ yearly: Amount, _ elapsed: Int64) -> Amount {
        let year: Int128 = 365 * 86_400_000_000_000
        let (whole, rest) = yearly.raw.quotientAndRemainder(dividingBy: year)
        return Amount(raw: whole * Int128(elapsed) + rest * Int128(elapsed) / year)
    }

    /// Moves cash without an order; a negative amount is paid in. As at the host, only what is paid out counts as a fee.
    func charge(_ amount: Amount, _ instrument: InstrumentID) {
        guard amount.raw != 0 else { return }
        account.charge(amount, countsAsFee: !amount.isNegative)
        let fill = Fill(
            order: .none, instrument: instrument, side: .buy, liquidity: .taker, basis: .open, quantity: .zero, price: .zero,
            referencePrice: .zero, fee: amount, time: now)
        reports.append(VenueReport(.cashCharged, order: .none, instrument: instrument, time: now, fill: fill))
    }

    /// Closes every position at its mark when equity has fallen below the maintenance margin, and ends what protected them.
    func liquidate(_ terms: VenueRules.MarginTerms) {
        guard account.heldInstruments > 0 else { return }
        var gross = 0.0
        for index in instruments.indices { gross += abs(account.positions[index].quantity.doubleValue) * markOrZero(index) }
        let equity = account.equity { self.markOrZero($0) }
        guard equity < terms.maintenance * gross else { return }
        for index in instruments.indices where !account.positions[index].quantity.isZero {
            guard let price = Price(marks[index]) else { continue }
            liquidate(index, price)
            endProtection(index)
        }
    }

    private func liquidate(_ index: Int, _ price: Price) {
        let held = account.positions[index].quantity
        let side: Side = held.raw > 0 ? .sell : .buy
        let quantity = held.magnitude
        let cost = rules.fees.cost(
            notional: Amount(price, times: quantity), quantity: quantity, side: side, liquidity: .taker, time: now)
        let instrument = instruments[index].id
        let fill = Fill(
            order: .none, instrument: instrument, side: side, liquidity: .taker, basis: .liquidation, quantity: quantity,
            price: price, referencePrice: price, fee: cost.charged, time: now)
        account.apply(fill)
        reports.append(
            VenueReport(
                .filled, order: .none, instrument: instrument, time: now, cumulative: quantity, quantity: quantity, fill: fill))
    }
}
