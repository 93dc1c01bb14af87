import Desk
import Experiments
import Kernel
import Market
import Money
import XCTest

@testable import Host

/// A/B tests as operators make them.
final class RunABTests: RunTestCase {
    private let day: Int64 = 86_400_000_000_000
    private let long = "function on_bar() target_percent(0.9) end\n"
    private let flat = "function on_bar() end\n"

    /// Daily bars about a price that rises by four per mille a day, and by one per cent more or less.
    private func rising(_ count: Int) -> [[Bar]] {
        var price = 100.0
        return (0..<count).map { index in
            let open = price
            price =
                (price * (1.004 + [0.01, -0.008, 0.002, -0.012, 0.008][index % 5] * (index % 3 == 0 ? -1 : 1)) * 10_000).rounded()
                / 10_000
            return [
                Bar(
                    instrument: InstrumentID(0), time: Timestamp(nanoseconds: Int64(index + 1) * day), open: open,
                    high: max(open, price),
                    low: min(open, price), close: price, volume: 1e9)
            ]
        }
    }

    private func running(
        _ steps: Int, control: String? = nil, more: String = "", journal: MemoryJournal = MemoryJournal()
    ) throws -> (RunHost, HandFed, String) {
        try file("s.lua", control ?? flat)
        let (host, source) = try host(
            "- {name: s, script: s.lua, probation: {events: 5}}", more, steps: rising(600), journal: journal)
        feed(host, source, steps)
        return (host, source, try file("new.lua", long))
    }

    private let quick = ["min-trades": "0", "min-days": "20", "share": "0.4"]

    func testStartStatusStop() throws {
        let (host, source, new) = try running(10)
        XCTAssertTrue(ask(host, "ab", "status").text.hasPrefix("no A/B test"))
        let before = host.book.equity(host.desk)
        let started = ask(host, "ab", "start", "s", new, options: quick)
        XCTAssertEqual(started.exitCode, 0, started.text)
        XCTAssertTrue(started.text.hasPrefix("s@treatment begins with 40000.00 in version "), started.text)
        XCTAssertEqual(host.book.equity(host.desk), before)
        XCTAssertEqual(host.book.reserve, .zero)
        XCTAssertEqual(host.status().strategies.map(\.role), ["live", "treatment of s"])
        feed(host, source, 12)
        let status = ask(host, "ab", "status", "s").text
        XCTAssertTrue(status.hasPrefix("s: continue (comparing, since "), status)
        XCTAssertTrue(status.contains("11 of the at least 20 days\n  missing: 9 days, "), status)
        XCTAssertTrue(status.contains("mean return × 365"), status)
        XCTAssertTrue(status.contains("  Welch t            t "), status)
        XCTAssertTrue(status.contains("  Mann-Whitney       P(treatment > control) "), status)
        XCTAssertTrue(ask(host, "ab", "status", "s", json: true).text.contains("\"fixed_sample\": {\"welch\": {\"t\":"))
        let json = ask(host, "ab", "status", json: true).text
        for part in [
            "\"strategy\": \"s\"", "\"phase\": \"comparing\"", "\"verdict\": \"continue\"", "\"basis\": \"few_days\"",
            "\"missing\": [\"9 days\"",
            "\"treatment_share\": 0.4", "\"days\": 11", "\"capital\": \"40000\"", "\"decided\": null",
            "\"interval\": [null, null]", "\"closed\": []", "\"fixed_sample\": null",
        ] { XCTAssertTrue(json.contains(part), "\(part) in \(json)") }
        XCTAssertEqual(ask(host, "ab", "stop", "s").exitCode, 2)
        XCTAssertEqual(ask(host, "ab", "stop", "s", options: ["keep": "", "adopt": ""]).exitCode, 2)
        let total = host.book.equity(host.desk)
        XCTAssertEqual(ask(host, "ab", "stop", "s", options: ["keep": ""]).exitCode, 0)
        XCTAssertEqual(host.book.equity(host.desk), total)
        feed(host, source, 2)
        XCTAssertEqual(host.desk.seats.count, 1)
        XCTAssertEqual(host.book.reserve, .zero)
        XCTAssertNotEqual(host.book.equity(host.desk), 100_000)
        XCTAssertEqual(host.desk.seat("s")?.profit ?? 0, host.book.equity(host.desk) - 100_000, accuracy: 1e-6)
        XCTAssertTrue(ask(host, "ab", "status").text.hasPrefix("s: closed, since "))
        XCTAssertTrue(ask(host, "ab", "status", json: true).text.contains("\"phase\": \"closed\""))
        XCTAssertTrue(host.remarks.contains { $0.kind == .test && $0.text.contains("is closed: ") })
    }

    /// The returns of the strategy are those of all its money; the test itself is no return.
    func testReturnsOfTheStrategy() throws {
        let (host, source, new) = try running(10)
        _ = ask(host, "ab", "start", "s", new, options: quick)
        feed(host, source, 10)
        _ = ask(host, "ab", "stop", "s", options: ["keep": ""])
        feed(host, source, 5)
        let growth = host.book.records[0].returns.reduce(1) { $0 * (1 + $1) }
        XCTAssertEqual(growth, host.book.equity(host.desk) / 100_000, accuracy: 1e-9)
        XCTAssertNotEqual(growth, 1)
    }

    func testMistakes() throws {
        let (host, _, new) = try running(10)
        for (options, text) in [
            (["share": "2"], "--share '2': expected a part of the equity, between 0 and 1, both excluded"),
            (["alpha": "x"], "--alpha 'x': expected a part of one"), (["per": "hour"], "--per 'hour': expected day or bar"),
            (["min-days": "0"], "--min-days '0': expected a whole number of at least 1"),
            (["max-days": "5"], "--max-days 5: is below the 30 of --min-days"),
            (["effect": "-1"], "--effect '-1': expected a difference"),
            (["keep": ""], "--keep goes with ab stop only"),
        ] {
            let reply = ask(host, "ab", "start", "s", new, options: options)
            XCTAssertEqual(reply.exitCode, 2)
            XCTAssertTrue(reply.text.contains(text), reply.text)
        }
        XCTAssertEqual(ask(host, "ab", "start", "x", new).exitCode, 2)
        XCTAssertEqual(ask(host, "ab", "start", "s", folder + "/none.lua").exitCode, 2)
        XCTAssertEqual(
            ask(host, "ab", "start", "s", folder + "/s.lua").text,
            "s: it runs this version already: there is nothing to tell apart")
        XCTAssertEqual(
            ask(host, "ab", "stop", "s", options: ["keep": ""]), ControlReply(exitCode: 1, text: "there is no test of s"))
        XCTAssertEqual(host.desk.seats.count, 1)
    }

    /// While a test goes on, a saved file does not change what is compared.
    func testASavedFileIsRefused() throws {
        let (host, source, new) = try running(10)
        _ = ask(host, "ab", "start", "s", new, options: quick)
        let text = "function on_bar() target_percent(0.1) end\n"
        host.saved(folder + "/s.lua", ScriptVersion(path: folder + "/s.lua", hash: "0123456789abcdef", text: text))
        XCTAssertEqual(host.desk.seat("s")?.version.text, flat)
        XCTAssertTrue(
            host.remarks.contains { $0.kind == .reload && $0.text.contains("an A/B test compares its version") },
            "\(host.remarks.map(\.line))")
        feed(host, source, 5)
        XCTAssertEqual(host.desk.test(of: "s")?.phase, .comparing)
    }

    func testAdoption() throws {
        let journal = MemoryJournal()
        let (host, source, new) = try running(10, journal: journal)
        _ = ask(host, "ab", "start", "s", new, options: quick)
        feed(host, source, 40)
        let reply = ask(host, "ab", "stop", "s", options: ["adopt": ""])
        XCTAssertEqual(reply.exitCode, 0, reply.text)
        XCTAssertTrue(reply.text.contains("on probation for 5 events; the treatment closes what it holds"), reply.text)
        feed(host, source, 10)
        XCTAssertEqual(host.desk.seat("s")?.version.text, long)
        XCTAssertEqual(host.desk.seat("s")?.isOnProbation, false)
        XCTAssertNil(host.desk.seat("s@treatment"))
        XCTAssertEqual(Array(journal.commands.suffix(2)), ["s ab_start by ann", "s swap by ann"])
        // The events alone give the same desk.
        let again = try XCTUnwrap(Desk(host.source.feeds, history: host.configuration.history))
        for event in journal.events { again.process(event) }
        XCTAssertTrue(again.notices.map { "\($0)" } == journal.notices.map { "\($0)" })
        XCTAssertEqual(again.closedTests.first?.experiment, host.desk.closedTests.first?.experiment)
    }

    func testVerdictsAreCarriedOutWhereThatIsAsked() throws {
        for (isAutomatic, control, new, version, command) in [
            (true, flat, long, long, "s swap by ab"), (true, long, flat, long, "s ab_stop by ab"),
            (false, flat, long, flat, "s ab_start by ann"),
        ] {
            let journal = MemoryJournal()
            let (host, source, _) = try running(
                0, control: control, more: "ab: {adopt: \(isAutomatic ? "auto" : "operator")}", journal: journal)
            let path = try file("new.lua", new)
            XCTAssertEqual(ask(host, "ab", "start", "s", path, options: quick).exitCode, 0)
            feed(host, source, 500)
            XCTAssertEqual(host.desk.seat("s")?.version.text, version)
            XCTAssertEqual(journal.commands.last, command)
            XCTAssertEqual(host.desk.tests.isEmpty, isAutomatic)
            let experiment = host.desk.closedTests.first?.experiment ?? host.desk.tests.first?.experiment
            XCTAssertEqual(experiment?.decision?.basis, .meanDiffers)
        }
        XCTAssertThrowsError(try running(0, more: "ab: {adopt: never}"))
    }

    /// An allocation rule leaves the money of a test alone; a lifecycle policy that takes the capital away ends the test first.
    func testPolicies() throws {
        try file(
            "life.lua",
            """
            lifecycle = {
              stages = {{"live", capital = 1}, {"rest", capital = 0}},
              initial = "live",
              transitions = {{from = "live", to = "rest", when = {"days_in_stage >= 30"}}},
            }

            """)
        try file("rule.lua", "function allocate(book) return {s = 0.5} end\n")
        let (host, source, new) = try running(0, more: "lifecycle: {script: life.lua}\nallocation: {script: rule.lua, every: 1d}")
        XCTAssertEqual(ask(host, "ab", "start", "s", new, options: quick).exitCode, 0)
        feed(host, source, 25)
        let (control, treatment) = (try XCTUnwrap(host.desk.seat("s")), try XCTUnwrap(host.desk.seat("s@treatment")))
        XCTAssertEqual(control.kernel.account.cash, Amount("60000"))
        XCTAssertGreaterThan(treatment.kernel.account.heldInstruments, 0)
        XCTAssertEqual(host.book.equity(host.desk), control.equity + treatment.equity)
        feed(host, source, 10)
        XCTAssertEqual(host.status().strategies.map(\.role), ["paper"])
        XCTAssertEqual(host.desk.closedTests.count, 1)
        XCTAssertEqual(host.book.reserve, control.kernel.account.cash)
        XCTAssertEqual(host.book.reserve.doubleValue, host.book.equity(host.desk))
        XCTAssertNotEqual(host.book.reserve, Amount("100000"))
    }

    func testWhatWorksIsCancelledAtBothSidesWhenTheRunIsStopped() throws {
        let journal = MemoryJournal()
        let resting = try file(
            "resting.lua",
            "function on_bar(close, ctx) if not ctx.state.asked then ctx.state.asked = true; buy(1, {limit = close * 0.5}) end end\n"
        )
        let (host, source, _) = try running(5, journal: journal)
        XCTAssertEqual(ask(host, "ab", "start", "s", resting, options: quick).exitCode, 0)
        feed(host, source, 5)
        XCTAssertEqual(host.desk.seat("s@treatment")?.kernel.workingOrders.count, 1)
        _ = ask(host, "stop")
        XCTAssertEqual(host.run(), .stopped)
        XCTAssertEqual(journal.commands.last, "s@treatment cancel by host")
        XCTAssertEqual(host.desk.seat("s@treatment")?.kernel.workingOrders.count, 0)
        XCTAssertFalse(host.remarks.contains { $0.text.contains("refused") })
    }
}
