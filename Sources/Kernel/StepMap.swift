import Market

/// Merges the rows of several instruments into steps, ordered by the moment at which each bar is complete.
final class StepMap {
    let stepCount: Int
    let times: UnsafePointer<Int64>
    /// When each step's bars are complete; `nil` where all rows are shared.
    let completions: UnsafeMutablePointer<Int64>?
    private let ownedTimes: UnsafeMutablePointer<Int64>?
    /// Newest complete row at each step, −1 before the first; `nil` where rows and steps are the same.
    let latestRows: [UnsafeMutablePointer<Int32>?]

    init(_ bars: [BarColumns]) {
        let first = bars[0]
        let isShared = bars.dropFirst().allSatisfy { StepMap.haveSameRows(first, $0) }
        if isShared {
            stepCount = first.count
            times = first.time
            ownedTimes = nil
            completions = nil
            latestRows = bars.map { _ in nil }
            return
        }
        let total = bars.reduce(0) { $0 + $1.count }
        let times = UnsafeMutablePointer<Int64>.allocate(capacity: max(total, 1))
        let maps = bars.map { _ in UnsafeMutablePointer<Int32>.allocate(capacity: max(total, 1)) }
        let completions = UnsafeMutablePointer<Int64>.allocate(capacity: max(total, 1))
        stepCount = StepMap.merge(bars, times, completions, maps)
        self.completions = completions
        self.times = UnsafePointer(times)
        ownedTimes = times
        latestRows = maps
    }

    deinit {
        ownedTimes?.deallocate()
        completions?.deallocate()
        for map in latestRows { map?.deallocate() }
    }

    private static func haveSameRows(_ a: BarColumns, _ b: BarColumns) -> Bool {
        guard a.count == b.count, a.completionOffset == b.completionOffset else { return false }
        return (0..<a.count).allSatisfy { a.time[$0] == b.time[$0] }
    }

    private static func merge(
        _ bars: [BarColumns], _ times: UnsafeMutablePointer<Int64>, _ completions: UnsafeMutablePointer<Int64>,
        _ maps: [UnsafeMutablePointer<Int32>]
    ) -> Int {
        var next = [Int](repeating: 0, count: bars.count)
        var step = 0
        while true {
            var moment = Int64.max
            for (index, columns) in bars.enumerated() where next[index] < columns.count {
                moment = min(moment, columns.time[next[index]] + columns.completionOffset)
            }
            guard moment != .max else { return step }
            var label = Int64.min
            for (index, columns) in bars.enumerated() {
                if next[index] < columns.count, columns.time[next[index]] + columns.completionOffset == moment {
                    label = max(label, columns.time[next[index]])
                    next[index] += 1
                }
                maps[index][step] = Int32(next[index] - 1)
            }
            completions[step] = moment
            times[step] = step > 0 ? max(times[step - 1], label) : label
            step += 1
        }
    }
}
