extension Measure {
    /// Minimum of the returns.
    static let worstPeriod = Measure(
        "worst_period", "Worst period", "Return", .percent,
        "Smallest return of one period."
    ) { input in
        input.scan.smallest
    }
}
