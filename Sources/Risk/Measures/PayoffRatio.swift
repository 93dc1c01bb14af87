extension Measure {
    /// NaN without a win or a loss.
    static let payoffRatio = Measure(
        "payoff_ratio", "Payoff ratio", "Trades", .ratio,
        "Average win over the absolute average loss."
    ) { input in
        ratio(ratio(input.grossProfit, Double(input.wins.count)), ratio(input.grossLoss, Double(input.losses.count)))
    }
}
