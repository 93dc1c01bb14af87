extension Measure {
    /// How often the worst fall was earned back.
    static let recoveryFactor = Measure(
        "recovery_factor", "Recovery factor", "Ratios", .ratio,
        "Total return over the absolute maximum drawdown."
    ) { input in
        guard let first = input.equity.first, let last = input.equity.last, first > 0 else { return .nan }
        return ratio(last / first - 1, -input.drawdowns.deepest)
    }
}
