import Foundation
import XCTest

import Kernel
import Market
import Money
import Trading

@testable import Journal

/// What a replay does where the recorded run was ended by the clock, and where the replay differs.
final class ReplayTests: XCTestCase {
    /// Buys one on every second step; may be stopped on a step, as a clock would.
    private final class Buyer: StrategyRuntime {
        var stopsAt = Int.max
        var buysAt = 2
        private(set) var decided: [Int] = []
        private var queue: [Intent] = []
        private(set) var hasFailed = false

        func start(_ portfolio: PortfolioView) {}
        func decide(_ range: Range<Int>) -> Int {
            for step in range {
                decided.append(step)
                if step == stopsAt {
                    hasFailed = true
                    return step + 1
                }
                guard step % buysAt == 1 else { continue }
                queue.append(Intent(kind: .order, instrument: InstrumentID(0), handle: Int64(step), quantity: 1))
                return step + 1
            }
            return range.upperBound
        }
        func onFill(_ fill: Fill, step: Int) {}
        func onOrder(_ order: Order, reason: RejectReason, step: Int) {}
        func onTimer(name: Int, step: Int) {}
        func onParameters(_ changes: [ParameterChange], step: Int) {}
        func stop(step: Int) {}
        var wantsFills: Bool { false }
        var wantsOrders: Bool { false }
        func drainIntents(_ consume: (borrowing Intent) -> Void) {
            for intent in queue { consume(intent) }
            queue.removeAll()
        }
        var hasIntents: Bool { !queue.isEmpty }
    }

    private let market = MarketData(
        instruments: [Instrument(id: InstrumentID(0), symbol: "GEN", tick: .zero, lot: .one)], bars: [BarGenerator(seed: 1).bars(10)])
    private var path = ""

    override func setUp() { path = NSTemporaryDirectory() + "perigee-replay-\(UUID().uuidString).journal" }
    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: path) }

    private func kernel(_ strategy: any StrategyRuntime) -> Kernel { Kernel(market: market, strategy: strategy, cash: Amount("1000") ?? .zero) }

    /// Bars until the strategy is stopped, each span as the kernel takes it.
    private func record(_ strategy: Buyer, failure: String) throws {
        let kernel = kernel(strategy)
        let writer = try MadeUpRun.open(path)
        kernel.process(.start)
        XCTAssertTrue(writer.record(.start, effects: kernel.effects[...], time: kernel.now))
        var step = 0
        while step < market.stepCount && !kernel.hasFailed {
            let end = kernel.advance(through: step..<market.stepCount)
            XCTAssertTrue(writer.recordBars(step..<end, effects: kernel.effects[...], time: market.time))
            kernel.clearEffects()
            step = end
        }
        try writer.note(.failure(ScriptFailure(kind: failure, message: "stopped", line: 1)), time: kernel.now)
        try writer.close(.failed, time: kernel.now)
    }

    private func replay(_ script: Buyer) throws -> JournalReplay {
        let strategy = ReplayedStrategy(script)
        return try JournalReplay(kernel(strategy), strategy, JournalReader(path).entries())
    }

    func testAnAbortByTheClockIsTakenFromTheJournal() throws {
        let stopped = Buyer()
        stopped.stopsAt = 7
        try record(stopped, failure: ScriptFailure.byClock)
        // This one would go on, and buy on step 7: it is not asked.
        let script = Buyer()
        let replay = try replay(script)
        try replay.run(through: .max)
        XCTAssertEqual(replay.event, 9, "the start and eight bars")
        XCTAssertEqual(script.decided, Array(0...6))
        XCTAssertTrue(replay.kernel.hasFailed)
        XCTAssertEqual(replay.kernel.working.map(\.id.raw), [1, 3, 5])
    }

    func testAnAbortForOtherReasonsMustComeAgain() throws {
        let stopped = Buyer()
        stopped.stopsAt = 7
        try record(stopped, failure: "runtime")
        let again = Buyer()
        again.stopsAt = 7
        XCTAssertNoThrow(try replay(again).run(through: .max))
        XCTAssertThrowsError(try replay(Buyer()).run(through: .max)) { XCTAssertEqual(($0 as? ReplayDivergence)?.event, 9) }
    }

    func testAnotherDecisionIsFoundAtItsEvent() throws {
        let recorded = Buyer()
        recorded.buysAt = 4
        try record(recorded, failure: "runtime")
        // Steps 1, 5, 9 are recorded; the replay also buys on step 3, which is event 5.
        XCTAssertThrowsError(try replay(Buyer()).run(through: .max)) { error in
            XCTAssertEqual((error as? ReplayDivergence)?.event, 5, "\(error)")
            XCTAssertEqual((error as? ReplayDivergence)?.replayed.count, 1)
        }
        let silent = Buyer()
        silent.buysAt = 100
        XCTAssertThrowsError(try replay(silent).run(through: .max)) { error in
            XCTAssertEqual((error as? ReplayDivergence)?.event, 7, "step 1 is bought by both, step 5 by the recording alone: \(error)")
        }
    }

    func testNotesComeInTheirPlace() throws {
        let strategy = Buyer()
        let writer = try MadeUpRun.open(path)
        let kernel = kernel(strategy)
        kernel.process(.start)
        try writer.append(.start, effects: [], time: kernel.now)
        try writer.note(.note(HostNote(topic: "pause", fields: [])), time: kernel.now)
        try writer.append(.clock(Timestamp(nanoseconds: 3)), effects: [], time: Timestamp(nanoseconds: 3))
        try writer.close(.completed, time: kernel.now)
        var seen: [String] = []
        let replay = try replay(Buyer())
        try replay.run(through: .max, note: { seen.append("\(Record($0).kind.key) after \(replay.event)") })
        XCTAssertEqual(seen, ["note after 1", "closed after 2"])
    }
}
