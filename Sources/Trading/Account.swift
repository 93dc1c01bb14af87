import Market
import Money

/// Cash and positions, changed by fills only: the host and a simulated venue each keep one, and they must agree.
public struct Account: Sendable {
    public private(set) var cash: Amount
    /// By instrument index.
    public private(set) var positions: [Position]
    public private(set) var ledger: TradeLedger
    /// The number of instruments with a position.
    public private(set) var heldInstruments = 0
    /// Fees, taxes and charges paid so far.
    public private(set) var feesPaid: Amount = .zero

    /// - Parameter recordsTrades: whether the ledger keeps round trips; a venue's books need none.
    public init(cash: Amount, instruments: Int, recordsTrades: Bool = true) {
        self.cash = cash
        self.positions = Array(repeating: Position(), count: instruments)
        self.ledger = TradeLedger(instruments: instruments, recordsTrades: recordsTrades)
    }

    @inlinable
    public func quantity(of instrument: InstrumentID) -> Quantity { positions[Int(instrument.index)].quantity }

    /// Books a fill: cash, fee, position, and the round trips that it closes.
    public mutating func apply(_ fill: Fill) {
        let notional = fill.notional
        cash = (fill.side == .buy ? cash - notional : cash + notional) - fill.fee
        feesPaid += fill.fee
        let index = Int(fill.instrument.index)
        let wasFlat = positions[index].quantity.isZero
        ledger.apply(fill, position: &positions[index])
        let isFlat = positions[index].quantity.isZero
        if wasFlat != isFlat { heldInstruments += isFlat ? -1 : 1 }
    }

    /// Whether `takeTrades` would find something.
    public var hasTrades: Bool { !ledger.trades.isEmpty }

    /// The round trips since the last call, which the ledger forgets: a host that runs for years keeps them elsewhere.
    public mutating func takeTrades() -> [ClosedTrade] { ledger.takeTrades() }

    /// The index of the instrument held when it is the only one.
    public var onlyHeld: Int? {
        heldInstruments == 1 ? positions.firstIndex { !$0.quantity.isZero } : nil
    }

    /// Takes `amount` from the cash: borrow cost, interest; a negative amount is paid in.
    public mutating func charge(_ amount: Amount, countsAsFee: Bool = true) {
        cash -= amount
        if countsAsFee { feesPaid += amount }
    }

    /// Multiplies what is open of `instrument` by a split. The cost stays what it was, to the last unit of prices and quantities.
    public mutating func split(_ instrument: InstrumentID, numerator: Int32, denominator: Int32) {
        ledger.split(instrument, numerator: numerator, denominator: denominator, position: &positions[Int(instrument.index)])
        heldInstruments = positions.count { !$0.quantity.isZero }
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
