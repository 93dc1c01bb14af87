import Numerics

extension Measure {
    /// Van Tharp's system quality number, without a cap on the count.
    static let systemQuality = Measure(
        "sqn", "SQN", "Trades", .number,
        "Root of the number of trades times mean profit over its standard deviation (ddof 1)."
    ) { input in
        let profits = input.trades.map(\.pnl)
        return ratio(mean(profits), standardDeviation(profits)) * Double(profits.count).squareRoot()
    }
}
