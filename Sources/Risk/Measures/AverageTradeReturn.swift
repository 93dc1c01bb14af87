extension Measure {
    /// After fees.
    static let averageTradeReturn = Measure(
        "average_trade_return", "Average trade return", "Trades", .percent,
        "Mean return of closed trades on what their entry cost."
    ) { input in
        ratio(input.trades.reduce(0) { $0 + $1.returnFraction }, Double(input.trades.count))
    }
}
