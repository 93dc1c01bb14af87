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
@testable import Journal

/// A host that is killed at any byte comes back with the state it had, and goes on to the bytes of a run that nothing disturbed.
final class RecoveryTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-recovery-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    /// Orders of most kinds, brackets, timers, a table of its own and random numbers; it says what it remembers after each callback.
    private static let script = """
        fast = sma(close, 5)
        function on_start() timer("tick", "3d", "5d") end
        local function say(ctx) log(ctx.state.count, ctx.state.sum, ctx.state.fills, #ctx.state.orders) end
        function on_bar(fast, close, position, ctx)
          local s = ctx.state
          s.count = (s.count or 0) + 1
          s.sum = (s.sum or 0) + ctx.rng:uniform()
          s.fills = s.fills or 0
          s.orders = s.orders or {}
          local dice = ctx.rng:integer(1, 10)
          if dice == 1 then buy(ctx.rng:integer(1, 5))
          elseif dice == 2 and position > 0 then sell(1)
          elseif dice == 3 then s.orders[#s.orders + 1] = buy(2, {limit = close * 0.99})
          elseif dice == 4 and #s.orders > 0 then cancel(s.orders[#s.orders])
          elseif dice == 5 then bracket(3, {take_profit = close * 1.03, stop_loss = close * 0.97})
          elseif dice == 6 and position > 0 then sell(position, {trail_percent = 0.02, tif = "DAY"})
          elseif dice == 7 then target_percent(s.sum % 1) end
          say(ctx)
        end
        function on_fill(fill, ctx)
          ctx.state.fills = ctx.state.fills + fill.quantity
          say(ctx)
        end
        function on_timer(timer, ctx)
          if ctx.state.sum then ctx.state.sum = ctx.state.sum + ctx.rng:normal() end
        end
        """

    /// What a host and a script know after an event.
    private struct Snapshot: Equatable {
        let cash: Amount
        let positions: [Position]
        let working: [Order]
        let now: Timestamp
        let said: String?
        let submitted: Int

        init(_ kernel: Kernel, _ instance: ScriptInstance) {
            cash = kernel.account.cash
            positions = kernel.account.positions
            working = kernel.working
            now = kernel.now
            said = instance.log.lines.last?.text
            submitted = kernel.statistics.submitted
        }
    }

    /// Takes a snapshot after each record on its way to the journal.
    private final class SnapshotLog: EventLog {
        let session: BacktestSession
        let next: any EventLog
        var snapshots: [UInt64: Snapshot] = [:]
        private var event: UInt64 = 0

        init(_ session: BacktestSession, _ next: any EventLog) {
            self.session = session
            self.next = next
        }
        func record(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) -> Bool {
            self.event += 1
            snapshots[self.event] = Snapshot(session.backtest.kernel, session.instance)
            return next.record(event, effects: effects, time: time)
        }
        func recordBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: (Int) -> Timestamp) -> Bool {
            event += UInt64(steps.count)
            snapshots[event] = Snapshot(session.backtest.kernel, session.instance)
            return next.recordBars(steps, effects: effects, time: time)
        }
    }

    private func session() throws -> BacktestSession {
        var options = try BacktestOptions(Arguments(["made.lua", "--data", "made", "--fee-bps", "3", "--account", "margin", "--seed", "9"], for: .backtest))
        options.limits.logLines = 100_000
        let loaded = LoadedSeries(
            symbol: "GEN", path: "made", hash: "made", bars: BarGenerator(seed: 2).bars(250), priceDigits: 2, interval: 0, isCloseOnly: false, notes: [])
        let text = RecoveryTests.script
        return try BacktestSession(options, series: [loaded], script: ScriptFile(text: text, hash: ContentHash.sha256(text)))
    }

    private var grouping: Grouping {
        var grouping = Grouping()
        grouping.entries = 5
        return grouping
    }

    private func recording(_ session: BacktestSession, _ folder: String) throws -> RunRecording {
        try RunRecording(session, folder: RunFolder(folder), words: ["made.lua"], build: "test", grouping: grouping)
    }

    func testTwoHundredCrashesEndAsTheUndisturbedRun() throws {
        let first = try session()
        let undisturbed = try recording(first, folder + "/whole")
        let log = SnapshotLog(first, try XCTUnwrap(first.backtest.log))
        first.backtest.log = log
        first.run()
        XCTAssertNil(first.instance.failure)
        let id = first.runID(build: "test")
        let path = folder + "/whole/\(id).journal"
        let database = try Data(contentsOf: URL(fileURLWithPath: path))
        let wal = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        _ = try undisturbed.finish()
        let expected = try bytes(path)
        XCTAssertGreaterThan(expected.count, 300)
        XCTAssertGreaterThan(first.backtest.kernel.statistics.rejections.count + first.backtest.kernel.statistics.cancelled, 5, "all kinds of orders")

        var random = SeededRandom(seed: 77)
        var ends = Set<UInt64>()
        for point in 0..<200 {
            var cut = wal
            let offset = min(Int(random.unit() * Double(wal.count)), wal.count - 1)
            if point % 2 == 0 { cut = wal.prefix(offset) } else { cut[cut.startIndex + offset] ^= 0x55 }
            let place = folder + "/p\(point)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            let crashed = place + "/\(id).journal"
            try database.write(to: URL(fileURLWithPath: crashed))
            try cut.write(to: URL(fileURLWithPath: crashed + "-wal"))

            let second = try session()
            if let reader = try? JournalReader(crashed) {
                let replayed = try replay(reader)
                ends.insert(replayed.event)
                if replayed.event > 0 { XCTAssertEqual(replayed.state, log.snapshots[replayed.event], "point \(point), event \(replayed.event)") }
            }
            let again = try recording(second, place)
            second.run()
            _ = try again.finish()
            XCTAssertEqual(try bytes(crashed), expected, "point \(point)")
            XCTAssertEqual(second.backtest.kernel.equity.values, first.backtest.kernel.equity.values, "point \(point)")
            XCTAssertEqual(second.instance.log.lines, first.instance.log.lines, "point \(point)")
            try FileManager.default.removeItem(atPath: place)
        }
        XCTAssertGreaterThan(ends.count, 40, "the points are spread over the run")
    }

    /// The state after the committed part of a journal, from a kernel and a script that are fed with it.
    private func replay(_ reader: JournalReader) throws -> (event: UInt64, state: Snapshot) {
        let session = try session()
        let strategy = ReplayedStrategy(session.instance)
        let kernel = Kernel(market: session.market, strategy: strategy, cash: session.options.cash, limits: session.options.riskLimits)
        let replay = try JournalReplay(kernel, strategy, reader.entries())
        try replay.run(through: .max)
        XCTAssertEqual(replay.event, reader.summary.lastEvent)
        return (replay.event, Snapshot(kernel, session.instance))
    }

    private func bytes(_ path: String) throws -> [[UInt8]] {
        let database = try Database(path, .readOnly)
        let statement = try Statement(database, "SELECT event, time, payload, hash FROM entries ORDER BY entry")
        var entries: [[UInt8]] = []
        while try statement.step() {
            let numbers = [statement.integer(0), statement.integer(1)]
            entries.append(numbers.flatMap { number in withUnsafeBytes(of: number) { Array($0) } } + statement.bytes(2) + statement.bytes(3))
        }
        return entries
    }

    func testAReplayToAnyEventHasTheStateOfTheRun() throws {
        let first = try session()
        let recording = try recording(first, folder)
        let log = SnapshotLog(first, try XCTUnwrap(first.backtest.log))
        first.backtest.log = log
        first.run()
        _ = try recording.finish()
        let reader = try JournalReader(folder + "/\(first.runID(build: "test")).journal")
        let session = try session()
        let strategy = ReplayedStrategy(session.instance)
        let kernel = Kernel(market: session.market, strategy: strategy, cash: session.options.cash, limits: session.options.riskLimits)
        let replay = try JournalReplay(kernel, strategy, reader.entries())
        for event in 1...reader.summary.lastEvent {
            try replay.run(through: event)
            XCTAssertEqual(replay.event, event)
            if let snapshot = log.snapshots[event] { XCTAssertEqual(Snapshot(kernel, session.instance), snapshot, "event \(event)") }
        }
    }

    /// A source that does not come again: the host replays what is committed, and only what follows is fed and recorded.
    func testAHostResumesWithoutItsSourceComingAgain() throws {
        let first = try session()
        let undisturbed = try recording(first, folder + "/whole")
        first.backtest.run()
        let id = first.runID(build: "test")
        let path = folder + "/whole/\(id).journal"
        let database = try Data(contentsOf: URL(fileURLWithPath: path))
        let wal = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        _ = try undisturbed.finish()
        let expected = try bytes(path)
        var random = SeededRandom(seed: 8)
        for point in 0..<20 {
            let crashed = folder + "/r\(point).journal"
            try database.write(to: URL(fileURLWithPath: crashed))
            try wal.prefix(wal.count / 5 + Int(random.unit() * Double(wal.count) * 0.8)).write(to: URL(fileURLWithPath: crashed + "-wal"))
            let session = try session()
            let strategy = ReplayedStrategy(session.instance)
            let kernel = Kernel(market: session.market, strategy: strategy, cash: session.options.cash, limits: session.options.riskLimits)
            let writer = try JournalWriter.resume(crashed, grouping: grouping) { try JournalReplay(kernel, strategy, $0).run(through: .max) }
            XCTAssertThrowsError(try JournalWriter.resume(crashed) { _ in }) { XCTAssertEqual(($0 as? JournalError)?.kind, .isBeingWritten) }
            kernel.clearEffects()
            let source = try JournalReader(path).entries()
            while try source.next() {
                guard source.event > writer.resumedAfter else { continue }
                switch try source.record().content {
                case .event(let event):
                    kernel.process(event)
                    try writer.append(event, effects: kernel.effects[...], time: kernel.now)
                case .bars(let steps):
                    var step = steps.lowerBound
                    while step < steps.upperBound {
                        let end = kernel.advance(through: step..<steps.upperBound)
                        try writer.appendBars(step..<end, effects: kernel.effects[...], time: session.market.time)
                        step = end
                    }
                case .closed(let outcome): try writer.close(outcome, time: kernel.now)
                case let content: try writer.note(content, time: kernel.now)
                }
                kernel.clearEffects()
            }
            XCTAssertEqual(try bytes(crashed), expected, "point \(point), resumed after event \(writer.resumedAfter)")
        }
        XCTAssertThrowsError(try JournalWriter.resume(folder + "/r0.journal") { _ in }) { XCTAssertEqual(($0 as? JournalError)?.kind, .ended) }
    }

    /// A real program, killed by the system while it writes.
    func testAProgramThatIsKilledComesBack() throws {
        let binary = root + "/.build/debug/perigee"
        let (script, data) = (folder + "/busy.lua", folder + "/bars.csv")
        try RecoveryTests.script.write(toFile: script, atomically: true, encoding: .utf8)
        func start(_ words: [String]) throws -> Process {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: binary)
            process.arguments = words
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        try start(["generate", "--bars", "8000", "--seed", "3", "--out", data]).waitUntilExit()
        let words = ["backtest", script, "--data", data, "--quiet", "--journal"]
        let began = ProcessInfo.processInfo.systemUptime
        let whole = try start(words + [folder + "/whole"])
        whole.waitUntilExit()
        let seconds = ProcessInfo.processInfo.systemUptime - began
        XCTAssertEqual(whole.terminationStatus, 0)
        let name = try XCTUnwrap(try RunFolder(folder + "/whole").ids().first)
        var random = SeededRandom(seed: 5)
        var cutOff = 0
        for _ in 0..<8 {
            let process = try start(words + [folder + "/killed"])
            // The moment of a kill cannot be injected; wherever it falls, what follows must hold.
            usleep(UInt32(random.unit() * seconds * 1e6))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let path = RunFolder(folder + "/killed").journal(of: name)
            if let reader = try? JournalReader(path), reader.summary.outcome == nil, reader.summary.lastEvent > 0 { cutOff += 1 }
        }
        let last = try start(words + [folder + "/killed"])
        last.waitUntilExit()
        XCTAssertEqual(last.terminationStatus, 0)
        XCTAssertGreaterThan(cutOff, 0, "at least one kill fell inside the run")
        XCTAssertEqual(try bytes(RunFolder(folder + "/killed").journal(of: name)), try bytes(RunFolder(folder + "/whole").journal(of: name)))
    }
}
