extension Measure {
    /// Kelly 1956 for two outcomes: p − q / b.
    static let kellyFraction = Measure(
        "kelly_fraction", "Kelly fraction", "Trades", .percent,
        "Win rate less loss rate over the payoff ratio."
    ) { input in
        let count = Double(input.trades.count)
        let payoff = ratio(ratio(input.grossProfit, Double(input.wins.count)), ratio(input.grossLoss, Double(input.losses.count)))
        return ratio(Double(input.wins.count), count) - ratio(ratio(Double(input.losses.count), count), payoff)
    }
}
