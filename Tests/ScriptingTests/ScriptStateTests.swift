import XCTest

@testable import Scripting

/// State, version, order handles and timers from one version of a script to the next.
final class ScriptStateTests: XCTestCase {
    private func load(_ source: String, milliseconds: Int = 20_000) throws -> ScriptInstance {
        var limits = ScriptLimits()
        limits.callbackMilliseconds = milliseconds
        return try ScriptInstance(source: source + "\nfunction on_bar(close) end", path: "t.lua", hash: "", symbols: ["ONE"], limits: limits)
    }

    private func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return (error as? ScriptError)?.message ?? "\(error)" }
        return "no error"
    }

    private let old = ScriptValue.record([("level", .integer(3)), ("seen", .list([.number(0.5), .number(1.5)]))])

    func testStateGoesOutAndIn() throws {
        let first = try load("ctx.state.level = 3\nctx.state.seen = {0.5, 1.5}")
        XCTAssertEqual(try first.exportState(), old)
        let second = try load("")
        XCTAssertEqual(try second.exportState(), .record([]))
        try second.importState(old)
        XCTAssertEqual(try second.exportState(), old)
        XCTAssertTrue(message { try second.importState(.integer(1)) }.contains("ctx.state must be a table"))
        XCTAssertEqual(try second.exportState(), old)
    }

    func testStateThatCannotBeKeptIsNamed() throws {
        XCTAssertTrue(message { _ = try load("ctx.state.levels = {1, 2, {f = print}}").exportState() }.contains("ctx.state.levels[3].f is a function"))
        XCTAssertTrue(message { _ = try load("ctx.state.s = sma(close, 3)").exportState() }.contains("ctx.state.s is an object of the host"))
        let shared = message { _ = try load("local t = {}\nctx.state.a = t\nctx.state.b = t").exportState() }
        XCTAssertTrue(shared.contains("ctx.state.b is a table that is met a second time"), shared)
    }

    func testVersion() throws {
        XCTAssertEqual(try load("").version, 1)
        XCTAssertEqual(try load("version = 12").version, 12)
        for (text, shown) in [("0", "0"), ("-1", "-1"), ("1.5", "1.5"), ("'2'", "\"2\""), ("{}", "{}"), ("true", "true")] {
            XCTAssertEqual(message { _ = try load("\nversion = \(text)") }, "t.lua:2: version is \(shown): expected a whole number from 1 up, as in version = 2")
        }
    }

    func testMigrateMakesTheState() throws {
        let script = try load("function migrate(old_state, old_version) return {level = old_state.level * 10, from = old_version, count = #old_state.seen} end")
        XCTAssertTrue(script.hasMigrate)
        XCTAssertFalse(try load("").hasMigrate)
        let new = try script.migrate(oldState: old, oldVersion: 4)
        XCTAssertEqual(new, .record([("level", .integer(30)), ("from", .integer(4)), ("count", .integer(2))]))
        XCTAssertEqual(try script.exportState(), new)
    }

    func testAMigrationThatFailsChangesNothing() throws {
        for (body, wanted) in [
            ("while true do ctx.state.x = 1 end", "time budget of 50 ms"), ("ctx.state = nil", "table expected"),
            ("ctx.state.x = 1", "t.lua:1: migrate(…) returned nil: expected the new state, a table"), ("return 7", "migrate(…) returned number"),
            ("return {f = print}", "t.lua:1: migrate(…).f is a function"), ("error('no way')", "no way"),
            ("buy(1)", "orders are placed inside callbacks"), ("return ctx.price()", "there is no market"),
            ("return {a = old.a.b}", "t.lua:1: "), ("local t = {} return {t, t}", "migrate(…)[2] is a table that is met a second time"),
        ] {
            let script = try load("function migrate(old, v) \(body) end", milliseconds: 50)
            try script.importState(old)
            let text = message { try script.migrate(oldState: .record([]), oldVersion: 1) }
            XCTAssertTrue(text.contains(wanted), "\(body): \(text)")
            XCTAssertEqual(try script.exportState(), old, body)
        }
    }

    func testATypeThatChangedIsAnErrorInMigrateWithItsLine() throws {
        let script = try load("\nfunction migrate(old, v)\n  return {level = old.level + 1}\nend")
        let text = message { try script.migrate(oldState: .record([("level", .text("three"))]), oldVersion: 1) }
        XCTAssertEqual(text, "t.lua:3: attempt to add a 'string' with a 'number'")
    }

    func testOrderHandlesAndTimersGoOn() throws {
        let script = try load("")
        XCTAssertEqual(script.nextOrderHandle, 1)
        script.nextOrderHandle = 42
        XCTAssertEqual(script.nextOrderHandle, 42)
        XCTAssertEqual(script.timerNames, [])
        try script.adoptTimerNames(["open", "rebalance"])
        XCTAssertEqual(script.timerNames, ["open", "rebalance"])
        XCTAssertTrue(message { try script.adoptTimerNames(["x"]) }.contains("before the script starts one"))
        XCTAssertTrue(message { try load("").adoptTimerNames((0...256).map { "t\($0)" }) }.contains("no room for timer 't256'"))
    }

    func testDifferencesInWords() {
        let a = ScriptValue.record([
            ("level", .number(1)), ("gone", .text("x")), ("count", .integer(1)), ("deep", .record([("x", .list([.integer(1), .integer(2)]))])),
            ("rows", .list([.record([("price", .number(1))])])),
        ])
        let b = ScriptValue.record([
            ("level", .text("high")), ("new", .record([])), ("count", .number(1.5)), ("deep", .record([("x", .list([.integer(1)]))])),
            ("rows", .list([.record([("price", .boolean(true))])])),
        ])
        XCTAssertEqual(
            StateDifference.compare(a, b).map(\.description),
            [
                "list 'deep.x' had 2 elements and has 1", "field 'gone', a text, is gone", "field 'level' was a number and is a text",
                "field 'new' is new: a table", "field 'rows[1].price' was a number and is a boolean",
            ])
        XCTAssertEqual(StateDifference.compare(a, a), [])
    }
}
