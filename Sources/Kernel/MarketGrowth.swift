import Market

/// The steps of a market that grows.
final class MarketGrowth {
    let times: UnsafeMutablePointer<Int64>
    let completions: UnsafeMutablePointer<Int64>
    /// Newest complete row by instrument and step; nil where there is one instrument, whose rows are the steps.
    let latestRows: [UnsafeMutablePointer<Int32>?]
    let history: Int
    private let columns: GrowingColumns

    init?(instruments: Int, history: Int) {
        let maps = instruments == 1 ? 0 : instruments
        guard let columns = GrowingColumns(count: 2 + maps) else { return nil }
        self.columns = columns
        self.history = history
        times = columns.column(0, of: Int64.self)
        completions = columns.column(1, of: Int64.self)
        latestRows = maps == 0 ? [nil] : (0..<maps).map { columns.column(2 + $0, of: Int32.self) }
    }

    func release(before step: Int) { columns.release(before: step) }
}

extension MarketData {
    /// The first step that can still be read.
    public var firstStep: Int { growth.map { max(0, stepCount - $0.history) } ?? 0 }

    /// The first row of an instrument that can still be read.
    public func firstRow(_ instrument: Int) -> Int {
        guard let growth else { return 0 }
        return max(0, bars[instrument].count - growth.history)
    }

    /// Adds a step, after one or more instruments have gained a bar that is complete at one moment.
    ///
    /// Time does not go back: the moment is later than that of the last step. The driver checks that before; here it is a precondition.
    /// - Parameter completed: the instruments with a new bar, ascending.
    /// - Returns: the number of the step.
    @discardableResult
    public func append(_ completed: [Int]) -> Int {
        guard let growth, !completed.isEmpty else { preconditionFailure("a step has bars, and a backtest's market does not grow") }
        var moment = Int64.min
        var label = Int64.min
        for index in completed {
            let time = bars[index].time[bars[index].count - 1]
            label = max(label, time)
            moment = time + bars[index].completionOffset
        }
        let number = stepCount
        precondition(number == 0 || moment > growth.completions[number - 1])
        for index in bars.indices { growth.latestRows[index]?[number] = Int32(bars[index].count - 1) }
        growth.completions[number] = moment
        growth.times[number] = number > 0 ? max(growth.times[number - 1], label) : label
        stepCount = number + 1
        if number % 512 == 511 { growth.release(before: firstStep) }
        return number
    }

    /// Makes the steps of the bars that are there before the first `append`, as far as the market remembers them.
    public func appendHistory() {
        guard let growth, stepCount == 0 else { return }
        if instruments.count == 1 {
            // The rows of a single instrument are its steps, so they keep their numbers.
            for row in firstRow(0)..<bars[0].count {
                growth.times[row] = bars[0].time[row]
                growth.completions[row] = bars[0].time[row] + bars[0].completionOffset
            }
            stepCount = bars[0].count
            return
        }
        var next = bars.indices.map { firstRow($0) }
        while true {
            var moment = Int64.max
            for (index, columns) in bars.enumerated() where next[index] < columns.count {
                moment = min(moment, columns.time[next[index]] + columns.completionOffset)
            }
            guard moment != .max else { return }
            var label = Int64.min
            for (index, columns) in bars.enumerated() {
                if next[index] < columns.count, columns.time[next[index]] + columns.completionOffset == moment {
                    label = max(label, columns.time[next[index]])
                    next[index] += 1
                }
                growth.latestRows[index]?[stepCount] = next[index] == firstRow(index) ? -1 : Int32(next[index] - 1)
            }
            growth.completions[stepCount] = moment
            growth.times[stepCount] = stepCount > 0 ? max(growth.times[stepCount - 1], label) : label
            stepCount += 1
        }
    }
}
