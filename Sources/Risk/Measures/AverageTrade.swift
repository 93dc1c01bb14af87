extension Measure {
    /// The expectancy in money.
    static let averageTrade = Measure(
        "average_trade", "Average trade", "Trades", .currency,
        "Mean profit of closed trades after fees."
    ) { input in
        ratio(input.grossProfit - input.grossLoss, Double(input.trades.count))
    }
}
