import Desk
import Foundation
import Money
import XCTest

@testable import Host

/// What operators ask of a running host.
final class RunOperationTests: RunTestCase {
    private func running(_ journal: MemoryJournal = MemoryJournal()) throws -> (RunHost, HandFed) {
        try file("s.lua", strategy())
        try file("t.lua", strategy(20))
        let (host, source) = try host(
            "- {name: s, script: s.lua, probation: {events: 20}}\n- {name: t, script: t.lua}", journal: journal)
        feed(host, source, 300)
        return (host, source)
    }

    func testStagePromoteRollback() throws {
        let journal = MemoryJournal()
        let (host, source) = try running(journal)
        let old = try XCTUnwrap(host.desk.seat("s")?.version.hash)
        XCTAssertEqual(
            ask(host, "promote", "s"), ControlReply(exitCode: 1, text: "nothing is staged for s: perigee ctl stage s FILE"))
        let new = try file("new.lua", strategy(15))
        let staged = ask(host, "stage", "s", new)
        XCTAssertEqual(staged.exitCode, 0)
        XCTAssertTrue(staged.text.contains("parameter n: default 10 → 15"), staged.text)
        XCTAssertEqual(host.desk.seat("s")?.version.hash, old)
        let difference = ask(host, "diff", "s").text
        XCTAssertTrue(difference.contains("- n = param(\"n\", 10, {min = 2, max = 50})\n+ n = param(\"n\", 15"), difference)
        XCTAssertTrue(difference.contains("is staged by ann"), difference)
        XCTAssertEqual(ask(host, "promote", "s", options: ["expect": "0000000"]).exitCode, 1)
        XCTAssertEqual(ask(host, "promote", "s", options: ["expect": String(old.prefix(9))]).exitCode, 0)
        XCTAssertNotEqual(host.desk.seat("s")?.version.hash, old)
        XCTAssertEqual(ask(host, "rollback", "s").text, "s: the version before decides again")
        XCTAssertEqual(host.desk.seat("s")?.version.hash, old)
        XCTAssertEqual(ask(host, "rollback", "s").exitCode, 1)
        XCTAssertEqual(Array(journal.commands.suffix(3)), ["s swap by ann", "s rollback by ann", "s rollback by ann"])
        feed(host, source, 10)
    }

    func testAVersionThatFailsIsNotStaged() throws {
        let (host, _) = try running()
        let reply = ask(host, "stage", "s", try file("bad.lua", strategy(extra: "error('no')")), json: true)
        XCTAssertEqual(reply.exitCode, 1)
        XCTAssertTrue(reply.text.contains("\"result\": \"refused\""), reply.text)
        XCTAssertTrue(reply.text.contains("bad.lua:6"), reply.text)
        XCTAssertTrue(host.staged.isEmpty)
    }

    func testReloadReadsTheFileAgain() throws {
        let (host, _) = try running()
        XCTAssertTrue(ask(host, "reload", "s").text.contains("nothing to reload"))
        try file("s.lua", strategy(15))
        XCTAssertEqual(ask(host, "reload", "s").exitCode, 0)
        XCTAssertEqual(host.desk.seat("s")?.version.text, strategy(15))
    }

    func testPauseKillAndClutch() throws {
        let (host, source) = try running()
        XCTAssertEqual(ask(host, "pause", "s").exitCode, 0)
        XCTAssertEqual(host.status().strategies.map(\.state), [.paused, .running])
        XCTAssertEqual(ask(host, "pause", "s"), ControlReply(exitCode: 1, text: "s: refused: it is paused already"))
        XCTAssertEqual(ask(host, "resume", "s").exitCode, 0)
        XCTAssertEqual(ask(host, "clutch", "off").exitCode, 0)
        XCTAssertFalse(host.status().clutchIsOn)
        XCTAssertEqual(ask(host, "clutch", "on", "t").exitCode, 0)
        XCTAssertEqual(host.status().strategies.map(\.clutchIsOn), [false, true])
        XCTAssertEqual(ask(host, "clutch", "on").exitCode, 0)
        while host.desk.seats.contains(where: \.isFlat) { feed(host, source, 1) }
        XCTAssertEqual(ask(host, "kill", options: ["flatten": ""]).exitCode, 0)
        feed(host, source, 2)
        XCTAssertTrue(host.desk.seats.allSatisfy(\.isFlat))
        XCTAssertEqual(host.status().strategies.map(\.state), [.killed, .killed])
        feed(host, source, 100)
        XCTAssertTrue(host.desk.seats.allSatisfy(\.isFlat))
        XCTAssertEqual(ask(host, "reset", "s").exitCode, 0)
        feed(host, source, 100)
        XCTAssertEqual(host.status().strategies.map(\.state), [.running, .killed])
    }

    func testASuspendedStrategyGoesOnAfterAReset() throws {
        try file("s.lua", strategy(extra: "if ctx.state.count == 50 then error('once') end"))
        let (host, source) = try host("- {name: s, script: s.lua}")
        feed(host, source, 100)
        XCTAssertEqual(host.status().strategies[0].state, .suspended)
        XCTAssertTrue(host.status().strategies[0].suspension?.contains("s.lua:6") ?? false)
        XCTAssertEqual(ask(host, "reset", "s").exitCode, 0)
        feed(host, source, 100)
        XCTAssertEqual(host.status().strategies[0].state, .running)
    }

    func testParameters() throws {
        let (host, _) = try running()
        XCTAssertEqual(ask(host, "params", "s", "n=12").text, "s: n = 12")
        XCTAssertEqual(host.desk.seat("s")?.instance.parameters.first?.value, 12)
        XCTAssertTrue(ask(host, "params", "s", "m=12").text.contains("no parameter 'm': it has n"))
        XCTAssertEqual(ask(host, "params", "s", "n=100").exitCode, 1)
        XCTAssertEqual(ask(host, "params", "s", "n=ten").exitCode, 2)
    }

    /// A shadow changes nothing of what the strategy does.
    func testShadow() throws {
        func finish(_ withShadow: Bool) throws -> (Amount, RunHost) {
            let (host, source) = try running()
            if withShadow {
                XCTAssertTrue(
                    ask(host, "shadow", "s", try file("new.lua", strategy(15, quantity: 50))).text.hasPrefix("s.shadow: "))
                XCTAssertTrue(
                    ask(host, "shadow", "s", try file("loud.lua", strategy(extra: "error('x')"))).text.hasPrefix("s.shadow2: "))
            }
            feed(host, source, 500)
            return (try XCTUnwrap(host.desk.seat("s")?.kernel.account.cash), host)
        }
        let (plain, _) = try finish(false)
        let (beside, host) = try finish(true)
        XCTAssertEqual(plain, beside)
        XCTAssertEqual(host.status().strategies.map(\.role), ["live", "live", "shadow of s", "shadow of s"])
        XCTAssertNotEqual(host.status().strategies[2].pnl, 0)
        XCTAssertEqual(host.book.equity(host.desk), host.desk.seats.filter { $0.role == .live }.reduce(0) { $0 + $1.equity })
        XCTAssertTrue(ask(host, "shadow", "s", "stop").text.contains("s.shadow: stopped; it earned"))
        XCTAssertEqual(host.desk.seats.count, 2)
        XCTAssertEqual(ask(host, "shadow", "s", "stop").exitCode, 1)
    }

    func testMistakes() throws {
        let (host, _) = try running()
        XCTAssertEqual(ask(host, "pause", "ss"), ControlReply(exitCode: 2, text: "no strategy is named 'ss': did you mean 's'?"))
        XCTAssertEqual(ask(host, "stage", "s", "/absent.lua").exitCode, 2)
        XCTAssertEqual(ask(host, "why", "1"), ControlReply(exitCode: 1, text: "the run has no journal: nothing is known of its orders"))
        XCTAssertEqual(try HostStatus(json: ask(host, "status", json: true).text).strategies.map(\.name), ["s", "t"])
    }

    func testFaultyEventsAreRefusedAndCounted() throws {
        try file("s.lua", strategy())
        var steps = RunTestCase.waves(20)
        steps[5] = steps[4]
        steps[7][0] = .init(
            instrument: steps[7][0].instrument, time: steps[7][0].time, open: .nan, high: 1, low: 1, close: 1, volume: 1)
        let journal = MemoryJournal()
        let (host, source) = try host("- {name: s, script: s.lua}", steps: steps, journal: journal)
        feed(host, source, 20)
        XCTAssertEqual(host.faults, 2)
        XCTAssertEqual(host.desk.stepCount, 18)
        XCTAssertTrue(host.remarks.contains { $0.text.contains("event refused: A: a bar that is not later than the last one") })
        XCTAssertEqual(journal.events.count, 19, "what is refused is no event")
    }

    func testWithoutAJournalNothingGoesOn() throws {
        let journal = MemoryJournal()
        journal.capacity = 100
        try file("s.lua", strategy())
        let (host, source) = try host("- {name: s, script: s.lua}", journal: journal)
        source.allowed = 500
        XCTAssertEqual(host.run(), .failed)
        XCTAssertEqual(host.desk.sequence, 100)
    }

    /// Events wait until an operator lets them come, and have been processed when the answer comes.
    func testStepping() throws {
        try file("s.lua", strategy())
        let configuration = try configuration(
            """
            run: {name: rehearsal}
            generate: {symbols: [A], seed: 3, interval: 1h, start: 2020-01-06, bars: 200}
            speed: step
            strategies: [{name: s, script: s.lua}]
            """)
        XCTAssertTrue(configuration.isStepped)
        let host = try RunHost(configuration)
        XCTAssertEqual(host.source.next(0), .waiting)
        let first = ask(host, "step").text
        XCTAssertTrue(first.hasPrefix("1 event, now 2020-01-06"), first)
        XCTAssertEqual(host.desk.stepCount, 1)
        XCTAssertTrue(ask(host, "step", "10").text.hasPrefix("10 events"))
        let day = host.desk.now
        let next = ask(host, "step", "1d").text
        XCTAssertTrue(next.contains("now 2020-01-07"), next)
        XCTAssertGreaterThan(host.desk.now, day)
        XCTAssertEqual(ask(host, "step", "0").exitCode, 2)
        XCTAssertEqual(ask(host, "step", "soon").text, "step 'soon': expected a number of events, a duration such as 1d, or a date such as 2020-01-31")
        XCTAssertTrue(ask(host, "step", "2030-01-01").text.contains("no more are to come"))
        XCTAssertEqual(host.desk.stepCount, 200)
        XCTAssertEqual(host.source.next(0), .end)
        let (other, _) = try self.host("- {name: s, script: s.lua}")
        XCTAssertTrue(ask(other, "step").text.contains("events come by themselves"))
    }

    /// A host that is killed comes back with what an operator had staged and with parameters that waited for their time.
    func testWhatIsStagedOutlivesTheHost() throws {
        func begin() throws -> RunHost {
            try file("s.lua", strategy())
            try file("t.lua", strategy(20))
            let (host, source) = try self.host(
                "- {name: s, script: s.lua}\n- {name: t, script: t.lua, params: {n: {value: 20, policy: next_session}}}")
            feed(host, source, 300)
            host.waitingFile = WaitingFile(directory: folder)
            return host
        }
        let first = try begin()
        XCTAssertEqual(ask(first, "stage", "s", try file("new.lua", strategy(15))).exitCode, 0)
        XCTAssertEqual(ask(first, "params", "t", "n=25").exitCode, 0)
        XCTAssertEqual(first.waitingParameters.count, 1)
        first.turn()
        let second = try begin()
        try second.takeUpWaiting()
        XCTAssertEqual(second.staged.map(\.version), first.staged.map(\.version))
        XCTAssertEqual(second.staged.first?.author, "ann")
        XCTAssertEqual(second.waitingParameters.first?.changes, first.waitingParameters.first?.changes)
        XCTAssertEqual(second.waitingParameters.first?.day, first.waitingParameters.first?.day)
        XCTAssertEqual(ask(second, "promote", "s").exitCode, 0)
        second.turn()
        // What was promoted waits no longer, nor does it where the swap is in the journal and the file is older.
        let third = try begin()
        try third.takeUpWaiting()
        XCTAssertEqual(third.staged.count, 0)
        try file("waiting.json", "{\"staged\": 5}")
        XCTAssertThrowsError(try third.takeUpWaiting()) {
            XCTAssertTrue("\($0)".contains("waiting.json: 'staged': expected an array"), "\($0)")
        }
        try third.waitingFile?.write([], [])
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/waiting.json"))
    }
}
