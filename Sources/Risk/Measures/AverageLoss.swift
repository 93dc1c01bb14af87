extension Measure {
    /// NaN without one.
    static let averageLoss = Measure(
        "average_loss", "Average loss", "Trades", .currency,
        "Mean loss of losing trades, negative."
    ) { input in
        ratio(-input.grossLoss, Double(input.losses.count))
    }
}
