extension Measure {
    /// Sum of wins / sum of losses.
    static let profitFactor = Measure(
        "profit_factor", "Profit factor", "Trades", .ratio,
        "Gross profit over gross loss of closed trades, after fees; undefined without a losing trade."
    ) { input in
        ratio(input.grossProfit, input.grossLoss)
    }
}
