extension Measure {
    /// Commissions and taxes.
    static let feesPaid = Measure(
        "fees_paid", "Fees", "Trades", .currency,
        "Fees of closed trades."
    ) { input in
        input.trades.reduce(0) { $0 + $1.fees }
    }
}
