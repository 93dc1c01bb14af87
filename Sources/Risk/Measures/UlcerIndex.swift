extension Measure {
    /// Martin and McCann 1989, as a fraction.
    static let ulcerIndex = Measure(
        "ulcer_index", "Ulcer index", "Risk", .percent,
        "Root mean square of the drawdown of all periods."
    ) { input in
        input.drawdowns.count == 0 ? .nan : (input.drawdowns.squares / Double(input.drawdowns.count)).squareRoot()
    }
}
