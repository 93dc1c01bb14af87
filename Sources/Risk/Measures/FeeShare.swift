extension Measure {
    /// NaN without a winning trade.
    static let feeShare = Measure(
        "fee_share", "Fees of gross profit", "Trades", .percent,
        "Fees over the profit that winning trades made before fees."
    ) { input in
        ratio(input.trades.reduce(0) { $0 + $1.fees }, input.wins.reduce(0) { $0 + $1.pnl + $1.fees })
    }
}
