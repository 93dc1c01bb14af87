import Kernel
import Market
import Scripting
import Simulation
import Store

/// Looks for decisions that depend on the future: everything after a moment is replaced by other prices, and every decision up to
/// it must stay the same. Done for many moments.
struct LookaheadProof {
    let options: BacktestOptions
    let series: [LoadedSeries]
    let cuts: Int

    private struct Decision: Equatable {
        let step: Int
        let effect: Effect
    }

    /// A sentence about the first decision that changed, or `nil` where none did.
    func firstDifference() throws -> String? {
        let original = try decisions(series)
        let times = series.flatMap { loaded in (0..<loaded.bars.count).map { loaded.bars.time[$0] } }.sorted()
        for cut in 1...cuts {
            let moment = times[times.count * cut / (cuts + 1)]
            let scrambled = try decisions(series.map { scramble($0, after: moment, seed: UInt64(cut)) })
            let market = MarketData(instruments: series.enumerated().map { Instrument(id: InstrumentID(Int32($0)), symbol: $1.symbol) }, bars: series.map(\.bars))
            let last = (0..<market.stepCount).last { market.stepTimes[$0] <= moment } ?? 0
            let before = original.filter { $0.step <= last }
            let after = scrambled.filter { $0.step <= last }
            guard before != after else { continue }
            let index = zip(before, after).prefix { $0 == $1 }.count
            let step = min(index < before.count ? before[index].step : .max, index < after.count ? after[index].step : .max)
            return "a decision on \(market.time(step).text) changed when the bars after \(Timestamp(nanoseconds: moment).text) did"
        }
        return nil
    }

    private func decisions(_ series: [LoadedSeries]) throws -> [Decision] {
        let recorder = EventRecorder()
        let session = try BacktestSession(options, series: series, recorder: recorder)
        session.run()
        if let failure = session.instance.failure { throw failure }
        var step = -1
        var result: [Decision] = []
        for entry in recorder.entries {
            if entry.event == nil { step = entry.steps.upperBound - 1 }
            result += entry.effects.map { Decision(step: step, effect: $0) }
        }
        return result
    }

    /// The bars up to `moment` as they are, those after it moved by random factors.
    private func scramble(_ loaded: LoadedSeries, after moment: Int64, seed: UInt64) -> LoadedSeries {
        var random = SeededRandom(seed: seed)
        let source = loaded.bars
        let bars = BarColumns(count: source.count, completionOffset: source.completionOffset) { time, open, high, low, close, volume in
            for row in 0..<source.count {
                time[row] = source.time[row]
                (open[row], high[row], low[row], close[row], volume[row]) = (source.open[row], source.high[row], source.low[row], source.close[row], source.volume[row])
                guard source.time[row] > moment else { continue }
                let factor = 0.2 + 1.8 * random.unit()
                for column in [open, high, low, close] { column[row] = max((column[row] * factor * 100).rounded() / 100, 0.01) }
                high[row] = max(open[row], high[row], low[row], close[row])
                low[row] = min(open[row], low[row], close[row])
                volume[row] = (volume[row] * random.unit() * 2).rounded()
            }
        }
        return LoadedSeries(
            symbol: loaded.symbol, path: loaded.path, hash: loaded.hash, bars: bars, priceDigits: loaded.priceDigits, interval: loaded.interval,
            isCloseOnly: loaded.isCloseOnly, notes: loaded.notes)
    }
}
