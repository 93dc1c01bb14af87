import Desk
import Market

/// Made-up bars of several symbols that come as those of a market do: now and then a symbol has no bar, and now and then nothing
/// comes for a while. The same seed gives the same events on every machine.
final class GeneratedTape: EventTape {
    let feeds: [InstrumentFeed]
    let origin: [String]
    private var walks: [BarWalk]
    private var random: SeededRandom
    private let interval: Int64
    private let completionOffset: Int64
    private var time: Int64
    /// Steps still to come; nil without an end.
    private var left: Int?

    /// - Parameter bars: steps in all; nil without an end.
    init(instruments: [Instrument], seed: UInt64, interval: Int64, start: Timestamp? = nil, bars: Int?) {
        var terms = BarGenerator(seed: seed, interval: interval)
        if let start { terms.start = start }
        self.interval = interval
        completionOffset = terms.completionOffset
        left = bars
        time = GeneratedTape.workday(terms.start.nanoseconds, interval)
        random = SeededRandom(seed: seed)
        // Each symbol walks on numbers of its own, so that one more symbol changes no other.
        walks = instruments.indices.map { index in
            var own = terms
            own.seed = seed &+ UInt64(index + 1) &* 0x9e37_79b9_7f4a_7c15
            return BarWalk(own)
        }
        feeds = instruments.map { InstrumentFeed(instrument: $0, completionOffset: terms.completionOffset, spacing: interval) }
        origin = instruments.map { "\($0.symbol) generated seed \(seed) interval \(interval)" }
    }

    var moment: Int64? { left == 0 ? nil : time + completionOffset }

    func take() -> DeskEvent {
        var step: [Bar] = []
        for index in walks.indices {
            // One bar in thirty is missing, but no step is empty.
            let isMissing = random.unit() < 1.0 / 30 && (index + 1 < walks.count || !step.isEmpty)
            guard !isMissing else { continue }
            let bar = walks[index].next()
            step.append(
                Bar(
                    instrument: InstrumentID(Int32(index)), time: Timestamp(nanoseconds: time), open: bar.open, high: bar.high,
                    low: bar.low,
                    close: bar.close, volume: bar.volume))
        }
        // One step in two hundred is followed by a silence of some bars.
        let silence = random.unit() < 1.0 / 200 ? Int64(1 + 20 * random.unit()) : 0
        time = GeneratedTape.workday(time + interval * (1 + silence), interval)
        left = left.map { $0 - 1 }
        return .bars(step)
    }

    private static func workday(_ time: Int64, _ interval: Int64) -> Int64 {
        let day: Int64 = 86_400_000_000_000
        var time = time
        if interval >= day { while BarGenerator.isWeekend(time) { time += day } }
        return time
    }
}
