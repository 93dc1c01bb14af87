import CLuaBridge
import Glibc
import Host
import Journal
import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading

/// The journal: events a second into it and out of it, where each event is an entry of its own, and what it costs a whole backtest.
enum JournalBench {
    /// Buys one and sells one, a bar each: three events a bar, all of which are entries.
    private final class Alternating: StrategyRuntime {
        private var intent: Intent?
        private var orders: Int64 = 0

        func start(_ portfolio: PortfolioView) {}
        func decide(_ range: Range<Int>) -> Int {
            orders += 1
            intent = Intent(
                kind: .order, instrument: InstrumentID(0), handle: orders, side: orders % 2 == 1 ? .buy : .sell, quantity: 1, line: 7)
            return range.lowerBound + 1
        }
        func onFill(_ fill: Fill, step: Int) {}
        func onOrder(_ order: Order, reason: RejectReason, step: Int) {}
        func onTimer(name: Int, step: Int) {}
        func onParameters(_ changes: [ParameterChange], step: Int) {}
        func stop(step: Int) {}
        var wantsFills: Bool { false }
        var wantsOrders: Bool { false }
        func drainIntents(_ consume: (borrowing Intent) -> Void) {
            if let intent { consume(intent) }
            intent = nil
        }
        var hasIntents: Bool { intent != nil }
        var hasFailed: Bool { false }
    }

    static let manifest = Manifest(
        id: "bench", build: "", seed: 1, command: [], settings: [], parameters: [], scripts: [], files: [])

    static func measure() throws {
        let bars = BarGenerator(seed: 1, interval: 60_000_000_000).bars(400_000)
        let market = MarketData(instruments: [Instrument(id: InstrumentID(0), symbol: "GEN", tick: .zero, lot: .one)], bars: [bars])
        let cash = Amount("100000000") ?? .zero
        let folder = "/tmp/perigee-bench-\(getpid())"
        mkdir(folder, 0o700)
        defer { rmdir(folder) }
        let path = folder + "/bench.journal"
        defer { unlink(path) }
        let bare = seconds(of: 5) { Backtest(market: market, strategy: Alternating(), rules: VenueRules(), cash: cash).run() }
        var events: UInt64 = 0
        var best = Double.infinity
        for _ in 0..<5 {
            unlink(path)
            let backtest = Backtest(market: market, strategy: Alternating(), rules: VenueRules(), cash: cash)
            let start = pg_monotonic_ns()
            let writer = try JournalWriter.open(path, manifest, texts: [], recorded: 0, directory: "/")
            backtest.log = writer
            backtest.run()
            try writer.close(.completed, time: backtest.kernel.now)
            best = min(best, Double(pg_monotonic_ns() - start) / 1e9)
            events = writer.lastEvent
        }
        report("into the journal, an order a bar", events, best)
        report("the same run without a journal", events, bare)
        report("journal read, hashes checked, decoded", events, try secondsToRead(path))
        var replay = Double.infinity
        for _ in 0..<5 {
            let strategy = ReplayedStrategy(Alternating())
            let kernel = Kernel(market: market, strategy: strategy, cash: cash)
            let start = pg_monotonic_ns()
            try JournalReplay(kernel, strategy, JournalReader(path).entries()).run(through: .max)
            replay = min(replay, Double(pg_monotonic_ns() - start) / 1e9)
            precondition(kernel.account.ledger.trades.count > 100_000)
        }
        report("replayed through a kernel, effects compared", events, replay)
        try measureForced(path)
        try measureBacktest(folder)
        try DeskJournalBench.measure(folder)
    }

    /// What most runs are: many bars, few orders.
    private static func measureBacktest(_ folder: String) throws {
        let (script, data) = (folder + "/bench.lua", folder + "/bench.csv")
        defer {
            for file in [script, data] { unlink(file) }
        }
        try CoreBench.write(CoreBench.onBar, to: script)
        guard Program.run(["generate", "--bars", "1000000", "--interval", "1m", "--out", data]) == 0 else { return }
        var options = BacktestOptions()
        (options.script, options.data) = (script, [data])
        let series = try CSVBarReader.load(data)
        var (off, on, replay) = (Double.infinity, Double.infinity, Double.infinity)
        var events: UInt64 = 0
        for _ in 0..<5 {
            let bare = try BacktestSession(options, series: series)
            bare.run()
            off = min(off, bare.runSeconds)
            let path = folder + "/bench.journal"
            unlink(path)
            let session = try BacktestSession(options, series: series)
            let writer = try JournalWriter.open(path, manifest, texts: [], recorded: 0, directory: "/")
            session.backtest.log = writer
            session.run()
            try writer.close(.completed, time: session.backtest.kernel.now)
            on = min(on, session.runSeconds)
            events = writer.lastEvent
            let again = try BacktestSession(options, series: series)
            let strategy = ReplayedStrategy(again.instance)
            let kernel = Kernel(market: again.market, strategy: strategy, cash: options.cash)
            let start = pg_monotonic_ns()
            try JournalReplay(kernel, strategy, JournalReader(path).entries()).run(through: .max)
            replay = min(replay, Double(pg_monotonic_ns() - start) / 1e9)
        }
        report("on_bar without a journal", events, off)
        report("on_bar with a journal", events, on)
        report("on_bar replayed from it", events, replay)
    }

    private static func secondsToRead(_ path: String) throws -> Double {
        var best = Double.infinity
        for _ in 0..<5 {
            let start = pg_monotonic_ns()
            let cursor = try JournalReader(path).entries()
            var effects = 0
            while try cursor.next() { effects += try cursor.record().effects.count }
            best = min(best, Double(pg_monotonic_ns() - start) / 1e9)
            precondition(effects > 0)
        }
        return best
    }

    /// Every entry forced to the disk before its effects act, as for a venue that is not simulated.
    private static func measureForced(_ path: String) throws {
        unlink(path)
        let writer = try JournalWriter.open(path, manifest, texts: [], recorded: 0, directory: "/", grouping: .live)
        let effects = [Effect.cancel(OrderID(1), InstrumentID(0))]
        let start = pg_monotonic_ns()
        for index in 0..<500 {
            let time = Timestamp(nanoseconds: Int64(index))
            try writer.append(.clock(time), effects: effects[...], time: time)
        }
        report("into the journal, each event forced to the disk", 500, Double(pg_monotonic_ns() - start) / 1e9)
    }

    static func seconds(of count: Int, _ body: () -> Void) -> Double {
        (0..<count).map { _ in
            let start = pg_monotonic_ns()
            body()
            return Double(pg_monotonic_ns() - start) / 1e9
        }.min() ?? .nan
    }

    static func report(_ name: String, _ events: UInt64, _ seconds: Double) {
        print("\(name): \(CoreBench.rounded(Double(events) / seconds / 1e6)) M events/s, \(CoreBench.rounded(seconds * 1e9 / Double(events))) ns/event")
    }
}
