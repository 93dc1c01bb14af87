extension Measure {
    /// Becker 2006.
    static let painIndex = Measure(
        "pain_index", "Pain index", "Risk", .percent,
        "Mean of the drawdown of all periods, as a positive fraction."
    ) { input in
        input.drawdowns.count == 0 ? .nan : -input.drawdowns.sum / Double(input.drawdowns.count)
    }
}
