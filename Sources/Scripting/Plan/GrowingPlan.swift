import CLuaBridge
import Indicators
import Kernel
import Market

/// The columns of a script over a market that grows, a row at a time with the bits of `EvaluationPlan`.
final class GrowingPlan: ScriptPlan {
    let market: MarketData
    private(set) var bridged: pg_market
    private let pool: SeriesPool
    private let arena = PointerArena()
    /// By symbol: the series that its callbacks wait for.
    private var waiting: [[PooledSeries]] = []
    private var used: [PooledSeries] = []
    private var triggers: [GrowingTriggers] = []
    /// By symbol: the row from which on nothing but `waiting` holds callbacks back.
    private var floors: [Int] = []
    private let ready: UnsafeMutablePointer<Int64>
    /// First rows by symbol, and behind them the first step.
    private let first: UnsafeMutablePointer<Int64>
    private let firings: UnsafeMutablePointer<pg_firing>
    private var nextStep: Int
    private var isRetired = false

    /// - Returns: nil where the system does not give the address space.
    init?(_ pool: SeriesPool, needs: SeriesNeeds) throws(GraphError) {
        self.pool = pool
        market = pool.market
        let count = market.instruments.count
        nextStep = market.stepCount
        bridged = pg_market(market, arena)
        ready = arena.array([Int64](repeating: .max, count: count))
        first = arena.array([Int64](repeating: 0, count: count + 1))
        firings = arena.array([pg_firing](repeating: pg_firing(), count: needs.triggers.count * count))
        var columns: [UnsafePointer<Double>?] = []
        var known: [Int: SeriesID] = [:]
        for symbol in 0..<count {
            var waits: [PooledSeries] = []
            for id in needs.native {
                if let raw = needs.graph.rawField(id).flatMap({ market.bars[symbol].column($0) }) {
                    columns.append(raw)
                    continue
                }
                guard let series = try pool.series(id, of: needs.graph, symbol: symbol, known: &known) else {
                    pool.discard(used)
                    return nil
                }
                used.append(series)
                columns.append(series.column)
                if needs.required.contains(id) { waits.append(series) }
            }
            waiting.append(waits)
            floors.append(market.firstRow(symbol) + needs.firstRow)
            if !needs.triggers.isEmpty { triggers.append(try GrowingTriggers(needs, symbol: symbol, market: market)) }
        }
        bridged.column_count = Int32(needs.native.count)
        bridged.columns = UnsafePointer(arena.array(columns))
        bridged.slots = UnsafePointer(arena.array(needs.handleSlots))
        bridged.series_count = Int32(needs.handleSlots.count)
        bridged.ready_rows = UnsafePointer(ready)
        bridged.first_rows = UnsafePointer(first)
        for symbol in 0..<count { lookForReadiness(symbol) }
        noteHistory()
    }

    deinit { retire() }

    /// Gives the series back to the pool; those that nobody else uses are computed no further.
    func retire() {
        guard !isRetired else { return }
        isRetired = true
        pool.discard(used)
    }

    var readyRows: [Int64] { market.instruments.indices.map { ready[$0] } }

    func connect(_ portfolio: PortfolioView) {
        bridged.cash = UnsafePointer(portfolio.cash)
        bridged.positions = UnsafePointer(portfolio.positions)
        bridged.entry_prices = UnsafePointer(portfolio.entryPrices)
    }

    func advance(to step: Int, _ script: OpaquePointer) {
        var fired = 0
        while nextStep <= step {
            fired = 0
            for symbol in waiting.indices where market.newRow(symbol, at: nextStep) >= 0 {
                if !triggers.isEmpty { triggers[symbol].catchUp() }
                if ready[symbol] == .max { lookForReadiness(symbol) }
                guard !triggers.isEmpty, ready[symbol] != .max else { continue }
                for firing in triggers[symbol].fired {
                    firings[fired] = pg_firing(step: Int32(nextStep), trigger: firing.trigger | Int32(symbol) << 16)
                    fired += 1
                }
            }
            nextStep += 1
        }
        noteHistory()
        pg_bind_grow(script, Int64(nextStep), firings, Int64(fired))
    }

    private func lookForReadiness(_ symbol: Int) {
        var row = floors[symbol]
        for series in waiting[symbol] {
            guard let finite = series.firstFinite else { return }
            row = max(row, finite)
        }
        if row < market.bars[symbol].count { ready[symbol] = Int64(row) }
    }

    private func noteHistory() {
        for symbol in waiting.indices { first[symbol] = Int64(market.firstRow(symbol)) }
        first[waiting.count] = Int64(market.firstStep)
    }
}

extension BarColumns {
    fileprivate func column(_ field: SeriesField) -> UnsafePointer<Double>? {
        switch field {
        case .open: open
        case .high: high
        case .low: low
        case .close: close
        case .volume: volume
        case .time: nil
        }
    }
}
