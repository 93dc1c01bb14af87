extension Measure {
    /// Maximum of the returns.
    static let bestPeriod = Measure(
        "best_period", "Best period", "Return", .percent,
        "Largest return of one period."
    ) { input in
        input.scan.largest
    }
}
