import Market
import Money

/// Cash and positions, changed by fills only: the host and a simulated venue each keep one, and they must agree.
public struct Account: Sendable {
    public private(set) var cash: Amount
    /// By instrument index.
    public private(set) var positions: [Position]
    public private(set) var ledger: TradeLedger
    /// Fees, taxes and charges paid so far.
    public private(set) var feesPaid: Amount = .zero

    public init(cash: Amount, instruments: Int) {
        self.cash = cash
        self.positions = Array(repeating: Position(), count: instruments)
        self.ledger = TradeLedger(instruments: instruments)
    }

    @inlinable
    public func quantity(of instrument: InstrumentID) -> Quantity { positions[Int(instrument.index)].quantity }

    /// Books a fill: cash, fee, position, and the round trips that it closes.
    public mutating func apply(_ fill: Fill) {
        let notional = fill.notional
        cash = (fill.side == .buy ? cash - notional : cash + notional) - fill.fee
        feesPaid += fill.fee
        ledger.apply(fill, position: &positions[Int(fill.instrument.index)])
    }

    /// Takes `amount` from the cash: borrow cost, interest; a negative amount is paid in.
    public mutating func charge(_ amount: Amount, countsAsFee: Bool = true) {
        cash -= amount
        if countsAsFee { feesPaid += amount }
    }

    /// Multiplies what is open of `instrument` by a split; cost is unchanged.
    public mutating func split(_ instrument: InstrumentID, numerator: Int32, denominator: Int32) {
        ledger.split(instrument, numerator: numerator, denominator: denominator, position: &positions[Int(instrument.index)])
    }

    /// Cash plus positions at `price(index)`, as the equity curve computes it: in `Double`, instrument by instrument.
    @inlinable
    public func equity(price: (Int) -> Double) -> Double {
        var sum = cash.doubleValue
        for index in positions.indices where !positions[index].quantity.isZero {
            sum += positions[index].quantity.doubleValue * price(index)
        }
        return sum
    }
}
