import Desk
import Kernel
import Money
import XCTest

@testable import Host

/// Allocation rules, lifecycle policies and risk policies in a run.
final class RunPolicyTests: RunTestCase {
    private let two = "- {name: a, script: a.lua, symbols: [A]}\n- {name: b, script: b.lua, symbols: [B]}"

    private func running(
        _ more: String, journal: MemoryJournal = MemoryJournal(), steps: Int = 2_000
    ) throws -> (
        RunHost, HandFed
    ) {
        try file("a.lua", strategy())
        try file("b.lua", strategy(20))
        return try host(two, more, steps: RunTestCase.waves(steps, symbols: 2), journal: journal)
    }

    private func total(_ host: RunHost) -> Double { host.book.equity(host.desk) }

    private func save(_ host: RunHost, _ name: String, _ text: String) throws {
        let path = try file(name, text)
        let script = try ScriptFile.read(path)
        host.saved(path, ScriptVersion(path: path, hash: script.hash, text: script.text))
    }

    func testCapitalFollowsWeights() throws {
        try file("rule.lua", "function allocate(book) return {a = 0.7, b = 0.2} end\n")
        let journal = MemoryJournal()
        let (host, source) = try running("allocation: {script: rule.lua, every: 1h}", journal: journal)
        feed(host, source, 59)
        XCTAssertEqual(host.desk.seats.map { $0.transferred }, [.zero, .zero])
        let before = total(host)
        feed(host, source, 2)
        XCTAssertEqual(total(host), before, accuracy: 100, "a transfer is no gain")
        feed(host, source, 300)
        let equity = total(host)
        XCTAssertEqual((host.desk.seat("a")?.equity ?? 0) / equity, 0.7, accuracy: 0.01)
        XCTAssertEqual((host.desk.seat("b")?.equity ?? 0) / equity, 0.2, accuracy: 0.01)
        XCTAssertEqual(host.book.reserve.doubleValue / equity, 0.1, accuracy: 0.01)
        XCTAssertEqual(
            Array(journal.commands.dropFirst(2).prefix(2)), ["b transfer by allocation", "a transfer by allocation"],
            "first what is free, then what is asked")
        let cash = host.desk.seats.reduce(host.book.reserve) { $0 + $1.kernel.account.cash - $1.venue.account.cash }
        XCTAssertEqual(cash, host.book.reserve, "seat and venue agree")
    }

    /// What a working order may take is not free.
    func testOnlyFreeCashMoves() throws {
        try file("rule.lua", "function allocate(book) return {a = 0, b = 1} end\n")
        try file(
            "a.lua",
            "function on_bar(close, position, ctx) if position == 0 and not ctx.state.asked then ctx.state.asked = true; buy(300, {limit = close * 0.5}) end end\n"
        )
        try file("b.lua", strategy(20))
        let (host, source) = try host(two, "allocation: {script: rule.lua, every: 1h}", steps: RunTestCase.waves(200, symbols: 2))
        feed(host, source, 100)
        let seat = try XCTUnwrap(host.desk.seat("a"))
        XCTAssertEqual(seat.kernel.workingOrders.count, 1)
        XCTAssertEqual(seat.kernel.account.cash.doubleValue, 300 * 50 * 1.05, accuracy: 700)
    }

    func testARuleThatFailsIsSuspendedAndTheRestGoesOn() throws {
        try file(
            "rule.lua",
            "function allocate(book)\n  if book.strategies.a.trades > 5 then return {a = 2, b = 0} end\n  return {a = 0.5, b = 0.5}\nend\n"
        )
        let (host, source) = try running("allocation: {script: rule.lua, every: 1h}")
        feed(host, source, 1_000)
        XCTAssertTrue(host.slot(.allocation)?.suspension?.contains("rule.lua:1") ?? false)
        XCTAssertTrue(
            host.remarks.contains {
                $0.isProblem && $0.text.contains("what it decided last stays in force") && $0.text.contains("sum to 2")
            })
        XCTAssertEqual(host.desk.seats.compactMap(\.suspension), [])
        // A version that works takes its place.
        try save(host, "rule.lua", "function allocate(book) return {a = 0.1, b = 0.1} end\n")
        XCTAssertNil(host.slot(.allocation)?.suspension)
        feed(host, source, 300)
        XCTAssertEqual(host.book.reserve.doubleValue / total(host), 0.8, accuracy: 0.02)
    }

    func testAPolicyIsReloadedExaminedAndSentBack() throws {
        try file("rule.lua", "function allocate(book) return {a = 0.5, b = 0.5} end\n")
        let (host, source) = try running("allocation: {script: rule.lua, every: 1h}")
        feed(host, source, 100)
        let first = host.slot(.allocation)?.active.version.hash
        for (text, said) in [
            ("x = ", "rule.lua:1"), ("function allocate(book) return {a = 0.5} end", "no weight for 'b'"),
            ("function tighten(book) end", "no allocation rule"),
            ("function allocate(book) while true do end end", "budget"),
        ] {
            try save(host, "rule.lua", text)
            XCTAssertTrue(host.remarks.last?.text.contains(said) ?? false, "\(String(describing: host.remarks.last))")
            XCTAssertEqual(host.slot(.allocation)?.active.version.hash, first)
        }
        // Fails when it matters: the version before answers in its place.
        try save(
            host, "rule.lua",
            "function allocate(book) if ctx.state.asked then error('second') end; ctx.state.asked = true; return {a = 0.2, b = 0.2} end\n"
        )
        XCTAssertNotEqual(host.slot(.allocation)?.active.version.hash, first)
        feed(host, source, 150)
        XCTAssertEqual(host.slot(.allocation)?.active.version.hash, first)
        XCTAssertTrue(host.remarks.contains { $0.text.contains("sent back to") && $0.text.contains("second") })
        try save(host, "rule.lua", "function allocate(book) return {a = 0.3, b = 0.3} end\n")
        XCTAssertEqual(ask(host, "rollback", "allocation").exitCode, 0)
        XCTAssertEqual(host.slot(.allocation)?.active.version.hash, first)
        XCTAssertTrue(ask(host, "list").text.contains("allocation  policy"))
    }

    func testStages() throws {
        try file(
            "life.lua",
            """
            lifecycle = {
              stages = {{"paper", capital = 0}, {"live", capital = 1}, {"rest", capital = 0}},
              initial = "paper",
              transitions = {
                {from = "paper", to = "live", when = {"days_in_stage >= 2"}},
                {from = "live", to = "rest", when = {"days_in_stage >= 3"}},
              },
            }

            """)
        let journal = MemoryJournal()
        let (host, source) = try running("lifecycle: {script: life.lua}", journal: journal, steps: 12_000)
        XCTAssertEqual(host.status().strategies.map(\.role), ["paper", "paper"])
        XCTAssertEqual(host.book.reserve.doubleValue, 100_000, "paper is no money of the book")
        feed(host, source, 2 * 1_440)
        XCTAssertGreaterThan(host.record(of: "a")?.tally.count ?? 0, 0, "but it trades")
        XCTAssertEqual(total(host), 100_000)
        feed(host, source, 2)
        XCTAssertEqual(host.status().strategies.map(\.role), ["live", "live"])
        XCTAssertEqual(host.status().strategies.map(\.stage), ["live", "live"])
        XCTAssertEqual(host.desk.seats.map(\.terms.cash.description), ["50000", "50000"])
        XCTAssertTrue(host.remarks.contains { $0.text == "paper → live: days_in_stage 2, asked >= 2: met" })
        feed(host, source, 3 * 1_440 + 10)
        XCTAssertEqual(host.status().strategies.map(\.role), ["paper", "paper"])
        XCTAssertEqual(host.status().strategies.map(\.stage), ["rest", "rest"])
        XCTAssertEqual(host.status().strategies.map(\.state), [.running, .running])
        XCTAssertEqual(host.book.reserve.doubleValue, total(host), "all of it is back")
        XCTAssertNotEqual(total(host), 100_000)
        XCTAssertTrue(journal.commands.contains("a stage by lifecycle"))
        // A stage that is in use must stay.
        try save(host, "life.lua", "lifecycle = {stages = {{'paper', capital = 0}}, initial = 'paper', transitions = {}}\n")
        XCTAssertTrue(host.remarks.last?.text.contains("no stage 'rest'") ?? false)
    }

    func testLimitsAreNarrowedAndLetGoAgain() throws {
        try file(
            "guard.lua",
            "function tighten(book)\n  local allowed = book.time < 7200e9 and 0.001 or 10\n  return {order_value_to_equity = math.min(book.limits.order_value_to_equity, allowed)}\nend\n"
        )
        let (host, source) = try running("risk: {script: guard.lua}")
        feed(host, source, 100)
        XCTAssertEqual(host.desk.seats.map(\.kernel.limits.orderValueToEquity), [0.001, 0.001])
        XCTAssertGreaterThan(host.desk.seats[0].kernel.statistics.rejections.reduce(0) { $0 + $1.count }, 0)
        feed(host, source, 100)
        XCTAssertEqual(host.desk.seats.map(\.kernel.limits.orderValueToEquity), [10, 10])
    }

    /// The days of a strategy leave aside what was moved in or out.
    func testReturnsAreThoseOfTheStrategy() throws {
        try file("rule.lua", "function allocate(book) return {a = book.time % 86400e9 < 43200e9 and 0.9 or 0.1, b = 0.1} end\n")
        try file("a.lua", strategy(quantity: 1))
        try file("b.lua", strategy(20))
        let (host, source) = try host(
            two, "allocation: {script: rule.lua, every: 6h}", steps: RunTestCase.waves(10_000, symbols: 2))
        feed(host, source, 10_000)
        let record = try XCTUnwrap(host.record(of: "a"))
        XCTAssertEqual(record.returns.count, 6)
        for value in record.returns { XCTAssertLessThan(value.magnitude, 0.05) }
        XCTAssertLessThan(host.desk.seat("a")?.drawdown ?? 1, 0.05)
    }
}
