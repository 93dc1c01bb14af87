import Market
import Money

/// Matches fills into round trips, first in first out, as tax rules and backtesting.py do.
public struct TradeLedger: Sendable {
    /// An entry, or what is left of it.
    public struct Lot: Hashable, Sendable {
        public let order: OrderID
        public let side: Side
        public var quantity: Quantity
        public var price: Price
        /// What is left of the entry's fee.
        public var fee: Amount
        public let time: Timestamp
    }

    public private(set) var trades: [ClosedTrade] = []
    /// Open lots by instrument index, oldest first.
    public private(set) var lots: [[Lot]]

    public init(instruments: Int) {
        lots = Array(repeating: [], count: instruments)
    }

    public mutating func reserve(trades count: Int) { trades.reserveCapacity(count) }

    mutating func apply(_ fill: Fill, position: inout Position) {
        let index = Int(fill.instrument.index)
        var left = fill.quantity
        var feeLeft = fill.fee
        while !left.isZero, let lot = lots[index].first, lot.side != fill.side {
            close(index: index, by: fill, left: &left, feeLeft: &feeLeft, position: &position)
        }
        guard !left.isZero else { return }
        lots[index].append(Lot(order: fill.order, side: fill.side, quantity: left, price: fill.price, fee: feeLeft, time: fill.time))
        let cost = Amount(fill.price, times: left)
        position.quantity += fill.side == .buy ? left : -left
        position.cost += fill.side == .buy ? cost : -cost
    }

    /// Closes the oldest lot by as much of the fill as it takes.
    private mutating func close(index: Int, by fill: Fill, left: inout Quantity, feeLeft: inout Amount, position: inout Position) {
        var lot = lots[index][0]
        let closed = min(lot.quantity, left)
        let entryFee = share(of: lot.fee, closed, of: lot.quantity)
        let exitFee = share(of: feeLeft, closed, of: left)
        trades.append(
            ClosedTrade(
                instrument: fill.instrument, side: lot.side, quantity: closed, entryTime: lot.time, entryPrice: lot.price,
                exitTime: fill.time, exitPrice: fill.price, fees: entryFee + exitFee, exitBasis: fill.basis,
                entryOrder: lot.order, exitOrder: fill.order))
        let cost = Amount(lot.price, times: closed)
        position.quantity += lot.side == .buy ? -closed : closed
        position.cost += lot.side == .buy ? -cost : cost
        left -= closed
        feeLeft -= exitFee
        if closed == lot.quantity {
            lots[index].removeFirst()
        } else {
            lot.quantity -= closed
            lot.fee -= entryFee
            lots[index][0] = lot
        }
    }

    /// `amount × part / whole`, so that the parts of a fee add up to it.
    private func share(of amount: Amount, _ part: Quantity, of whole: Quantity) -> Amount {
        if part == whole { return amount }
        let (quotient, remainder) = amount.raw.quotientAndRemainder(dividingBy: Int128(whole.raw))
        return Amount(raw: quotient * Int128(part.raw) + remainder * Int128(part.raw) / Int128(whole.raw))
    }

    mutating func split(_ instrument: InstrumentID, numerator: Int32, denominator: Int32, position: inout Position) {
        let index = Int(instrument.index)
        var total = Quantity.zero
        var cost = Amount.zero
        for i in lots[index].indices {
            let raw = Int128(lots[index][i].quantity.raw) * Int128(numerator) / Int128(denominator)
            let price = roundedDivision(Int128(lots[index][i].price.raw) * Int128(denominator), by: Int128(numerator))
            lots[index][i].quantity = Quantity(raw: Int64(raw))
            lots[index][i].price = Price(raw: Int64(price))
            let signed = lots[index][i].side == .buy ? lots[index][i].quantity : -lots[index][i].quantity
            total += signed
            cost += Amount(lots[index][i].price, times: signed)
        }
        lots[index].removeAll { $0.quantity.isZero }
        position.quantity = total
        position.cost = cost
    }
}
