extension Measure {
    /// NaN without a losing trade.
    static let largestLoss = Measure(
        "largest_loss", "Largest loss", "Trades", .currency,
        "Loss of the worst trade, negative."
    ) { input in
        input.losses.map(\.pnl).min() ?? .nan
    }
}
