import Indicators
import Kernel
import Market

/// The rows of another symbol or timeframe as they complete, for a market that grows: what `SpaceRows` is for one that is whole.
struct SpaceFeed {
    let key: SourceKey
    private let bars: BarColumns
    private let timeframe: Timeframe?
    private var next: Int
    private var period: Int64?
    private var isComplete = true
    private var partial = SeriesRow(open: .nan, high: .nan, low: .nan, close: .nan, volume: 0, time: 0)

    /// - Parameter symbol: the index of the base bars.
    init(_ key: SourceKey, market: MarketData, symbol: Int) {
        self.key = key
        bars = market.bars[symbol]
        timeframe = key.timeframe == 0 ? nil : Timeframe(code: key.timeframe)
        next = market.firstRow(symbol)
    }

    /// What a graph over the rows of `symbol` reads besides them.
    static func feeds(of graph: StreamingGraph, symbol: Int, market: MarketData) -> [SpaceFeed] {
        graph.foreignSpaces.map { SpaceFeed($0, market: market, symbol: $0.symbol < 0 ? symbol : Int($0.symbol)) }
    }

    /// Pushes every row that is complete by `moment` and has not been pushed.
    mutating func pump(until moment: Int64, into graph: StreamingGraph) {
        while next < bars.count, bars.time[next] + bars.completionOffset <= moment {
            take(next, graph)
            next += 1
        }
    }

    private mutating func take(_ row: Int, _ graph: StreamingGraph) {
        let bar = SeriesRow(bars, row)
        guard let timeframe else { return graph.push(key, bar) }
        let now = timeframe.period(of: bars.time[row])
        if now != period {
            if !isComplete { graph.push(key, partial) }
            (period, partial, isComplete) = (now, bar, false)
        } else {
            partial.high = max(partial.high, bar.high)
            partial.low = min(partial.low, bar.low)
            partial.volume += bar.volume
            partial.close = bar.close
            partial.time = bar.time
        }
        if !isComplete, bars.time[row] + bars.completionOffset >= timeframe.end(ofPeriod: now) {
            graph.push(key, partial)
            isComplete = true
        }
    }
}

extension SeriesRow {
    init(_ bars: BarColumns, _ row: Int) {
        self.init(
            open: bars.open[row], high: bars.high[row], low: bars.low[row], close: bars.close[row], volume: bars.volume[row],
            time: Double(bars.time[row]) / 1e9)
    }
}
