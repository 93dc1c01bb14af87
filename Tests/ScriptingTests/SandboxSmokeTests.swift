import CLuaBridge
import XCTest

final class SandboxSmokeTests: XCTestCase {
    /// Runs `source` in a fresh script and returns the status, the message and the global `r` as text.
    private func run(_ source: String, budgetMilliseconds: UInt64 = 200) -> (status: pg_status, message: String, result: String) {
        var limits = pg_limits_standard()
        limits.callback_budget_ns = budgetMilliseconds * 1_000_000
        guard let script = pg_script_new(&limits, nil) else { return (PG_ERR_INTERNAL, "no script", "") }
        defer { pg_script_free(script) }
        var status = pg_script_load(script, source, source.utf8.count, "=t.lua")
        if status == PG_OK { status = pg_script_run(script) }
        let error = pg_script_error(script)!
        let message = withUnsafePointer(to: error.pointee.message) { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
        var buffer = [CChar](repeating: 0, count: 512)
        _ = pg_script_global_text(script, "r", &buffer, buffer.count)
        return (status, message, String(cString: buffer))
    }

    func testOrdinaryCodeRuns() {
        XCTAssertEqual(run("r = 0; for i = 1, 10 do r = r + i end").result, "55")
        XCTAssertEqual(run("local t = {b=1, a=2, [3]=0, [1]=9}; r = '' for k, v in pairs(t) do r = r .. tostring(k) .. v end").result, "1930a2b1")
        XCTAssertEqual(run("r = ('x'):rep(3, '-') .. string.format('%5.2f|%s', 1.234, true)").result, "x-x-x 1.23|true")
        XCTAssertEqual(run("local t = {3,1,2} table.sort(t, function(a, b) return a > b end) r = table.concat(t, ',')").result, "3,2,1")
        XCTAssertEqual(run("r = tostring({}) .. tostring(print)").result, "tablefunction")
        XCTAssertEqual(run("r = tostring(math.type(1)) .. #utf8.char(8364)").result, "integer3")
    }

    func testErrorsNameTheirLine() {
        let result = run("local x = 1\nlocal y = x .. nil\n")
        XCTAssertEqual(result.status, PG_ERR_RUNTIME)
        XCTAssertTrue(result.message.hasPrefix("t.lua:2:"), result.message)
        XCTAssertTrue(run("r = smaa").message.contains("undeclared name 'smaa'"))
        XCTAssertEqual(run("x = = 1").status, PG_ERR_SYNTAX)
    }

    func testEndlessLoopsAreStopped() {
        for source in [
            "while true do end", "while true do pcall(function() while true do end end) end",
            "local function f() return f() end f()", "repeat local t = {} until false",
            "pcall(function() while true do end end) while true do end",
            "xpcall(function() while true do end end, function() while true do end end)",
        ] {
            let result = run(source)
            XCTAssertEqual(result.status, PG_ERR_BUDGET, source + " " + result.message)
        }
    }

    func testGlobalsAreScanned() {
        var limits = pg_limits_standard()
        let script = pg_script_new(&limits, nil)!
        defer { pg_script_free(script) }
        let source = "a = sma(close, 3)\nfunction on_bar(x)\n  local y = a\n  return function() return bee end\nend\n"
        XCTAssertEqual(pg_script_load(script, source, source.utf8.count, "=t"), PG_OK)
        final class Box { var names: [String] = [] }
        let box = Box()
        let ok = pg_script_globals(
            script,
            { context, name, line, isWrite in
                Unmanaged<Box>.fromOpaque(context!).takeUnretainedValue().names.append("\(String(cString: name!)):\(line)\(isWrite ? "w" : "")")
            }, Unmanaged.passUnretained(box).toOpaque())
        XCTAssertTrue(ok)
        XCTAssertEqual(box.names.sorted(), ["a:1w", "a:3", "bee:4", "close:1", "on_bar:2w", "sma:1"])
    }
}
