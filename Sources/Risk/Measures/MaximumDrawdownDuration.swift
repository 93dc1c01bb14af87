extension Measure {
    /// Needs times; NaN without.
    static let maximumDrawdownDuration = Measure(
        "max_drawdown_days", "Longest drawdown", "Risk", .days,
        "Calendar days of the longest time from a peak to the return to it, or to the end."
    ) { input in
        guard input.times.count == input.equity.count, !input.times.isEmpty else { return .nan }
        return input.drawdowns.spans.map { span in
            Double(input.times[span.recovery ?? input.times.count - 1] - input.times[span.peak]) / 86_400e9
        }.max() ?? 0
    }
}
