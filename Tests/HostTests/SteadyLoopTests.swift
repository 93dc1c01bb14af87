import Foundation
import XCTest

import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading

@testable import Host

/// The loop that every bar goes through: it allocates nothing in the script, and single steps do what spans do.
final class SteadyLoopTests: XCTestCase {
    private func session(_ script: String, bars: Int, recorder: EventRecorder? = nil) throws -> BacktestSession {
        let path = NSTemporaryDirectory() + "perigee-loop-\(UUID().uuidString).lua"
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let options = try BacktestOptions(Arguments([path, "--data", "made", "--fee-bps", "3"], for: .backtest))
        let loaded = LoadedSeries(
            symbol: "GEN", path: "made", hash: "", bars: BarGenerator(seed: 2).bars(bars), priceDigits: 2, interval: 0, isCloseOnly: false, notes: [])
        return try BacktestSession(options, series: [loaded], recorder: recorder)
    }

    private let trading = """
        fast = sma(close, 10)
        slow = sma(close, 50)
        function on_bar(fast, slow, position, equity, ctx)
          if fast > slow and position <= 0 then target_percent(0.95)
          elseif fast < slow and position > 0 then target_percent(0) end
        end
        """

    func testTheScriptAllocatesNothingPerBar() throws {
        let session = try session(trading, bars: 60_000)
        let kernel = session.backtest.kernel
        kernel.process(.start)
        var step = 0
        func run(to end: Int) {
            while step < end {
                step = kernel.advance(through: step..<end)
                kernel.clearEffects()
            }
        }
        run(to: 10_000)
        let before = session.instance.allocationCount
        run(to: 60_000)
        XCTAssertNil(session.instance.failure)
        XCTAssertEqual(session.instance.allocationCount, before, "50,000 callbacks with two series, position, equity and ctx")
    }

    func testSpansAndSingleStepsGiveTheSameEffects() throws {
        let recorder = EventRecorder()
        let whole = try session(trading, bars: 20_000, recorder: recorder)
        whole.run()
        XCTAssertGreaterThan(whole.backtest.kernel.account.ledger.trades.count, 100)
        let single = try session(trading, bars: 20_000)
        let kernel = Kernel(market: single.market, strategy: single.instance, cash: single.options.cash)
        XCTAssertEqual(recorder.replay(into: kernel).flatMap { $0 }, recorder.entries.flatMap(\.effects))
        XCTAssertEqual(kernel.equity.values, whole.backtest.kernel.equity.values)
    }

    func testMemoryStaysFlatOverManyBacktestsInOneProcess() throws {
        func resident() -> Int {
            let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
            return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4_096
        }
        for _ in 0..<100 { try session(trading, bars: 2_000).run() }
        let before = resident()
        for _ in 0..<400 { try session(trading, bars: 2_000).run() }
        XCTAssertLessThan(resident() - before, 8 << 20, "400 more backtests")
    }
}
