import CLuaBridge
import XCTest

/// Running out of memory at each allocation of a callback in turn.
final class SandboxMemoryTests: XCTestCase {
    private static let source = """
        state = {}
        function callback()
          local t = {}
          for i = 1, 20 do t[i] = {name = 'bar ' .. i, value = i * 0.5} end
          table.sort(t, function(a, b) return a.value > b.value end)
          local s = ''
          for k, v in pairs({b = 1, a = 2, c = 3}) do s = s .. k .. tostring(v) end
          s = string.format('%s %5.2f %q', s, 1.5, 'x') .. s:rep(20, ','):upper():gsub('%w', '%0%0')
          for word in s:gmatch('%a+') do state[word] = (state[word] or 0) + 1 end
          local ok = pcall(function() local x = setmetatable({}, {__index = function(_, k) return k .. '!' end}) return x.y end)
          local f = function(...) return select('#', ...), table.pack(...) end
          f(table.unpack(t))
          state.parts = table.concat({1, 2.5, 'three'}, ' ')
        end
        """

    func testEveryAllocationOfACallbackMayFail() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000)
        XCTAssertEqual(script.run(Self.source), PG_OK, script.message)
        XCTAssertEqual(script.call("callback"), PG_OK, script.message)
        var failures = 0
        for nth in 1...100_000 {
            let before = script.memory.allocations
            pg_script_fail_allocation(script.pointer, UInt64(nth))
            let status = script.call("callback")
            pg_script_fail_allocation(script.pointer, 0)
            if script.memory.allocations - before < UInt64(nth) { break }
            // Inside the script's pcall a failure is the script's to handle.
            if status == PG_OK { continue }
            XCTAssertEqual(status, PG_ERR_MEMORY, "allocation \(nth): \(script.message)")
            XCTAssertTrue(script.message.contains("out of memory"), script.message)
            failures += 1
        }
        XCTAssertGreaterThan(failures, 90)
        XCTAssertEqual(script.call("callback"), PG_OK, script.message)
    }

    func testTheErrorSaysWhereMemoryRanOut() throws {
        let script = try SandboxScript(memory: 1 << 20, budgetMilliseconds: 20_000)
        XCTAssertEqual(script.run("local t = {}\nfor i = 1, 1e9 do\n  t[i] = i .. ''\nend\n", name: "=a.lua"), PG_ERR_MEMORY)
        XCTAssertEqual(script.message, "a.lua:3: out of memory: the script's limit is 1 MiB")
        XCTAssertEqual(script.line, 3)
    }

    func testEveryLimitGivesACleanEnd() throws {
        for limit in stride(from: 4_000, through: 80_000, by: 500) {
            var limits = pg_limits_standard()
            limits.memory_bytes = limit
            guard let script = pg_script_new(&limits, nil) else { continue }
            var status = pg_script_load(script, Self.source, Self.source.utf8.count, "=t.lua")
            if status == PG_OK { status = pg_script_run(script) }
            if status == PG_OK { status = pg_script_call_global(script, "callback") }
            XCTAssertTrue(status == PG_OK || status == PG_ERR_MEMORY, "\(limit): \(status)")
            XCTAssertLessThanOrEqual(pg_script_memory(script).peak, limit)
            XCTAssertEqual(pg_script_free(script), 0)
        }
    }

    func testEveryAllocationOfLoadingMayFail() throws {
        for nth in 1...100_000 {
            let script = try SandboxScript()
            pg_script_fail_allocation(script.pointer, UInt64(nth))
            let status = script.run(Self.source)
            pg_script_fail_allocation(script.pointer, 0)
            if status == PG_OK { return }
            XCTAssertEqual(status, PG_ERR_MEMORY, "allocation \(nth): \(script.message)")
        }
    }

    func testGarbageMakesRoomForLargeResults() throws {
        let script = try SandboxScript(memory: 8 << 20, budgetMilliseconds: 20_000)
        XCTAssertEqual(script.run("for i = 1, 50 do local s = ('x'):rep(3 << 20) r = #s end"), PG_OK, script.message)
    }

    func testAScriptIsSmallAndGivesEverythingBack() throws {
        let script = try SandboxScript()
        XCTAssertLessThan(script.memory.used, 30_000)
        for _ in 0..<1000 {
            var limits = pg_limits_standard()
            XCTAssertEqual(pg_script_free(pg_script_new(&limits, nil)), 0)
        }
    }
}
