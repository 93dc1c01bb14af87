import Experiments

/// Makes pairs of returns of two books step by step: those that `BookMarks` makes of all values at once.
///
/// Money that is moved into a book or out of it is no return: what came before it and what comes after are chained.
struct PairMarks {
    /// One book since the end of the last pair.
    private struct Span {
        var start: Double
        var growth = 1.0
        var last: Double
        /// Closed trades that earlier pairs have counted.
        var trades: Int

        var value: Double { growth * (last / start) - 1 }

        mutating func move(to value: Double) {
            growth *= last / start
            (start, last) = (value, value)
        }

        mutating func close(_ count: Int) {
            (start, growth, trades) = (last, 1, count)
        }
    }
    private let isDaily: Bool
    private var control: Span
    private var treatment: Span
    private var counts: (control: Int, treatment: Int)
    /// Of the newest mark; nil before the first bar.
    private var time: Int64?
    private var lastPair: Int64?
    /// The day on which a test begins is not whole: its last mark is where the first pair starts.
    private var hasBegun: Bool

    init(isDaily: Bool, time: Int64?, control: Double, treatment: Double, trades: Int) {
        self.isDaily = isDaily
        self.time = time
        self.control = Span(start: control, last: control, trades: trades)
        self.treatment = Span(start: treatment, last: treatment, trades: 0)
        counts = (trades, 0)
        hasBegun = !isDaily
    }

    /// Takes the values after a step.
    /// - Returns: the pair that is complete now.
    mutating func mark(time next: Int64, control a: Double, treatment b: Double, trades: (control: Int, treatment: Int))
        -> PairedReturn?
    {
        var pair: PairedReturn?
        if isDaily, let time, ABTest.day(time) != ABTest.day(next) { pair = close() }
        (control.last, treatment.last) = (a, b)
        (counts, time) = (trades, next)
        // Two steps may bear one time where bars of several spacings are complete at different moments.
        if !isDaily, lastPair.map({ next > $0 }) ?? true { pair = close() }
        return pair
    }

    /// Ends the span that goes on.
    mutating func close() -> PairedReturn? {
        defer {
            if !hasBegun {
                // Trades since the start count in the first pair.
                (control.start, treatment.start) = (control.last, treatment.last)
                (control.growth, treatment.growth) = (1, 1)
            }
            hasBegun = true
        }
        guard hasBegun, let time, lastPair.map({ time > $0 }) ?? true else { return nil }
        let pair = PairedReturn(
            time: time, control: control.value, treatment: treatment.value, controlTrades: counts.control - control.trades,
            treatmentTrades: counts.treatment - treatment.trades)
        control.close(counts.control)
        treatment.close(counts.treatment)
        lastPair = time
        return pair
    }

    /// Money was moved into the control's book or out of it.
    mutating func moveControl(to value: Double) { control.move(to: value) }
}
