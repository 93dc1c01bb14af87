import Desk
import XCTest

@testable import Host

/// Changes that wait for their time.
final class ChangePolicyTests: RunTestCase {
    private func running(_ policy: String) throws -> (RunHost, HandFed) {
        try file("s.lua", strategy())
        let (host, source) = try host(
            "- {name: s, script: s.lua, policy: \(policy), probation: {events: 0}, params: {n: {policy: \(policy)}}}")
        return (host, source)
    }

    private func save(_ host: RunHost, _ text: String) throws {
        let path = try file("s.lua", text)
        let script = try ScriptFile.read(path)
        host.saved(path, ScriptVersion(path: path, hash: script.hash, text: script.text))
    }

    private func isFlat(_ host: RunHost) -> Bool { host.desk.seat("s")?.isFlat ?? true }

    func testWhenFlat() throws {
        let (host, source) = try running("when_flat")
        let before = host.desk.seat("s")?.version.hash
        feed(host, source, 100)
        while isFlat(host) { feed(host, source, 1) }
        try save(host, strategy(15))
        XCTAssertEqual(host.desk.seat("s")?.version.hash, before)
        XCTAssertEqual(host.staged.first?.wait, .condition)
        XCTAssertNotNil(host.status().strategies[0].staged)
        XCTAssertTrue(ask(host, "list").text.contains("(waits)"))
        while !isFlat(host) {
            XCTAssertEqual(host.desk.seat("s")?.version.hash, before)
            feed(host, source, 1)
        }
        feed(host, source, 1)
        XCTAssertNotEqual(host.desk.seat("s")?.version.hash, before)
        XCTAssertTrue(host.staged.isEmpty)
    }

    func testTheNewestWaitsAndAnUndoneOneIsForgotten() throws {
        let (host, source) = try running("when_flat")
        feed(host, source, 100)
        while isFlat(host) { feed(host, source, 1) }
        try save(host, strategy(15))
        try save(host, strategy(20))
        XCTAssertEqual(host.staged.count, 1)
        XCTAssertEqual(host.staged.first?.version.text, strategy(20))
        try save(host, strategy())
        XCTAssertTrue(host.staged.isEmpty)
    }

    func testNextSession() throws {
        let (host, source) = try running("next_session")
        let before = host.desk.seat("s")?.version.hash
        feed(host, source, 1_000)
        try save(host, strategy(15))
        XCTAssertEqual(ask(host, "params", "s", "n=20").text, "s: n = 20 takes effect before the first event of the next day")
        feed(host, source, 440)
        XCTAssertEqual(host.now.text, "1970-01-02")
        XCTAssertEqual(host.desk.seat("s")?.version.hash, before, "the bar that ends at midnight is the day's last")
        feed(host, source, 1)
        XCTAssertNotEqual(host.desk.seat("s")?.version.hash, before)
        XCTAssertEqual(host.desk.seat("s")?.instance.parameters.first?.value, 20)
    }

    func testNever() throws {
        let (host, source) = try running("never")
        let before = host.desk.seat("s")?.version.hash
        feed(host, source, 100)
        try save(host, strategy(15))
        XCTAssertTrue(host.remarks.last?.text.contains("policy never: it takes effect at the next start") ?? false)
        XCTAssertEqual(ask(host, "reload", "s").exitCode, 1)
        XCTAssertEqual(ask(host, "params", "s", "n=20").exitCode, 1)
        XCTAssertEqual(host.desk.seat("s")?.version.hash, before)
    }

    func testAWaitingVersionIsExaminedAgain() throws {
        let (host, source) = try running("when_flat")
        feed(host, source, 100)
        while isFlat(host) { feed(host, source, 1) }
        try save(host, strategy(15))
        // An operator is faster.
        XCTAssertEqual(ask(host, "params", "s", "n=12").exitCode, 0)
        while !isFlat(host) { feed(host, source, 1) }
        feed(host, source, 2)
        XCTAssertEqual(host.desk.seat("s")?.instance.parameters.first?.value, 12)
        XCTAssertEqual(host.desk.seat("s")?.version.text, strategy(15))
    }
}
