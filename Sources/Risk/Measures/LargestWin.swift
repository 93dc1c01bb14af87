extension Measure {
    /// NaN without a winning trade.
    static let largestWin = Measure(
        "largest_win", "Largest win", "Trades", .currency,
        "Profit of the best trade."
    ) { input in
        input.wins.map(\.pnl).max() ?? .nan
    }
}
