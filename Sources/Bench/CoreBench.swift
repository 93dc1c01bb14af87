import CBench
import CLuaBridge
import Glibc
import Host
import Market
import Money
import Scripting
import Simulation
import Store

/// The engine: bars a second of whole backtests over made-up bars.
enum CoreBench {
    static let onBar = """
        fast = sma(close, 10)
        slow = sma(close, 50)
        function on_bar(fast, slow, position)
          if fast > slow and position <= 0 then target_percent(0.95)
          elseif fast < slow and position > 0 then target_percent(0) end
        end
        """
    static let triggers = """
        fast = sma(close, 10)
        slow = sma(close, 50)
        on(cross_above(fast, slow), function() target_percent(0.95) end)
        on(cross_below(fast, slow), function() target_percent(0) end)
        """
    static let streaming = """
        local fast, slow = stream.sma(10), stream.sma(50)
        function on_bar(close, position)
          local f, s = fast:update(close), slow:update(close)
          if not s then return end
          if f > s and position <= 0 then target_percent(0.95)
          elseif f < s and position > 0 then target_percent(0) end
        end
        """

    private static func series() -> LoadedSeries {
        LoadedSeries(
            symbol: "GEN", path: "generated", hash: "", bars: BarGenerator(seed: 1, interval: 60_000_000_000).bars(2_000_000),
            priceDigits: 2, interval: 60_000_000_000, isCloseOnly: false, notes: [])
    }

    static func measureOnBar() throws {
        let series = series()
        measureBareCalls(series.bars, try measure("on_bar, two declared inputs", onBar, series))
    }
    static func measureTriggers() throws { try measure("triggers", triggers, series()) }
    static func measureStreaming() throws { try measure("indicators called from Lua", streaming, series()) }

    /// The same function in a bare Lua state, each call protected: what no host can be cheaper than.
    private static func measureBareCalls(_ bars: BarColumns, _ cost: Double) {
        let function = String(onBar.split(separator: "\n").dropFirst(2).joined(separator: "\n"))
        var (fast, slow) = ([Double](repeating: 0, count: bars.count), [Double](repeating: 0, count: bars.count))
        for row in 50..<bars.count {
            fast[row] = (row - 9...row).reduce(0) { $0 + bars.close[$1] } / 10
            slow[row] = (row - 49...row).reduce(0) { $0 + bars.close[$1] } / 50
        }
        let best = (0..<5).map { _ in cb_bare_calls(function, fast, slow, Int64(bars.count)) }.min() ?? -1
        print("bare protected call of that on_bar: \(rounded(best)) ns; a whole bar costs \(rounded(cost / best)) times that")
    }

    static func measureReading() throws {
        let path = "/tmp/perigee-bench-\(getpid()).csv"
        defer { unlink(path) }
        guard Program.run(["generate", "--bars", "1000000", "--interval", "1m", "--out", path]) == 0 else { return }
        var best = Double.infinity
        var size = 0.0
        for _ in 0..<5 {
            let start = pg_monotonic_ns()
            let loaded = try CSVBarReader.load(path)
            best = min(best, Double(pg_monotonic_ns() - start) / 1e9)
            size = Double(try MappedFile(path).bytes.count) / 1e6
            precondition(loaded[0].bars.count == 1_000_000)
        }
        print("reading CSV, hash included: \(rounded(size / best)) MB/s")
    }

    static func measureInstances() throws {
        var best = Double.infinity
        var memory = 0
        for _ in 0..<200 {
            let start = pg_monotonic_ns()
            let instance = try ScriptInstance(source: onBar, path: "bench.lua", hash: "", symbols: ["GEN"])
            best = min(best, Double(pg_monotonic_ns() - start) / 1e3)
            memory = instance.memoryBytes
        }
        print("creating a script instance: \(rounded(best)) µs, \(rounded(Double(memory) / 1e3)) kB")
    }

    /// - Returns: nanoseconds a bar.
    @discardableResult
    private static func measure(_ name: String, _ script: String, _ series: LoadedSeries) throws -> Double {
        let path = "/tmp/perigee-bench-\(getpid()).lua"
        try write(script, to: path)
        defer { unlink(path) }
        var options = BacktestOptions()
        options.script = path
        options.data = ["generated"]
        options.rules.fees = FeeSchedule(rate: Rate(bps: 1) ?? .zero)
        var best = Double.infinity
        var trades = 0
        for _ in 0..<5 {
            let session = try BacktestSession(options, series: [series])
            session.run()
            if let failure = session.instance.failure { throw failure }
            best = min(best, session.runSeconds)
            trades = session.backtest.kernel.account.ledger.trades.count
        }
        let rate = Double(series.bars.count) / best / 1e6
        print("\(name): \(rounded(rate)) M bars/s, \(rounded(best * 1e9 / Double(series.bars.count))) ns/bar, \(trades) trades")
        return best * 1e9 / Double(series.bars.count)
    }

    static func rounded(_ x: Double) -> String { "\((x * 100).rounded() / 100)" }

    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw CommandError("cannot write \(path)", exitCode: 1) }
        fputs(text, file)
        fclose(file)
    }
}
