extension Measure {
    /// Trades that break even end a streak.
    static let consecutiveLosses = Measure(
        "max_consecutive_losses", "Longest losing streak", "Trades", .count,
        "Most losing trades in a row, by order of exit."
    ) { input in
        streak(input.trades) { $0.pnl < 0 }
    }
}
