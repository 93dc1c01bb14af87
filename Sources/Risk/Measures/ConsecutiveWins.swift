extension Measure {
    /// Trades that break even end a streak.
    static let consecutiveWins = Measure(
        "max_consecutive_wins", "Longest winning streak", "Trades", .count,
        "Most winning trades in a row, by order of exit."
    ) { input in
        streak(input.trades) { $0.pnl > 0 }
    }
}
