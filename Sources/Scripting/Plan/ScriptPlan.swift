import CLuaBridge
import Kernel
import Market

/// The columns of a script over a market, and the plain pointers through which the bridge reads them.
protocol ScriptPlan: AnyObject {
    var market: MarketData { get }
    var bridged: pg_market { get }
    /// By symbol: the first row at which callbacks may run.
    var readyRows: [Int64] { get }
    func connect(_ portfolio: PortfolioView)
    /// Makes what callbacks read of a step that the market has gained.
    func advance(to step: Int, _ script: OpaquePointer)
    /// Nothing is decided with it any more.
    func retire()
}

extension pg_market {
    /// What every plan says of a market. The pointers live as long as the market and the arena.
    init(_ market: MarketData, _ arena: PointerArena) {
        self.init()
        symbol_count = Int32(market.instruments.count)
        symbols = UnsafePointer(arena.array(market.instruments.map { UnsafePointer(arena.text($0.symbol)) as UnsafePointer<CChar>? }))
        step_count = Int64(market.stepCount)
        step_times = market.stepTimes
        latest_rows = UnsafePointer(arena.array(market.latestRows))
        closes = UnsafePointer(arena.array(market.bars.map { $0.close as UnsafePointer<Double>? }))
        times = UnsafePointer(arena.array(market.bars.map { $0.time as UnsafePointer<Int64>? }))
        let columns = market.bars.flatMap { bars in
            [bars.open, bars.high, bars.low, bars.volume].map { UnsafeRawPointer($0) } + [UnsafeRawPointer(bars.time)]
        }
        fills = UnsafePointer(arena.array(columns.map { $0 as UnsafeRawPointer? }))
    }
}
