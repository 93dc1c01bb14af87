import Numerics
import XCTest

@testable import Scripting

/// What a policy may do and may not.
final class PolicyScriptTests: PolicyTestCase {
    func testAFunctionIsCalledWithValuesAndAnswersWithOne() throws {
        let script = try policy("""
            scale = param("scale", 2, {min = 1, max = 9})
            function f(a, b, c) log("called", a) return {a * scale, b.x, c == nil} end
            function g() return "g" end
            local function hidden() end
            """, parameters: [("scale", 3)])
        XCTAssertEqual(script.functions, ["f", "g"])
        XCTAssertEqual(script.version, 1)
        XCTAssertNil(script.kind)
        let answer = try script.call("f", [.integer(2), .record([("x", .text("é"))]), .none])
        XCTAssertEqual(answer.description, "{6, \"é\", true}")
        XCTAssertEqual(script.log.lines.map(\.text), ["called\t2"])
        XCTAssertEqual(script.parameters.map(\.value), [3])
        expect("p.lua: no function 'ff': did you mean 'f'?") { _ = try script.call("ff", []) }
    }

    func testItSeesNoMarketAndPlacesNoOrders() {
        expect("p.lua:2: undeclared name 'close': a policy sees no prices: it decides on what its arguments hold") { _ = try policy("\nx = close") }
        expect("undeclared name 'buy': a policy places no orders: it returns its answer") { _ = try policy("function allocate(b) buy(1) end") }
        expect("undeclared name 'sma': a policy has no series or triggers") { _ = try policy("average = sma(1, 2)") }
        expect("undeclared name 'on': a policy has no series or triggers") { _ = try policy("on(1, print)") }
        expect("undeclared name 'os': use ctx.time") { _ = try policy("function f() return os.time() end") }
        expect("undeclared name 'stat': did you mean 'stats'?") { _ = try policy("function f() return stat.mean({1}) end") }
        expect("undeclared name 'zzzzz': a policy has its arguments, param, ctx, log") { _ = try policy("function f() return zzzzz end") }
        // Names that are made while it runs meet the same words.
        expect("a policy sees no prices") { _ = try policy("local e = _ENV function f() return e['clo' .. 'se'] end").call("f", []) }
        expect("ctx.equity: a policy has no market") { _ = try policy("function f() return ctx.equity end").call("f", []) }
        expect("param: series, parameters and triggers are declared at the top") { _ = try policy("function f() return param('a', 1) end").call("f", []) }
    }

    func testNamesOfTheMarketAreFreeForIt() throws {
        XCTAssertEqual(try policy("function f(x) local close = x buy = close + 1 return buy end").call("f", [.integer(1)]), .integer(2))
    }

    func testRandomNumbersAreSeeded() throws {
        let source = "function f() return {math.random(), ctx.rng:uniform()} end"
        XCTAssertEqual(try policy(source).call("f", []), try policy(source).call("f", []))
    }

    func testTheLibrariesAreThere() throws {
        do { try LinearAlgebra.require() } catch { throw XCTSkip("\(error)") }
        let script = try policy("function f(x) return stats.mean(x) end")
        XCTAssertEqual(try script.call("f", [.vector([1, 2, 6])]), .number(3))
        XCTAssertEqual(try script.call("f", [.list([.integer(1), .integer(2)])]), .number(1.5))
    }

    func testItEndsWithinItsBudgetAndMemory() throws {
        let script = try policy("function loop() while true do end end function hoard() local t = {} for i = 1, 1e9 do t[i] = {} end end function ok() return 1 end", milliseconds: 40)
        expect("stopped: the call ran over its time budget of 40 ms") { _ = try script.call("loop", []) }
        XCTAssertEqual(try script.call("ok", []), .integer(1))
        var limits = ScriptLimits()
        limits.memoryBytes = 1 << 20
        let small = try PolicyScript(source: script.source, path: "p.lua", hash: "", limits: limits)
        expect("out of memory: the script's limit is 1 MiB") { _ = try small.call("hoard", []) }
        XCTAssertEqual(try small.call("ok", []), .integer(1))
        expect("out of memory") { _ = try small.call("ok", [.vector([Double](repeating: 1, count: 1 << 18))]) }
        expect("no sandbox could be made") {
            limits.memoryBytes = 100
            _ = try PolicyScript(source: "", path: "p.lua", hash: "", limits: limits)
        }
    }

    func testMistakesInTheTextNameTheLine() {
        expect("p.lua:2: ") { _ = try policy("x = 1\nfunction f(") }
        expect("p.lua:1: version is 0: expected a whole number") { _ = try policy("version = 0") }
        expect("p.lua:3: attempt to") { _ = try policy("function f(book)\n\n  return book.x.y\nend").call("f", [.record([])]) }
        expect("p.lua: no parameter 'scal': did you mean 'scale'?") { _ = try policy("scale = param('scale', 1)", parameters: [("scal", 1)]) }
        expect("param 'scale': 9 is above its maximum 3") { _ = try policy("scale = param('scale', 1, {max = 3})", parameters: [("scale", 9)]) }
        expect("p.lua:1: f(…).x is a function") { _ = try policy("function f() return {x = print} end").call("f", []) }
        expect("'param' is a name of the host") { _ = try policy("param = 3") }
    }

    func testItsStateGoesFromVersionToVersion() throws {
        let first = try policy("function f() ctx.state.n = (ctx.state.n or 0) + 1 return ctx.state.n end")
        _ = try first.call("f", [])
        XCTAssertEqual(try first.call("f", []), .integer(2))
        let second = try policy("version = 2\nfunction f() ctx.state.n = ctx.state.n + 1 return ctx.state.n end\nfunction migrate(old, v) return {n = old.n * 10 + v} end")
        XCTAssertTrue(second.hasMigrate)
        XCTAssertEqual(try second.migrate(oldState: first.exportState(), oldVersion: first.version), .record([("n", .integer(21))]))
        XCTAssertEqual(try second.call("f", []), .integer(22))
        XCTAssertEqual(try second.exportState(), .record([("n", .integer(22))]))
    }

    func testTheKindIsToldByTheName() throws {
        XCTAssertEqual(try policy("function allocate(b) end").kind, .allocation)
        XCTAssertEqual(try policy("function tighten(b) end").kind, .risk)
        XCTAssertEqual(try policy("lifecycle = {}").kind, .lifecycle)
        XCTAssertNil(try policy("lifecycle = 3").kind)
        XCTAssertNil(try policy("function lifecycle() end").kind)
        expect("defines 'allocate' and 'tighten': a policy is of one kind") { _ = try policy("function allocate() end function tighten() end") }
        XCTAssertEqual(PolicyKind.of(source: "function allocate(book) end"), .allocation)
        XCTAssertEqual(PolicyKind.of(source: "lifecycle = {}"), .lifecycle)
        XCTAssertNil(PolicyKind.of(source: "function on_bar(close) end function tighten() end"))
        XCTAssertNil(PolicyKind.of(source: "on(close > 1, function() allocate() end) function allocate() end"))
        XCTAssertNil(PolicyKind.of(source: "allocate = = 1"))
        XCTAssertNil(PolicyKind.of(source: "local allocate = 1"))
    }
}
