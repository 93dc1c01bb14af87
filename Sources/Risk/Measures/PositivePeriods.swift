extension Measure {
    /// Periods without a position count as not positive.
    static let positivePeriods = Measure(
        "positive_periods", "Positive periods", "Return", .percent,
        "Share of all periods with a return above zero."
    ) { input in
        ratio(Double(input.scan.positive), Double(input.returns.count))
    }
}
