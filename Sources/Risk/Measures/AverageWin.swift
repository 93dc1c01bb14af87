extension Measure {
    /// NaN without one.
    static let averageWin = Measure(
        "average_win", "Average win", "Trades", .currency,
        "Mean profit of winning trades."
    ) { input in
        ratio(input.grossProfit, Double(input.wins.count))
    }
}
