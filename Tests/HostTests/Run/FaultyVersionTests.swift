import Desk
import Money
import Trading
import XCTest

@testable import Host

/// A host that is given faulty versions again and again ends where one ends that never saw them.
final class FaultyVersionTests: RunTestCase {
    private func save(_ host: RunHost, _ text: String) throws {
        let path = try file("s.lua", text)
        let script = try ScriptFile.read(path)
        host.saved(path, ScriptVersion(path: path, hash: script.hash, text: script.text))
    }

    /// The same decisions in another text.
    private func good(_ round: Int) -> String { strategy(extra: "local round = \(round)") }

    private func faulty(_ round: Int) -> String {
        switch round % 8 {
        case 0: "function on_bar(close"
        case 1: strategy(extra: "if ctx.state.count > 400 then error('only in the run') end")
        case 2: good(round) + "function migrate(old, version) while true do end end\n"
        case 3: good(round) + "name = 'other'\n"
        case 4: good(round).replacingOccurrences(of: "param(\"n\", 10, {min = 2, max = 50})", with: "10")
        case 5: good(round) + "other = of('C').close\n"
        case 6: strategy(extra: "if ctx.state.count > 400 then local t = {}; while true do t[#t + 1] = t end end")
        default: good(round) + "function migrate(old, version) return {count = 'many'} end\n"
        }
    }

    private func run(_ isFaulty: Bool) throws -> (trades: [ClosedTrade], cash: Amount, host: RunHost) {
        try file("s.lua", strategy())
        let journal = MemoryJournal()
        let yaml = "- {name: s, script: s.lua, params: {n: 10}, probation: {events: 50}, limits: {budget: 60, memory: 4}}"
        let (host, source) = try host(yaml, steps: RunTestCase.waves(8_000), journal: journal)
        for round in 0..<16 {
            feed(host, source, 400)
            if isFaulty { try save(host, faulty(round)) }
            feed(host, source, 20)
            try save(host, good(round))
        }
        feed(host, source, 400)
        return (journal.trades, try XCTUnwrap(host.desk.seat("s")?.kernel.account.cash), host)
    }

    func testFaultyVersionsLeaveNoTrace() throws {
        let plain = try run(false)
        let faulty = try run(true)
        XCTAssertGreaterThan(plain.trades.count, 100)
        XCTAssertEqual(faulty.trades, plain.trades)
        XCTAssertEqual(faulty.cash, plain.cash)
        XCTAssertEqual(faulty.host.desk.seat("s")?.version, plain.host.desk.seat("s")?.version)
        XCTAssertGreaterThan(plain.host.record(of: "s")?.swapped ?? 0, 14)
        XCTAssertEqual(plain.host.problems, 0)
        XCTAssertGreaterThanOrEqual(faulty.host.problems, 16)
        XCTAssertGreaterThan(faulty.host.record(of: "s")?.reverted ?? 0, 2)
        XCTAssertNil(faulty.host.desk.seat("s")?.suspension)
    }
}
