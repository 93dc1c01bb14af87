extension Measure {
    /// min over t of equity / running maximum − 1.
    static let maximumDrawdown = Measure(
        "max_drawdown", "Max drawdown", "Risk", .percent,
        "Deepest fall of equity below its highest level so far, as a negative fraction."
    ) { input in
        input.drawdowns.deepest
    }
}
