import CLuaBridge
import Indicators
import Kernel
import Market

/// The columns of a script over market data, and the plain pointers through which the bridge reads them.
final class EvaluationPlan: ScriptPlan {
    let market: MarketData
    /// By symbol. Owns the computed columns.
    let evaluated: [SeriesColumns]
    let alignments: SpaceRows
    private(set) var bridged = pg_market()
    /// By symbol: the first row at which callbacks may run; the number of rows where that never comes.
    private(set) var readyRows: [Int64] = []
    private let arena = PointerArena()

    init(market: MarketData, declarations: Declarations, slots: ColumnSlots, keptHandles: [Int32], named: [SeriesID]) throws(GraphError) {
        self.market = market
        let needs = try SeriesNeeds(declarations, slots: slots, keptHandles: keptHandles, named: named)
        let alignments = SpaceRows(market)
        self.alignments = alignments
        var evaluated: [SeriesColumns] = []
        for symbol in market.bars.indices {
            let columns = try needs.graph.evaluate(
                keep: needs.native, triggers: needs.triggers, rows: { alignments.bars($0, for: symbol).count },
                source: { alignments.column($1, of: $0, for: symbol) }, alignment: { alignments.map(to: $0, for: symbol) })
            evaluated.append(columns)
            readyRows.append(EvaluationPlan.readyRow(columns, needs.required, floor: needs.firstRow, rows: market.bars[symbol].count))
        }
        self.evaluated = evaluated
        fill(needs.native, needs.handleSlots)
    }

    /// Callbacks run once every declared series has a value and every trigger could have fired.
    private static func readyRow(_ columns: SeriesColumns, _ required: [SeriesID], floor: Int, rows: Int) -> Int64 {
        var ready = floor
        for id in required where columns.column(id) != nil { ready = max(ready, columns.firstFinite(id) ?? rows) }
        return Int64(ready)
    }

    private func fill(_ native: [SeriesID], _ handleSlots: [Int32]) {
        bridged = pg_market(market, arena)
        bridged.ready_rows = UnsafePointer(arena.array(readyRows))
        var columns: [UnsafePointer<Double>?] = []
        for symbol in evaluated.indices { columns += native.map { evaluated[symbol].column($0) } }
        bridged.column_count = Int32(native.count)
        bridged.columns = UnsafePointer(arena.array(columns))
        bridged.slots = UnsafePointer(arena.array(handleSlots))
        bridged.series_count = Int32(handleSlots.count)
        let firings = collectFirings()
        bridged.firings = UnsafePointer(arena.array(firings))
        bridged.firing_count = Int64(firings.count)
    }

    /// Firings of all symbols by step, then symbol, then trigger; none before a symbol is ready.
    private func collectFirings() -> [pg_firing] {
        var all: [pg_firing] = []
        all.reserveCapacity(evaluated.reduce(0) { $0 + $1.triggers.firings.count })
        for (symbol, columns) in evaluated.enumerated() {
            let steps = market.latestRows[symbol] == nil ? nil : market.stepsOfRows(symbol)
            for firing in columns.triggers.firings where Int64(firing.row) >= readyRows[symbol] {
                let step = steps.map { $0[Int(firing.row)] } ?? firing.row
                all.append(pg_firing(step: step, trigger: firing.trigger | Int32(symbol) << 16))
            }
        }
        if evaluated.count > 1 { all.sort { ($0.step, $0.trigger) < ($1.step, $1.trigger) } }
        return all
    }

    func advance(to step: Int, _ script: OpaquePointer) {}
    func retire() {}

    func connect(_ portfolio: PortfolioView) {
        bridged.cash = UnsafePointer(portfolio.cash)
        bridged.positions = UnsafePointer(portfolio.positions)
        bridged.entry_prices = UnsafePointer(portfolio.entryPrices)
    }
}
