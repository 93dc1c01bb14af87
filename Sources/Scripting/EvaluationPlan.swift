import CLuaBridge
import Indicators
import Kernel
import Market

/// The columns of a script over market data, and the plain pointers through which the bridge reads them.
final class EvaluationPlan {
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
        var graph = declarations.graph
        var handleSlots = [Int32](repeating: -1, count: declarations.handles.count)
        for handle in keptHandles { handleSlots[Int(handle)] = slots.slot(of: declarations.handles[Int(handle)]) }
        var native: [SeriesID] = []
        for id in slots.ids { native.append(try graph.native(id)) }
        var required: [SeriesID] = []
        for id in named { required.append(try graph.native(id)) }
        // How long a series of other rows warms up is known from its column only.
        for id in required {
            let isForeign = try !graph.foreignSpaces(keep: [id]).isEmpty
            if isForeign && !native.contains(id) { native.append(id) }
        }
        let firstRow = (required + declarations.triggers.map(\.condition)).map { graph.warmUp(of: $0) - 1 }.max() ?? 0
        let triggers = declarations.triggers.map { SeriesTrigger($0.condition, $0.mode, firstRow: max(firstRow, 0)) }
        let alignments = SpaceRows(market)
        self.alignments = alignments
        var evaluated: [SeriesColumns] = []
        for symbol in market.bars.indices {
            let columns = try graph.evaluate(
                keep: native, triggers: triggers, rows: { alignments.bars($0, for: symbol).count },
                source: { alignments.column($1, of: $0, for: symbol) }, alignment: { alignments.map(to: $0, for: symbol) })
            evaluated.append(columns)
            readyRows.append(EvaluationPlan.readyRow(columns, required, floor: max(firstRow, 0), rows: market.bars[symbol].count))
        }
        self.evaluated = evaluated
        fill(native, handleSlots)
    }

    /// Callbacks run once every declared series has a value and every trigger could have fired.
    private static func readyRow(_ columns: SeriesColumns, _ required: [SeriesID], floor: Int, rows: Int) -> Int64 {
        var ready = floor
        for id in required where columns.column(id) != nil { ready = max(ready, columns.firstFinite(id) ?? rows) }
        return Int64(ready)
    }

    private func fill(_ native: [SeriesID], _ handleSlots: [Int32]) {
        let symbols = market.instruments.indices
        bridged.symbol_count = Int32(symbols.count)
        bridged.symbols = UnsafePointer(arena.array(market.instruments.map { UnsafePointer(arena.text($0.symbol)) as UnsafePointer<CChar>? }))
        bridged.step_count = Int64(market.stepCount)
        bridged.step_times = market.stepTimes
        bridged.latest_rows = UnsafePointer(arena.array(market.latestRows))
        bridged.closes = UnsafePointer(arena.array(market.bars.map { $0.close as UnsafePointer<Double>? }))
        bridged.times = UnsafePointer(arena.array(market.bars.map { $0.time as UnsafePointer<Int64>? }))
        let fills = market.bars.flatMap { bars in
            [bars.open, bars.high, bars.low, bars.volume].map { UnsafeRawPointer($0) } + [UnsafeRawPointer(bars.time)]
        }
        bridged.fills = UnsafePointer(arena.array(fills.map { $0 as UnsafeRawPointer? }))
        bridged.ready_rows = UnsafePointer(arena.array(readyRows))
        var columns: [UnsafePointer<Double>?] = []
        for symbol in symbols { columns += native.map { evaluated[symbol].column($0) } }
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

    func connect(_ portfolio: PortfolioView) {
        bridged.cash = UnsafePointer(portfolio.cash)
        bridged.positions = UnsafePointer(portfolio.positions)
        bridged.entry_prices = UnsafePointer(portfolio.entryPrices)
    }
}
