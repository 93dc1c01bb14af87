/// The values of two books at the same times, from which daily pairs of returns are made.
public struct BookMarks: Sendable {
    /// UTC nanoseconds, ascending.
    public let times: [Int64]
    public let control: [Double]
    public let treatment: [Double]

    /// Throws `ExperimentError` for lists of different lengths, times that do not ascend and a value that is not above zero.
    public init(times: [Int64], control: [Double], treatment: [Double]) throws {
        for index in times.indices.dropFirst() where times[index] <= times[index - 1] {
            throw ExperimentError("times[\(index)]", times[index], "a time after the one before, \(times[index - 1])")
        }
        for (name, values) in [("control", control), ("treatment", treatment)] {
            guard values.count == times.count else {
                throw ExperimentError(name, "\(values.count) values", "\(times.count), one for each time")
            }
            if let index = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw ExperimentError(
                    "\(name)[\(index)]", values[index], "a value above zero: a book that lost everything has no returns")
            }
        }
        self.times = times
        self.control = control
        self.treatment = treatment
    }

    /// The positions of the last mark of each UTC date, all marks where `daily` is false.
    private func ends(daily: Bool) -> [Int] {
        guard daily else { return Array(times.indices) }
        return times.indices.filter { $0 + 1 == times.count || PairedReturns.day(times[$0]) != PairedReturns.day(times[$0 + 1]) }
    }

    /// One pair for each span between the last marks of neighbouring dates, or between neighbouring marks.
    ///
    /// - Parameters:
    ///   - controlTrades: times at which trades of the control were closed, ascending; each counts in the span it falls in.
    public func pairs(daily: Bool, controlTrades: [Int64] = [], treatmentTrades: [Int64] = []) -> [PairedReturn] {
        let ends = ends(daily: daily)
        var (a, b) = (0, 0)
        func count(_ trades: [Int64], _ next: inout Int, to time: Int64) -> Int {
            let first = next
            while next < trades.count, trades[next] <= time { next += 1 }
            return next - first
        }
        return zip(ends, ends.dropFirst()).map { from, to in
            PairedReturn(
                time: times[to], control: control[to] / control[from] - 1, treatment: treatment[to] / treatment[from] - 1,
                controlTrades: count(controlTrades, &a, to: times[to]), treatmentTrades: count(treatmentTrades, &b, to: times[to])
            )
        }
    }
}
