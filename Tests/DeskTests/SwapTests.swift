import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading
import XCTest

@testable import Desk

/// What a swap keeps, and what happens to versions that fail.
final class SwapTests: DeskTestCase {
    /// Trades on a state of its own, so that a swap which lost state, timers, handles or series would trade otherwise.
    private func strategy(_ extra: String = "", body: String = "") -> String {
        """
        fast = ema(close, 5)
        slow = ema(close, 20)
        \(extra)
        function on_start(ctx) ctx.state.count = 0; timer("beat", 3600, 3600) end
        function on_timer(timer, ctx) ctx.state.beats = (ctx.state.beats or 0) + 1 end
        function on_bar(fast, slow, position, ctx)
          ctx.state.count = ctx.state.count + 1
          \(body)
          if fast > slow and position <= 0 then bracket(10 + ctx.state.count % 7, {take_profit = ctx.price("ONE") * 1.02, stop_loss = ctx.price("ONE") * 0.97})
          elseif fast < slow and position > 0 then cancel_all(); close_position() end
        end
        """
    }

    private func closes(_ count: Int) -> [Double] {
        var random = SeededRandom(seed: 5)
        var price = 100.0
        return (0..<count).map { _ in
            price *= 1 + 0.01 * (random.unit() - 0.5)
            return (price * 10_000).rounded() / 10_000
        }
    }

    private struct Outcome: Equatable {
        var trades: [ClosedTrade] = []
        var cash = Amount.zero
        var equity = 0.0
        var state = ""
        var orders = 0
    }

    private func run(_ closes: [Double], first: String, before: (Int) -> DeskEvent?) throws -> (Outcome, [DeskNotice]) {
        let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
        desk.process(command("s", .open(SeatTerms(version: version(first), cash: money("100000")))))
        XCTAssertNotNil(desk.seat("s"), "\(transcript(desk.notices))")
        var outcome = Outcome()
        var notable: [DeskNotice] = []
        for (index, step) in minutes(closes).enumerated() {
            if let event = before(index) { desk.process(event) }
            desk.process(.bars(step))
            for notice in desk.notices {
                switch notice.content {
                case .trade(let trade): outcome.trades.append(trade)
                case .effect(.submit): outcome.orders += 1
                case .effect, .report, .log: break
                default: notable.append(notice)
                }
            }
            desk.clearNotices()
        }
        let seat = try XCTUnwrap(desk.seat("s"))
        (outcome.cash, outcome.equity) = (seat.kernel.account.cash, seat.equity)
        outcome.state = try "\(seat.instance.exportState())"
        return (outcome, notable)
    }

    func testASwapEveryFiftyEventsChangesNothing() throws {
        let closes = closes(3_000)
        let (plain, _) = try run(closes, first: strategy()) { _ in nil }
        XCTAssertGreaterThan(plain.trades.count, 50)
        for terms in [ProbationTerms(events: 0), ProbationTerms(events: 30)] {
            let (swapped, notices) = try run(closes, first: strategy()) { index in
                guard index > 0, index % 50 == 0 else { return nil }
                return self.command("s", .swap(self.version(self.strategy("-- \(index)")), terms))
            }
            XCTAssertEqual(swapped, plain)
            let refused = notices.filter { if case .refused = $0.content { true } else { false } }
            XCTAssertEqual(refused.count, 0, "\(refused)")
            if terms.events > 0 {
                XCTAssertEqual(notices.filter { if case .committed = $0.content { true } else { false } }.count, 59)
            }
        }
    }

    /// A version that fails at its 37th event leaves no trace: the one before it decides that very event.
    func testAFailureOnProbationLeavesNoTrace() throws {
        let closes = closes(3_000)
        let (plain, _) = try run(closes, first: strategy()) { _ in nil }
        let faults = [
            "if ctx.state.count % 100 == 37 then error('the 37th') end", "if ctx.state.count % 100 == 37 then local x = nil; x.y = 1 end",
            "if ctx.state.count % 100 == 37 then local t = {} for i = 1, 1e9 do t[i] = i end end",
        ]
        for fault in faults {
            let (faulty, notices) = try run(closes, first: strategy()) { index in
                guard index > 0, index % 500 == 0 else { return nil }
                return self.command("s", .swap(self.version(self.strategy("-- \(index)", body: fault)), ProbationTerms(events: 200)))
            }
            XCTAssertEqual(faulty, plain, fault)
            XCTAssertEqual(notices.filter { if case .reverted = $0.content { true } else { false } }.count, 5, fault)
        }
    }

    func testAVersionThatDecidesOtherwiseIsSentBackWhereThatIsBounded() throws {
        let (_, notices) = try run(closes(400), first: strategy()) { index in
            guard index == 100 else { return nil }
            return self.command("s", .swap(self.version(self.strategy(body: "buy(1)")), ProbationTerms(events: 200, divergences: 3)))
        }
        let reasons = notices.compactMap { notice -> String? in
            guard case .reverted(_, let reason) = notice.content else { return nil }
            return reason
        }
        XCTAssertEqual(reasons.count, 1)
        XCTAssertTrue(reasons[0].contains("differed from those of the version before in 4 callbacks, more than the 3 allowed"), reasons[0])
    }

    func testRefusedOrdersEndAProbation() throws {
        let (_, notices) = try run(closes(400), first: strategy()) { index in
            guard index == 100 else { return nil }
            return self.command("s", .swap(self.version(self.strategy(body: "buy(1e9)")), ProbationTerms(events: 200, rejections: 5)))
        }
        XCTAssertTrue(notices.contains { if case .reverted(_, let reason) = $0.content { reason.contains("6 of its orders were refused") } else { false } })
    }

    func testFailuresOfASwapChangeNothing() throws {
        let closes = closes(600)
        let (plain, _) = try run(closes, first: strategy()) { _ in nil }
        var limits = ScriptLimits()
        limits.callbackMilliseconds = 50
        for (text, said) in [
            ("x = ", "t.lua:1"), (strategy("function migrate(old, v) while true do end end"), "budget"),
            (strategy("function migrate(old, v) return nil end"), "migrate"), (strategy("function migrate(old, v) error('no') end"), "no"),
            (strategy("y = of('TWO').close"), "unknown symbol 'TWO'"), (strategy("version = 0"), "version"),
        ] {
            let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
            var terms = SeatTerms(version: version(strategy()), cash: money("100000"))
            terms.scriptLimits = limits
            desk.process(command("s", .open(terms)))
            var refusal = ""
            var trades: [ClosedTrade] = []
            for (index, step) in minutes(closes).enumerated() {
                if index == 300 { desk.process(command("s", .swap(version(text), ProbationTerms()))) }
                desk.process(.bars(step))
                for notice in desk.notices {
                    if case .refused(let reason) = notice.content { refusal = reason }
                    if case .trade(let trade) = notice.content { trades.append(trade) }
                }
                desk.clearNotices()
            }
            XCTAssertTrue(refusal.contains(said), "\(said): \(refusal)")
            XCTAssertEqual(trades, plain.trades, said)
            XCTAssertEqual(desk.seat("s")?.kernel.account.cash, plain.cash)
            XCTAssertEqual(desk.seat("s")?.versions.count, 1)
        }
    }

    func testRollback() throws {
        let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
        let (a, b) = (version(strategy()), version(strategy("version = 2")))
        desk.process(command("s", .open(SeatTerms(version: a, cash: money("100000")))))
        desk.process(command("s", .rollback))
        XCTAssertTrue(transcript(desk.notices).last?.contains("it has run no other version") ?? false)
        for step in minutes(closes(100)) { desk.process(.bars(step)) }
        desk.process(command("s", .swap(b, ProbationTerms(events: 50))))
        XCTAssertTrue(desk.seat("s")?.isOnProbation ?? false)
        desk.process(command("s", .swap(a, ProbationTerms(events: 50))))
        XCTAssertTrue(transcript(desk.notices).last?.contains("on probation for 50 events more") ?? false)
        desk.process(command("s", .rollback))
        XCTAssertEqual(desk.seat("s")?.version, a)
        desk.process(command("s", .swap(b, ProbationTerms(events: 0))))
        desk.process(command("s", .rollback))
        XCTAssertEqual(desk.seat("s")?.version, a)
        XCTAssertEqual(desk.seat("s")?.instance.version, 1)
    }

    func testMigrateConvertsTheState() throws {
        let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
        desk.process(command("s", .open(SeatTerms(version: version(strategy()), cash: money("100000")))))
        for step in minutes(closes(100)) { desk.process(.bars(step)) }
        let next = """
            version = 2
            function migrate(old, from) return {seen = "after " .. old.count .. " of version " .. from} end
            function on_bar(close, ctx) log(ctx.state.seen) end
            """
        desk.process(command("s", .swap(version(next), ProbationTerms(events: 0))))
        XCTAssertEqual(try desk.seat("s").map { "\(try $0.instance.exportState())" }, "{seen = \"after 81 of version 1\"}")
    }
}
