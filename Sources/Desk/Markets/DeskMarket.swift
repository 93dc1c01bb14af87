import Kernel
import Market
import Scripting

/// The bars of all instruments of a desk, and a view of them for each set of symbols that a seat asks for.
final class DeskMarket {
    let feeds: [InstrumentFeed]
    let instruments: [Instrument]
    let bars: [BarColumns]
    let history: Int
    /// In order of creation.
    private(set) var views: [MarketView] = []
    private(set) var steps = 0
    private(set) var now = Timestamp(nanoseconds: .min)
    private var newestCompletion = Int64.min

    /// - Returns: nil where the system does not give the address space.
    init?(_ feeds: [InstrumentFeed], history: Int) {
        instruments = feeds.enumerated().map { index, feed in
            Instrument(
                id: InstrumentID(Int32(index)), symbol: feed.instrument.symbol, currency: feed.instrument.currency, tick: feed.instrument.tick,
                lot: feed.instrument.lot)
        }
        bars = feeds.compactMap { BarColumns(growing: $0.completionOffset) }
        guard bars.count == feeds.count else { return nil }
        self.feeds = feeds
        self.history = history
    }

    /// Why bars cannot be the next step; nil where they can.
    func fault(_ step: [Bar]) -> String? {
        guard let first = step.first else { return "a step without bars" }
        var last: Int32 = -1
        var moment: Int64?
        for bar in step {
            let index = bar.instrument.index
            guard index > last, Int(index) < bars.count else { return "instrument \(index) in a step of \(bars.count) instruments: expected each once, ascending" }
            last = index
            let columns = bars[Int(index)]
            let symbol = instruments[Int(index)].symbol
            let complete = bar.time.nanoseconds + columns.completionOffset
            if let moment, moment != complete { return "\(symbol): its bar is complete at another moment than that of \(instruments[Int(first.instrument.index)].symbol)" }
            moment = complete
            if columns.count > 0 && bar.time.nanoseconds <= columns.time[columns.count - 1] { return "\(symbol): a bar that is not later than the last one" }
            let prices = [bar.open, bar.high, bar.low, bar.close]
            guard prices.allSatisfy({ $0.isFinite && $0 > 0 }), bar.volume.isFinite, bar.volume >= 0 else {
                return "\(symbol): open \(bar.open), high \(bar.high), low \(bar.low), close \(bar.close), volume \(bar.volume): expected positive prices"
            }
            guard bar.high >= max(bar.open, bar.close, bar.low), bar.low <= min(bar.open, bar.close) else {
                return "\(symbol): high \(bar.high) and low \(bar.low) do not enclose open \(bar.open) and close \(bar.close)"
            }
        }
        if let moment, moment <= newestCompletion { return "a step that is complete no later than the one before it" }
        return nil
    }

    /// Adds a step that has no fault; every view that shows one of its instruments gains a step.
    func append(_ step: [Bar]) {
        var isNew = [Bool](repeating: false, count: bars.count)
        for bar in step {
            let index = Int(bar.instrument.index)
            bars[index].append(bar)
            isNew[index] = true
            newestCompletion = bar.time.nanoseconds + bars[index].completionOffset
            now = max(now, bar.time)
            if bars[index].count % 512 == 0 { bars[index].release(before: bars[index].count - history) }
        }
        steps += 1
        for view in views { view.append(isNew) }
    }

    func pass(_ time: Timestamp) { now = max(now, time) }

    /// The view that shows these instruments, made where there is none yet.
    /// - Returns: nil where the system does not give the address space.
    func view(of indices: [Int]) -> MarketView? {
        if let known = views.first(where: { $0.indices == indices }) { return known }
        let own = indices.enumerated().map { place, index in
            let instrument = instruments[index]
            return Instrument(
                id: InstrumentID(Int32(place)), symbol: instrument.symbol, currency: instrument.currency, tick: instrument.tick, lot: instrument.lot)
        }
        guard let data = MarketData(growing: own, bars: indices.map { bars[$0] }, spacings: indices.map { feeds[$0].spacing }, history: history) else {
            return nil
        }
        let view = MarketView(data, indices: indices)
        view.catchUp()
        views.append(view)
        return view
    }
}

/// An instrument and how its bars come.
public struct InstrumentFeed: Sendable {
    public let instrument: Instrument
    /// From a bar's label to the moment at which it is complete, in nanoseconds.
    public let completionOffset: Int64
    /// The usual distance of its bars in nanoseconds.
    public let spacing: Int64

    public init(instrument: Instrument, completionOffset: Int64, spacing: Int64) {
        self.instrument = instrument
        self.completionOffset = completionOffset
        self.spacing = spacing
    }
}
