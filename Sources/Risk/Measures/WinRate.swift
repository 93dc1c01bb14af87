extension Measure {
    /// Trades that break even count as not won.
    static let winRate = Measure(
        "win_rate", "Win rate", "Trades", .percent,
        "Share of closed trades with a profit after fees."
    ) { input in
        ratio(Double(input.wins.count), Double(input.trades.count))
    }
}
