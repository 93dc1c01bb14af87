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
    private var queues: [LotQueue]
    private let recordsTrades: Bool

    /// - Parameter recordsTrades: whether `trades` is kept; positions and lots always are.
    public init(instruments: Int, recordsTrades: Bool = true) {
        queues = Array(repeating: LotQueue(), count: instruments)
        self.recordsTrades = recordsTrades
    }

    /// Open lots by instrument index, oldest first.
    public var lots: [[Lot]] { queues.map(\.lots) }

    public mutating func reserve(trades count: Int) { trades.reserveCapacity(count) }

    mutating func takeTrades() -> [ClosedTrade] {
        guard !trades.isEmpty else { return [] }
        defer { trades.removeAll(keepingCapacity: true) }
        return trades
    }

    mutating func apply(_ fill: Fill, position: inout Position) {
        let index = Int(fill.instrument.index)
        var left = fill.quantity
        var feeLeft = fill.fee
        while !left.isZero, !queues[index].isEmpty, queues[index].oldest.side != fill.side {
            close(index: index, by: fill, left: &left, feeLeft: &feeLeft, position: &position)
        }
        guard !left.isZero else { return }
        queues[index].append(
            Lot(order: fill.order, side: fill.side, quantity: left, price: fill.price, fee: feeLeft, time: fill.time))
        let cost = Amount(fill.price, times: left)
        position.quantity += fill.side == .buy ? left : -left
        position.cost += fill.side == .buy ? cost : -cost
    }

    /// Closes the oldest lot by as much of the fill as it takes.
    private mutating func close(
        index: Int, by fill: Fill, left: inout Quantity, feeLeft: inout Amount, position: inout Position
    ) {
        var lot = queues[index].oldest
        let closed = min(lot.quantity, left)
        let entryFee = share(of: lot.fee, closed, of: lot.quantity)
        let exitFee = share(of: feeLeft, closed, of: left)
        if recordsTrades {
            trades.append(
                ClosedTrade(
                    instrument: fill.instrument, side: lot.side, quantity: closed, entryTime: lot.time, entryPrice: lot.price,
                    exitTime: fill.time, exitPrice: fill.price, fees: entryFee + exitFee, exitBasis: fill.basis,
                    entryOrder: lot.order, exitOrder: fill.order))
        }
        let cost = Amount(lot.price, times: closed)
        position.quantity += lot.side == .buy ? -closed : closed
        position.cost += lot.side == .buy ? -cost : cost
        left -= closed
        feeLeft -= exitFee
        if closed == lot.quantity {
            queues[index].removeOldest()
        } else {
            lot.quantity -= closed
            lot.fee -= entryFee
            queues[index].oldest = lot
        }
    }

    /// `amount × part / whole`, so that the parts of a fee add up to it.
    private func share(of amount: Amount, _ part: Quantity, of whole: Quantity) -> Amount {
        if part == whole || amount.raw == 0 { return amount }
        let (quotient, remainder) = amount.raw.quotientAndRemainder(dividingBy: Int128(whole.raw))
        return Amount(raw: quotient * Int128(part.raw) + remainder * Int128(part.raw) / Int128(whole.raw))
    }

    /// Quantities are truncated and prices rounded to their last unit, so that a split may move the cost by that much.
    mutating func split(_ instrument: InstrumentID, numerator: Int32, denominator: Int32, position: inout Position) {
        var total = Quantity.zero
        var cost = Amount.zero
        queues[Int(instrument.index)].update { lot in
            let quantity = Int128(lot.quantity.raw) * Int128(numerator) / Int128(denominator)
            let price = roundedDivision(Int128(lot.price.raw) * Int128(denominator), by: Int128(numerator))
            lot.quantity = Quantity(raw: Int64(clamping: quantity))
            lot.price = Price(raw: Int64(clamping: price))
            let signed = lot.side == .buy ? lot.quantity : -lot.quantity
            total += signed
            cost += Amount(lot.price, times: signed)
        }
        position.quantity = total
        position.cost = cost
    }
}
