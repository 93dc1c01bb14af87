extension Measure {
    /// Growth of the benchmark.
    static let buyAndHoldReturn = Measure(
        "buy_and_hold_return", "Buy and hold", "Return", .percent,
        "The starting cash in equal parts of all symbols from their first close on, without costs."
    ) { input in
        input.benchmarkReturns.isEmpty ? .nan : input.benchmarkReturns.reduce(1) { $0 * (1 + $1) } - 1
    }
}
