import Indicators
import Kernel
import Market

/// The declared series of all scripts on one market that grows: equal ones are computed once, and live on when the script that declared
/// them first is replaced by one that declares them too.
///
/// Confined to the thread of its kernel.
public final class SeriesPool {
    public let market: MarketData
    private var graph = SeriesGraph()
    /// In order of creation.
    private var entries: [PooledSeries] = []

    public init(_ market: MarketData) { self.market = market }

    /// The number of columns computed.
    public var count: Int { entries.count }

    /// Computes the rows that the market has gained. Comes before any script decides on them.
    public func advance() {
        for entry in entries { entry.catchUp() }
    }

    /// The series that `source` calls `id`, for a symbol; `discard` gives it back.
    /// - Returns: nil where the system does not give the address space.
    func series(_ id: SeriesID, of source: SeriesGraph, symbol: Int, known: inout [Int: SeriesID]) throws(GraphError) -> PooledSeries? {
        let own = try graph.adopt(id, from: source, known: &known)
        if let entry = entries.first(where: { $0.id == own && $0.symbol == symbol }) {
            entry.users += 1
            return entry
        }
        guard let made = try PooledSeries(own, of: graph, symbol: symbol, market: market) else { return nil }
        made.users = 1
        entries.append(made)
        return made
    }

    func discard(_ used: [PooledSeries]) {
        for entry in used { entry.users -= 1 }
        entries.removeAll { $0.users == 0 }
        if graph.count > 2_000 && graph.count > 8 * entries.count { rebuild() }
    }

    /// Nodes of series that nobody declares any more stay in the graph until it is made anew from those in use.
    private func rebuild() {
        var fresh = SeriesGraph()
        var known: [Int: SeriesID] = [:]
        for entry in entries {
            guard let id = try? fresh.adopt(entry.id, from: graph, known: &known) else { return }
            entry.id = id
        }
        graph = fresh
    }
}
