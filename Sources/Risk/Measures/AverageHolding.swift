extension Measure {
    /// Weekends included.
    static let averageHolding = Measure(
        "average_holding_days", "Average holding", "Trades", .days,
        "Mean calendar days from entry to exit of closed trades."
    ) { input in
        ratio(input.trades.reduce(0) { $0 + Double($1.exitTime - $1.entryTime) / 86_400e9 }, Double(input.trades.count))
    }
}
