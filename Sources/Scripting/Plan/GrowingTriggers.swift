import Indicators
import Kernel
import Market

/// The triggers of a script for one symbol of a market that grows.
struct GrowingTriggers {
    private let bars: BarColumns
    private let graph: StreamingGraph
    private var feeds: [SpaceFeed]
    private var next: Int

    /// Computes the rows that the market remembers, so that a state which began before does not begin anew.
    init(_ needs: SeriesNeeds, symbol: Int, market: MarketData) throws(GraphError) {
        bars = market.bars[symbol]
        next = market.firstRow(symbol)
        graph = try StreamingGraph(needs.graph, keep: [], triggers: needs.triggers)
        feeds = SpaceFeed.feeds(of: graph, symbol: symbol, market: market)
        catchUp()
    }

    /// What fired in the newest row.
    var fired: [TriggerSchedule.Firing] { graph.fired }

    mutating func catchUp() {
        while next < bars.count {
            let moment = bars.time[next] + bars.completionOffset
            for index in feeds.indices { feeds[index].pump(until: moment, into: graph) }
            graph.step(SeriesRow(bars, next))
            next += 1
        }
    }
}
