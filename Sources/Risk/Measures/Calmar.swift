extension Measure {
    /// Young 1991, over the whole run.
    static let calmar = Measure(
        "calmar", "Calmar ratio", "Ratios", .ratio,
        "CAGR over the absolute maximum drawdown."
    ) { input in
        ratio(input.cagr, -input.drawdowns.deepest)
    }
}
