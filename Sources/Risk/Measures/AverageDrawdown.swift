extension Measure {
    /// One value a drawdown, not one a period.
    static let averageDrawdown = Measure(
        "average_drawdown", "Average drawdown", "Risk", .percent,
        "Mean of the deepest points of all drawdowns."
    ) { input in
        let spans = input.drawdowns.spans
        return spans.isEmpty ? (input.drawdowns.deepest.isNaN ? .nan : 0) : spans.reduce(0) { $0 + $1.depth } / Double(spans.count)
    }
}
