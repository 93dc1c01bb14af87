import Indicators
import Kernel
import Market

/// One declared series of one symbol over a market that grows, computed once for all scripts that declare it.
final class PooledSeries {
    let symbol: Int
    let column: UnsafePointer<Double>
    /// The first row computed.
    let firstRow: Int
    /// The first row with a value; nil while there is none.
    private(set) var firstFinite: Int?
    /// The series' place in the pool's graph, which changes when that is made anew.
    var id: SeriesID
    var users = 0

    private let market: MarketData
    private let bars: BarColumns
    private let graph: StreamingGraph
    private var feeds: [SpaceFeed]
    private let storage: GrowingColumns
    private let values: UnsafeMutablePointer<Double>
    private var next: Int

    /// Computes the rows that the market remembers.
    /// - Returns: nil where the system does not give the address space.
    init?(_ id: SeriesID, of graph: SeriesGraph, symbol: Int, market: MarketData) throws(GraphError) {
        guard let storage = GrowingColumns(count: 1) else { return nil }
        self.id = id
        self.symbol = symbol
        self.market = market
        self.storage = storage
        bars = market.bars[symbol]
        values = storage.column(0)
        column = UnsafePointer(values)
        firstRow = market.firstRow(symbol)
        next = firstRow
        let streaming = try StreamingGraph(graph, keep: [id])
        self.graph = streaming
        feeds = SpaceFeed.feeds(of: streaming, symbol: symbol, market: market)
        catchUp()
    }

    /// Computes the rows that the market has gained.
    func catchUp() {
        while next < bars.count {
            let moment = bars.time[next] + bars.completionOffset
            for index in feeds.indices { feeds[index].pump(until: moment, into: graph) }
            graph.step(SeriesRow(bars, next))
            let value = graph.value(0)
            values[next] = value
            if firstFinite == nil, value.isFinite { firstFinite = next }
            if next % 512 == 511 { storage.release(before: market.firstRow(symbol)) }
            next += 1
        }
    }
}
