import CLuaBridge
import XCTest

@testable import Scripting

/// Values that must not leave a script, and running out of memory while they do.
final class ScriptValueAttackTests: XCTestCase {
    private func answer(_ body: String, memory: Int = 64 << 20) throws -> Result<ScriptValue, ScriptError> {
        let script = try SandboxScript(memory: memory, budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function f()\n\(body)\nend"), PG_OK, script.message)
        let bridge = ValueBridge(script: script.pointer, path: "t.lua", hash: "")
        do { return .success(try bridge.call("f", [], line: 1)) } catch { return .failure(error) }
    }

    private func expect(_ body: String, fails message: String, line: UInt = #line) throws {
        switch try answer(body) {
        case .success(let value): XCTFail("\(body) gave \(value)", line: line)
        case .failure(let error): XCTAssertTrue(error.message.contains(message), error.message, line: line)
        }
    }

    func testWhatMayNotLeaveIsNamedByItsPath() throws {
        try expect("return {levels = {1, 2, {f = print}}}", fails: "t.lua:1: f(…).levels[3].f is a function: functions belong to the script's text")
        try expect("return {['two words'] = {[true] = {[0.5] = function() end}}}", fails: "f(…)[\"two words\"][true][0.5] is a function")
        try expect("return setmetatable({}, {})", fails: "f(…) has a metatable")
        try expect("return {a = setmetatable({}, {__pairs = function() while true do end end})}", fails: "f(…).a has a metatable")
        try expect("return setmetatable({}, {__index = function() error('ran') end, __metatable = 'x'})", fails: "has a metatable")
        try expect("local t = {a = {}} t.a.b = t return t", fails: "f(…).a.b is a table that holds it")
        try expect("return {[{}] = 1}", fails: "f(…) has a key that is a table: use numbers, texts or booleans")
        try expect("return {x = {[print] = 1}}", fails: "f(…).x has a key that is a function")
        try expect("return {[1/0] = 1}", fails: "f(…) has a key that is infinite")
        try expect("return {s = '\\xff'}", fails: "f(…).s is no text but bytes that are not UTF-8")
        try expect("return {['\\xed\\xa0\\x80'] = 1}", fails: "not UTF-8")
        try expect("return math", fails: "f(…) has a metatable")
        try expect("return string.rep('x', 1 << 21)", fails: "takes more than 1 MiB when stored")
        try expect("local t = {} for i = 1, 200000 do t[i] = i end return t", fails: "takes more than 1 MiB")
        try expect("local t = {} for i = 1, 600000 do t[i] = i end return t", fails: "takes more than 1 MiB")
        try expect("local m = matrix({{1}}, {'A'}) m:names()[1] = 2 return {m = m}", fails: "f(…).m has a name that is not a text")
    }

    func testDepth() throws {
        let nested = { (n: Int) in "local t = {} for i = 2, \(n) do t = {t} end return t" }
        guard case .success = try answer(nested(32)) else { return XCTFail("32 tables deep is allowed") }
        try expect(nested(33), fails: "is nested deeper than 32 tables")
    }

    /// Shared tables without a cycle double at each level; the size ends it.
    func testATableThatExplodesIsStopped() throws {
        try expect("local t = {1} for i = 1, 30 do t = {t, t} end return t", fails: "takes more than 1 MiB")
    }

    func testOutOfMemoryAtEachAllocation() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function echo(x) return {x, v = vector{1, 2, 3}, m = matrix({{1, 2}}, {'A', 'B'})} end"), PG_OK)
        let bridge = ValueBridge(script: script.pointer, path: "t.lua", hash: "")
        let value = ScriptValue.record([
            ("c", .list((0..<20).map { .integer($0) })), ("b", .text(String(repeating: "long text ", count: 10))), ("a", .vector([1, 2], names: ["x", "y"])),
            ("t", .table(ScriptTable([(key: .number(0.5), value: .record([("deep", .record([("er", .boolean(true))]))])), (key: .integer(7), value: .integer(1))]))),
        ])
        let wanted = try bridge.call("echo", [value], line: 0)
        var failures = 0
        for nth in 1...100_000 {
            let before = script.memory.allocations
            pg_script_fail_allocation(script.pointer, UInt64(nth))
            let result = Result { try bridge.call("echo", [value], line: 0) }
            pg_script_fail_allocation(script.pointer, 0)
            if script.memory.allocations - before < UInt64(nth) { break }
            if case .failure(let error) = result {
                XCTAssertEqual((error as? ScriptError)?.kind, .memory, "allocation \(nth): \(error)")
                failures += 1
            }
        }
        XCTAssertGreaterThan(failures, 20)
        XCTAssertEqual(try bridge.call("echo", [value], line: 0), wanted)
    }

    func testOutOfMemoryWhileTheStateGoesInAndOut() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        let bridge = ValueBridge(script: script.pointer, path: "t.lua", hash: "")
        let (old, new) = (ScriptValue.record([("a", .integer(1))]), ScriptValue.record([("b", .list([.text("x"), .record([("c", .vector([1]))])]))]))
        try bridge.importState(old)
        var failures = 0
        for nth in 1...1_000 {
            let before = script.memory.allocations
            pg_script_fail_allocation(script.pointer, UInt64(nth))
            let out = Result { try bridge.exportState() }
            let goes = (try? bridge.importState(new)) != nil
            pg_script_fail_allocation(script.pointer, 0)
            if script.memory.allocations - before < UInt64(nth) { break }
            if case .success(let state) = out { XCTAssertEqual(state, old) } else { failures += 1 }
            if !goes { failures += 1 }
            XCTAssertEqual(try bridge.exportState(), goes ? new : old, "allocation \(nth)")
            try bridge.importState(old)
        }
        XCTAssertGreaterThan(failures, 8)
    }

    func testOutOfMemoryInMigrationLeavesTheState() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function migrate(old, version) ctx.state.half = 1 return {level = old.level + version} end"), PG_OK)
        let bridge = ValueBridge(script: script.pointer, path: "t.lua", hash: "")
        let old = ScriptValue.record([("level", .integer(40))])
        try bridge.importState(old)
        var failures = 0
        for nth in 1...100_000 {
            let before = script.memory.allocations
            pg_script_fail_allocation(script.pointer, UInt64(nth))
            let result = Result { try bridge.migrate(old, 2, line: 1) }
            pg_script_fail_allocation(script.pointer, 0)
            if script.memory.allocations - before < UInt64(nth) { break }
            guard case .failure(let error) = result else {
                try bridge.importState(old)
                continue
            }
            XCTAssertEqual((error as? ScriptError)?.kind, .memory, "allocation \(nth): \(error)")
            XCTAssertEqual(try bridge.exportState(), old, "allocation \(nth)")
            failures += 1
        }
        XCTAssertGreaterThan(failures, 5)
        XCTAssertEqual(try bridge.migrate(old, 2, line: 1), .record([("level", .integer(42))]))
        XCTAssertEqual(try bridge.exportState(), .record([("level", .integer(42))]))
    }
}
