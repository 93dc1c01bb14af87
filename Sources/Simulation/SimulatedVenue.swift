import Market
import Money
import Trading

/// A venue that fills orders against bars: pure, deterministic, with time given by its caller.
///
/// Orders act on bars after the one that decided them. Within a bar prices are walked along `VenueRules.BarPath`; limits fill at
/// their price or better, stops at their trigger or at the first price behind it, and what one order takes of a bar's volume
/// is gone for the next. Everything it does is said in `reports`, which the caller reads and clears.
public final class SimulatedVenue {
    public let rules: VenueRules
    public let instruments: [Instrument]
    public internal(set) var reports: [VenueReport] = []
    /// The venue's own books: the host's must agree with them.
    public internal(set) var account: Account
    var working: [WorkingOrder] = []
    /// Newest price and volume by instrument.
    var marks: [Double]
    var volumes: [Double]
    var now = Timestamp(nanoseconds: .min)
    /// Volume left of the bar being walked.
    var volumeLeft = Double.infinity
    private var lastAccrual: Timestamp?
    private var isMargin: Bool { if case .margin = rules.account { true } else { false } }

    public init(instruments: [Instrument], rules: VenueRules, cash: Amount) {
        self.instruments = instruments
        self.rules = rules
        account = Account(cash: cash, instruments: instruments.count)
        marks = Array(repeating: .nan, count: instruments.count)
        volumes = Array(repeating: 0, count: instruments.count)
        reports.reserveCapacity(16)
        working.reserveCapacity(16)
    }

    /// Nothing can happen here on the coming bars: the caller may skip them, and then says where they ended with `mark`.
    public var isIdle: Bool { working.isEmpty && !(isMargin && account.heldInstruments > 0) }

    public func clearReports() { reports.removeAll(keepingCapacity: true) }

    /// The newest close, where bars were skipped.
    @inline(__always)
    public func mark(instrument: Int, close: Double, volume: Double, time: Timestamp) {
        marks[instrument] = close
        volumes[instrument] = volume
        now = time
    }

    /// The bar of one instrument is complete: orders act on it.
    public func advance(
        instrument: Int, open: Double, high: Double, low: Double, close: Double, volume: Double, time: Timestamp
    ) {
        now = time
        volumes[instrument] = volume
        volumeLeft = rules.participation.isFinite && volume > 0 ? rules.participation * volume : .infinity
        if !working.isEmpty { walk(instrument, open, high, low, close) }
        marks[instrument] = close
    }

    /// All bars of the time step have been seen: borrow cost and margin are settled.
    public func endStep() {
        guard case .margin(let terms) = rules.account else { return }
        accrue(terms)
        liquidate(terms)
    }

    /// The data has ended: nothing works on.
    public func end(at time: Timestamp) {
        now = time
        while !working.isEmpty { finish(0, .expired, .dataEnded) }
    }

    private func accrue(_ terms: VenueRules.MarginTerms) {
        let before = lastAccrual ?? now
        lastAccrual = now
        guard terms.borrowRate.raw > 0, now > before else { return }
        for instrument in instruments {
            let index = Int(instrument.id.index)
            let quantity = account.positions[index].quantity
            guard quantity.raw < 0, let price = Price(marks[index]) else { continue }
            let year: Double = 365 * 86_400 * 1e9
            let share = terms.borrowRate.doubleValue * Double(now - before) / year
            guard let charge = Amount(Amount(price, times: quantity.magnitude).doubleValue * share) else { continue }
            account.charge(charge)
            reports.append(charged(charge, instrument.id))
        }
    }

    func charged(_ amount: Amount, _ instrument: InstrumentID) -> VenueReport {
        let fill = Fill(
            order: .none, instrument: instrument, side: .buy, liquidity: .taker, basis: .open, quantity: .zero, price: .zero,
            referencePrice: .zero, fee: amount, time: now)
        return VenueReport(.cashCharged, order: .none, instrument: instrument, time: now, fill: fill)
    }

    private func liquidate(_ terms: VenueRules.MarginTerms) {
        guard account.heldInstruments > 0 else { return }
        var gross = 0.0
        for index in instruments.indices { gross += abs(account.positions[index].quantity.doubleValue) * markOrZero(index) }
        let equity = account.equity { self.markOrZero($0) }
        guard equity < terms.maintenance * gross else { return }
        for index in instruments.indices where !account.positions[index].quantity.isZero {
            guard let price = Price(marks[index]) else { continue }
            let quantity = account.positions[index].quantity
            book(order: .none, index: index, side: quantity.raw > 0 ? .sell : .buy, quantity: quantity.magnitude, price: price, reference: price, basis: .liquidation, liquidity: .taker)
        }
    }

    func markOrZero(_ index: Int) -> Double { marks[index].isNaN ? 0 : marks[index] }
}
