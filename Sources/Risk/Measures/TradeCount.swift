extension Measure {
    /// Open positions are not counted.
    static let tradeCount = Measure(
        "trades", "Trades", "Trades", .count,
        "Closed round trips, matched first in first out."
    ) { input in
        Double(input.trades.count)
    }
}
