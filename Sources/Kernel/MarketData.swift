import Market

/// The prices of a run: instruments, their bars, and the steps in which time moves over all of them together.
///
/// A step is a moment at which at least one bar is complete. `latestRow[i][s]` is the row of instrument `i` that is the newest
/// complete one at step `s`, −1 before its first; `nil` for an instrument whose rows are the steps themselves.
public final class MarketData: @unchecked Sendable {
    public let instruments: [Instrument]
    public let bars: [BarColumns]
    public internal(set) var stepCount: Int
    /// UTC nanoseconds of each step: the latest label among the bars that complete in it.
    public let stepTimes: UnsafePointer<Int64>
    public let latestRows: [UnsafePointer<Int32>?]
    /// True when every instrument's rows are the steps.
    public let isUniform: Bool
    let completions: UnsafePointer<Int64>?
    /// The usual distance between bars of each instrument, in nanoseconds.
    let spacings: [Int64]
    /// Owns what the pointers above lead to, in a backtest.
    private let steps: StepMap?
    /// The same where the market grows.
    let growth: MarketGrowth?

    public init(instruments: [Instrument], bars: [BarColumns]) {
        precondition(!bars.isEmpty && instruments.count == bars.count, "one column set per instrument, and at least one")
        self.instruments = instruments
        self.bars = bars
        let steps = StepMap(bars)
        stepCount = steps.stepCount
        stepTimes = steps.times
        completions = steps.completions.map { UnsafePointer($0) }
        spacings = bars.map { MarketData.spacing($0) }
        latestRows = steps.latestRows.map { map in map.map { UnsafePointer($0) } }
        isUniform = latestRows.allSatisfy { $0 == nil }
        self.steps = steps
        growth = nil
    }

    /// A market that grows by `append`, over bars that grow and that other markets may share.
    ///
    /// - Parameters:
    ///   - bars: by instrument; empty.
    ///   - spacings: by instrument, the usual distance of its bars in nanoseconds.
    ///   - history: steps that stay readable at the least.
    /// - Returns: nil where the system does not give the address space.
    public init?(growing instruments: [Instrument], bars: [BarColumns], spacings: [Int64], history: Int) {
        precondition(!instruments.isEmpty && instruments.count == bars.count && instruments.count == spacings.count)
        guard let growth = MarketGrowth(instruments: instruments.count, history: history) else { return nil }
        self.instruments = instruments
        self.bars = bars
        self.spacings = spacings
        self.growth = growth
        steps = nil
        stepCount = 0
        stepTimes = UnsafePointer(growth.times)
        completions = UnsafePointer(growth.completions)
        latestRows = growth.latestRows.map { map in map.map { UnsafePointer($0) } }
        isUniform = instruments.count == 1
    }

    /// The newest complete row of `instrument` at `step`, or −1.
    @inlinable
    public func latestRow(_ instrument: Int, at step: Int) -> Int {
        guard let map = latestRows[instrument] else { return step }
        return Int(map[step])
    }

    /// The row of `instrument` that completes at `step`, or −1 when none does.
    @inlinable
    public func newRow(_ instrument: Int, at step: Int) -> Int {
        guard let map = latestRows[instrument] else { return step }
        let row = map[step]
        return step > 0 && map[step - 1] == row ? -1 : Int(row)
    }

    @inlinable public func time(_ step: Int) -> Timestamp { Timestamp(nanoseconds: stepTimes[step]) }

    /// The newest close of `instrument` at `step`, or NaN before its first bar.
    @inlinable
    public func close(_ instrument: Int, at step: Int) -> Double {
        let row = latestRow(instrument, at: step)
        return row < 0 ? .nan : bars[instrument].close[row]
    }
}
