import Market
import Money
import Trading

/// Equity at each step: cash plus positions at their newest closes, in `Double`, summed in the order of the instruments.
public struct EquityCurve: Sendable {
    /// Of every step, or none where only the newest is kept.
    public private(set) var values: [Double] = []
    private var newest: Double?

    private let keepsAll: Bool

    /// - Parameter keepsAll: false keeps the newest value only.
    init(capacity: Int, keepsAll: Bool = true) {
        self.keepsAll = keepsAll
        if keepsAll { values.reserveCapacity(capacity) }
    }

    /// Cash was moved in or out after the newest step.
    mutating func shift(by amount: Double) {
        if let last = values.indices.last { values[last] += amount }
        if let value = newest { newest = value + amount }
    }

    /// At the newest step; nil before the first.
    public var last: Double? { keepsAll ? values.last : newest }

    /// The mark of the newest step, where only that is kept.
    mutating func mark(newest value: Double) { newest = value }

    /// Marks the steps of `range`, over which the account does not change.
    mutating func mark(_ range: Range<Int>, market: MarketData, account: Account) {
        let cash = account.cash.doubleValue
        let held = account.heldInstruments
        if held == 0 {
            values.append(contentsOf: repeatElement(cash, count: range.count))
            return
        }
        if held == 1, let index = account.onlyHeld, market.latestRows[index] == nil {
            let quantity = account.positions[index].quantity.doubleValue
            let closes = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: market.bars[index].close, count: market.stepCount)[range])
            values.append(contentsOf: closes.lazy.map { cash + quantity * $0 })
            return
        }
        for step in range {
            values.append(account.equity { market.close($0, at: step) })
        }
    }
}
