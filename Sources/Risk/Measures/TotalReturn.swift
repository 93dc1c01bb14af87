extension Measure {
    /// Growth of equity over the whole run.
    static let totalReturn = Measure(
        "total_return", "Total return", "Return", .percent,
        "Last equity over first, less one."
    ) { input in
        guard let first = input.equity.first, let last = input.equity.last, first > 0 else { return .nan }
        return last / first - 1
    }
}
