import Desk
import Foundation
import Glibc
import XCTest

@testable import Host

/// What happens when a script file is saved, with real files.
final class SavedFileTests: RunTestCase {
    private func running(
        _ strategies: String = "- {name: s, script: s.lua, probation: {events: 50}}", _ more: String = ""
    ) throws -> (
        RunHost, HandFed
    ) {
        try file("s.lua", strategy())
        let (host, source) = try host(strategies, more)
        feed(host, source, 300)
        host.watchFiles()
        XCTAssertEqual(host.problems, 0, "\(host.remarks.map(\.line))")
        return (host, source)
    }

    private func hash(_ host: RunHost, _ name: String = "s") -> String { host.desk.seat(name)?.version.hash ?? "" }
    private func said(_ host: RunHost, _ text: String) -> Bool { host.remarks.contains { $0.line.contains(text) } }

    func testWrittenInPlace() throws {
        let (host, source) = try running()
        let before = hash(host)
        let file = try XCTUnwrap(fopen(folder + "/s.lua", "w"))
        fputs(strategy(15), file)
        fclose(file)
        turn(host) { hash(host) != before }
        XCTAssertTrue(said(host, "parameter n: default 10 → 15"))
        XCTAssertTrue(said(host, "200 events replayed"))
        XCTAssertEqual(host.desk.seat("s")?.probationLeft, 50)
        feed(host, source, 60)
        XCTAssertTrue(said(host, "has passed its probation"))
        XCTAssertEqual(host.record(of: "s")?.swapped, 1)
    }

    /// As editors save: a new file beside the old one, renamed over it; and once more, for the watch must not be lost.
    func testRenamedIntoPlace() throws {
        let (host, _) = try running("- {name: s, script: s.lua, probation: {events: 0}}")
        for length in [15, 20, 25] {
            let before = hash(host)
            try file("s.lua.tmp", strategy(length))
            XCTAssertEqual(rename(folder + "/s.lua.tmp", folder + "/s.lua"), 0)
            turn(host) { hash(host) != before }
        }
        XCTAssertEqual(host.desk.seat("s")?.versions.count, 4)
        // The old file moved away first, as Vim does.
        let before = hash(host)
        XCTAssertEqual(rename(folder + "/s.lua", folder + "/s.lua~"), 0)
        try file("s.lua", strategy(30))
        turn(host) { hash(host) != before }
        XCTAssertEqual(host.problems, 0)
    }

    func testHalfWritten() throws {
        let (host, _) = try running()
        let before = hash(host)
        let text = strategy(15)
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        let file = try XCTUnwrap(fopen(folder + "/s.lua", "w"))
        fputs(String(text[..<half]), file)
        fflush(file)
        for _ in 0..<3 { host.serveFiles(host.clock() + 0.1); usleep(40_000) }
        XCTAssertEqual(hash(host), before)
        XCTAssertEqual(host.problems, 0, "what is still open is not looked at")
        fputs(String(text[half...]), file)
        fclose(file)
        turn(host) { hash(host) != before }
        XCTAssertEqual(host.problems, 0)
    }

    func testHalfWrittenAndClosed() throws {
        let (host, _) = try running()
        let before = hash(host)
        try file("s.lua", "function on_bar(close)\n  if close >")
        turn(host) { said(host, "s.lua:2") }
        XCTAssertTrue(said(host, "what runs goes on"))
        XCTAssertEqual(hash(host), before)
        try file("s.lua", strategy(15))
        turn(host) { hash(host) != before }
    }

    func testDeleted() throws {
        let (host, source) = try running()
        let before = hash(host)
        XCTAssertEqual(unlink(folder + "/s.lua"), 0)
        turn(host) { said(host, "was deleted: what runs goes on") }
        feed(host, source, 50)
        XCTAssertEqual(hash(host), before)
        XCTAssertNil(host.desk.seat("s")?.suspension)
    }

    func testWhiteSpaceAndNothing() throws {
        let (host, _) = try running()
        let before = hash(host)
        try file("s.lua", strategy())
        turn(host) { said(host, "the same text as the running version") }
        try file("s.lua", "-- a thought\n\n" + strategy())
        turn(host) { said(host, "white space and comments only: nothing to reload") }
        XCTAssertEqual(hash(host), before)
        XCTAssertEqual(host.problems, 0)
    }

    func testAVersionThatFailsOnTheWay() throws {
        let (host, source) = try running()
        let before = hash(host)
        try file("s.lua", strategy(extra: "if ctx.state.count > 100 then error('too many') end"))
        turn(host) { said(host, "was refused, the running version goes on") }
        XCTAssertTrue(said(host, "s.lua:6"))
        // Nothing that a replay sees.
        try file("s.lua", strategy(extra: "if ctx.state.count == 310 then error('later') end"))
        turn(host) { hash(host) != before }
        feed(host, source, 30)
        XCTAssertEqual(hash(host), before)
        XCTAssertTrue(said(host, "sent back to"))
        XCTAssertEqual(host.record(of: "s")?.reverted, 1)
    }

    /// A second save need not wait for the first one's probation.
    func testSavedAgainOnProbation() throws {
        let (host, _) = try running()
        let first = hash(host)
        try file("s.lua", strategy(15))
        turn(host) { hash(host) != first }
        try file("s.lua", strategy(20))
        turn(host) { said(host, "default 15 → 20") && host.desk.seat("s")?.instance.parameters.first?.value == 20 }
        XCTAssertTrue(host.desk.seat("s")?.isOnProbation ?? false)
        try file("s.lua", strategy())
        turn(host) { hash(host) == first }
        XCTAssertFalse(host.desk.seat("s")?.isOnProbation ?? true, "undone: the version before decides again")
        XCTAssertEqual(host.problems, 0)
    }

    func testStrategiesOfOneFileChangeTogetherOrNotAtAll() throws {
        let two = "- {name: s, script: s.lua}\n- {name: t, script: s.lua, params: {n: 30}}"
        let (host, _) = try running(two)
        let before = hash(host)
        // The narrower range has no room for what t is set to.
        try file("s.lua", strategy(12).replacingOccurrences(of: "max = 50", with: "max = 20"))
        turn(host) { said(host, "was refused") }
        XCTAssertEqual([hash(host), hash(host, "t")], [before, before])
        XCTAssertTrue(said(host, "s would have taken it over too and did not"))
        try file("s.lua", strategy(12))
        turn(host) { hash(host) != before }
        XCTAssertEqual(hash(host), hash(host, "t"))
    }

    /// A file under two names is one file.
    func testTwoPathsToOneFile() throws {
        let (host, _) = try running("- {name: s, script: s.lua}\n- {name: t, script: ./s.lua}")
        let before = hash(host)
        try file("s.lua", strategy(15))
        turn(host) { hash(host) != before && hash(host, "t") != before }
    }

    func testManualOnlyStages() throws {
        let (host, _) = try running("- {name: s, script: s.lua}", "")
        let manual = try self.host("- {name: s, script: s.lua, reload: manual}")
        feed(manual.0, manual.1, 300)
        manual.0.watchFiles()
        let before = hash(host)
        try file("s.lua", strategy(15))
        turn(manual.0) { !manual.0.staged.isEmpty }
        XCTAssertEqual(hash(manual.0), before)
        XCTAssertTrue(said(manual.0, "perigee ctl promote s swaps it in"))
        XCTAssertEqual(ask(manual.0, "promote", "s").exitCode, 0)
        XCTAssertNotEqual(hash(manual.0), before)
        XCTAssertTrue(manual.0.staged.isEmpty)
    }

    /// A reload is events: the journal's, given to a host that watches nothing, come to the same.
    func testTheJournalTellsItAll() throws {
        try file("s.lua", strategy())
        let journal = MemoryJournal()
        let (host, source) = try host("- {name: s, script: s.lua, probation: {events: 20}}", journal: journal)
        feed(host, source, 300)
        host.watchFiles()
        try file("s.lua", strategy(15))
        turn(host) { host.desk.seat("s")?.isOnProbation ?? false }
        feed(host, source, 300)
        source.hasEnded = true
        XCTAssertEqual(host.run(), .ended)
        let replay = try XCTUnwrap(Desk(source.feeds, history: host.configuration.history))
        for event in journal.events { replay.process(event) }
        XCTAssertEqual(replay.notices.map { "\($0)" }, journal.notices.map { "\($0)" })
        XCTAssertEqual(replay.seat("s")?.kernel.account.cash, host.desk.seat("s")?.kernel.account.cash)
        XCTAssertTrue(journal.commands.contains("s swap by file"))
        XCTAssertTrue(journal.remarks.contains { $0.kind == .reload && $0.version?.text == strategy(15) })
    }
}
