extension Measure {
    /// (last / first)^(1 / years) − 1.
    static let compoundAnnualGrowthRate = Measure(
        "cagr", "CAGR", "Return", .percent,
        "Compound yearly growth over calendar years of 365.25 days; by the count of periods where no times are known."
    ) { input in
        input.cagr
    }
}
