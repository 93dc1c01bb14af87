/// Made-up bars from a seed: a random walk in which calm and stormy spells take turns, on a tick of 0.01.
///
/// Each bar's return is `drift + volatility × z`, z from `SeededRandom.bell`; the volatility moves between half and three times the
/// given one by a random walk of its own. High and low reach beyond open and close by a share of the bar's own move. The next
/// bar opens where the last one closed, but for a small gap. Made of additions, multiplications and divisions alone: the same
/// bytes on every machine.
public struct BarGenerator: Sendable {
    public var seed: UInt64
    public var startPrice = 100.0
    /// Mean return and standard deviation of a bar.
    public var drift = 0.0
    public var volatility: Double
    /// Nanoseconds between bars. Bars of a day or more skip Saturdays and Sundays.
    public var interval: Int64
    public var start: Timestamp

    public init(seed: UInt64, interval: Int64 = 86_400_000_000_000, start: Timestamp = Timestamp(nanoseconds: 946_857_600_000_000_000)) {
        self.seed = seed
        self.interval = interval
        self.start = start
        let day = 86_400_000_000_000.0
        volatility = 0.012 * (Double(interval) / day).squareRoot()
    }

    public func bars(_ count: Int) -> BarColumns {
        var walk = BarWalk(self)
        let isDaily = interval >= 86_400_000_000_000
        return BarColumns(count: count, completionOffset: completionOffset) { times, opens, highs, lows, closes, volumes in
            var time = start.nanoseconds
            for index in 0..<count {
                if isDaily { while BarGenerator.isWeekend(time) { time += 86_400_000_000_000 } }
                let bar = walk.next()
                times[index] = time
                opens[index] = bar.open
                highs[index] = bar.high
                lows[index] = bar.low
                closes[index] = bar.close
                volumes[index] = bar.volume
                time += interval
            }
        }
    }

    /// From a bar's time to the moment at which it is complete, in nanoseconds.
    public var completionOffset: Int64 { interval >= 86_400_000_000_000 ? 86_400_000_000_000 : 0 }

    public static func isWeekend(_ time: Int64) -> Bool {
        let day = floorDivide(time, 86_400_000_000_000)
        let weekday = ((day + 3) % 7 + 7) % 7
        return weekday >= 5
    }
}
