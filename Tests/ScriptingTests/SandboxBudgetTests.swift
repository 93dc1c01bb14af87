import CLuaBridge
import Glibc
import XCTest

/// The kill: where it is reported, that it stays with its call, with nested scripts, and with many threads.
final class SandboxBudgetTests: XCTestCase {
    func testTheMessageNamesTheLineThatRan() throws {
        let script = try SandboxScript()
        let source = """
            local function inner()
              while true do end
            end
            local function outer() inner() end
            pcall(outer)
            """
        XCTAssertEqual(script.run(source, name: "=strategies/trend.lua"), PG_ERR_BUDGET)
        XCTAssertEqual(script.message, "strategies/trend.lua:2: stopped: the call ran over its time budget of 60 ms")
        XCTAssertEqual(script.line, 2)
        XCTAssertTrue(script.traceback.contains("strategies/trend.lua:4: in "), script.traceback)
        XCTAssertTrue(script.traceback.contains("strategies/trend.lua:5: in main chunk"), script.traceback)
    }

    func testAnErrorObjectWhoseTextNeverEndsIsStopped() throws {
        let script = try SandboxScript()
        XCTAssertEqual(script.run("error(setmetatable({}, {__tostring = function() while true do end end}))"), PG_ERR_BUDGET)
    }

    func testAKillDoesNotReachTheNextCall() throws {
        let script = try SandboxScript(budgetMilliseconds: 20)
        XCTAssertEqual(script.run("function hang() while true do end end n = 0 function quick() n = n + 1 end"), PG_OK)
        for _ in 0..<10 {
            XCTAssertEqual(script.call("hang"), PG_ERR_BUDGET)
            for _ in 0..<1000 { XCTAssertEqual(script.call("quick"), PG_OK, script.message) }
        }
        XCTAssertEqual(script.text("n"), "10000")
    }

    /// Calls that end at about the moment of the signal: each is either complete or stopped, and the next one is untouched.
    func testCallsThatEndAtTheDeadline() throws {
        let script = try SandboxScript(budgetMilliseconds: 4)
        let source =
            "done = 0 function work(n) end function near() for i = 1, rounds do end done = done + 1 end function ok() return 1 end"
        XCTAssertEqual(script.run("rounds = 0 " + source), PG_OK)
        var completed = 0
        var stopped = 0
        for attempt in 0..<120 {
            // Only the call in question is short of time: a busy machine may take the thread away for as long from any other.
            pg_script_set_budget(script.pointer, 60_000_000_000)
            XCTAssertEqual(script.run("rounds = \(200_000 + attempt * 15_000)"), PG_OK)
            pg_script_set_budget(script.pointer, 4_000_000)
            let outcome = script.call("near")
            pg_script_set_budget(script.pointer, 60_000_000_000)
            switch outcome {
            case PG_OK: completed += 1
            case PG_ERR_BUDGET: stopped += 1
            default: XCTFail(script.message)
            }
            XCTAssertEqual(script.call("ok"), PG_OK, script.message)
        }
        XCTAssertEqual(script.text("done"), String(completed))
        XCTAssertEqual(completed + stopped, 120)
    }

    func testABudgetOfZeroIsNone() throws {
        let script = try SandboxScript(budgetMilliseconds: 0)
        XCTAssertEqual(script.run("for i = 1, 20000000 do end r = 'done'"), PG_OK, script.message)
    }

    func testInstructionLimitIsTheSameEachTime() throws {
        let counts = try (0..<3).map { _ in
            let script = try SandboxScript(budgetMilliseconds: 0, instructions: 100_000)
            XCTAssertEqual(script.run("n = 0 while true do pcall(function() while true do n = n + 1 end end) end"), PG_ERR_BUDGET)
            XCTAssertTrue(script.message.contains("over its limit of 100000 instructions"), script.message)
            return script.text("n")
        }
        XCTAssertEqual(Set(counts).count, 1)
        XCTAssertNotNil(counts[0])
    }

    func testInstructionLimitIsPerCall() throws {
        let script = try SandboxScript(budgetMilliseconds: 0, instructions: 10_000)
        XCTAssertEqual(script.run("function work() for i = 1, 2000 do end end"), PG_OK)
        for _ in 0..<100 { XCTAssertEqual(script.call("work"), PG_OK, script.message) }
    }

    /// The inner script's short calls must not renew the budget of the outer, which never ends.
    func testAnOuterScriptIsStoppedAlthoughItKeepsCallingAnother() throws {
        let inner = try SandboxScript(budgetMilliseconds: 60)
        XCTAssertEqual(inner.run("n = 0 function step() n = n + 1 end"), PG_OK)
        var limits = pg_limits_standard()
        limits.callback_budget_ns = 60_000_000
        let outer = try XCTUnwrap(pg_script_new(&limits, UnsafeMutableRawPointer(inner.pointer)))
        pg_script_set_log(outer) { host, _, _, _ in
            if let host { _ = pg_script_call_global(OpaquePointer(host), "step") }
        }
        let source = "while true do print('again') end"
        XCTAssertEqual(pg_script_load(outer, source, source.utf8.count, "=outer.lua"), PG_OK)
        XCTAssertEqual(pg_script_run(outer), PG_ERR_BUDGET)
        XCTAssertEqual(pg_script_free(outer), 0)
        XCTAssertEqual(inner.call("step"), PG_OK, inner.message)
    }

    func testAnInnerScriptIsStoppedAndTheOuterGoesOn() throws {
        let inner = try SandboxScript(budgetMilliseconds: 30)
        XCTAssertEqual(inner.run("function hang() while true do end end"), PG_OK)
        var limits = pg_limits_standard()
        limits.callback_budget_ns = 10_000_000_000
        let outer = try XCTUnwrap(pg_script_new(&limits, UnsafeMutableRawPointer(inner.pointer)))
        pg_script_set_log(outer) { host, _, _, _ in
            if let host { XCTAssertEqual(pg_script_call_global(OpaquePointer(host), "hang"), PG_ERR_BUDGET) }
        }
        let source = "for i = 1, 3 do print('call') end"
        XCTAssertEqual(pg_script_load(outer, source, source.utf8.count, "=outer.lua"), PG_OK)
        XCTAssertEqual(pg_script_run(outer), PG_OK)
        XCTAssertEqual(pg_script_free(outer), 0)
    }

    func testACallIntoTheScriptThatRunsIsRefused() throws {
        let script = try SandboxScript()
        pg_script_set_log(script.pointer) { host, _, _, _ in XCTAssertNil(host) }
        final class Box { var script: OpaquePointer? }
        let box = Box()
        var limits = pg_limits_standard()
        let own = try XCTUnwrap(pg_script_new(&limits, Unmanaged.passUnretained(box).toOpaque()))
        box.script = own
        pg_script_set_log(own) { host, _, _, _ in
            guard let host, let script = Unmanaged<Box>.fromOpaque(host).takeUnretainedValue().script else { return }
            XCTAssertEqual(pg_script_run(script), PG_ERR_INTERNAL)
            XCTAssertEqual(pg_script_load(script, "", 0, "=x"), PG_ERR_INTERNAL)
        }
        let source = "print('in') r = 'after'"
        XCTAssertEqual(pg_script_load(own, source, source.utf8.count, "=t.lua"), PG_OK)
        XCTAssertEqual(pg_script_run(own), PG_OK)
        XCTAssertEqual(pg_script_free(own), 0)
    }

    /// The loop allocates: the thread sanitizer holds signals back until a call that it knows.
    func testScriptsOnManyThreadsAreStoppedEachForItself() {
        let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { _ in
            var failures = 0
            for round in 0..<6 {
                var limits = pg_limits_standard()
                limits.memory_bytes = 8 << 20
                limits.callback_budget_ns = 200_000_000
                guard let script = pg_script_new(&limits, nil) else { return UnsafeMutableRawPointer(bitPattern: 99) }
                let source =
                    "function hang() while true do local t = {} end end function work() for i = 1, 1000 do local t = {i} end end"
                failures += pg_script_load(script, source, source.utf8.count, "=t.lua") == PG_OK ? 0 : 1
                failures += pg_script_run(script) == PG_OK ? 0 : 1
                for _ in 0..<200 { failures += pg_script_call_global(script, "work") == PG_OK ? 0 : 1 }
                if round % 2 == 0 { failures += pg_script_call_global(script, "hang") == PG_ERR_BUDGET ? 0 : 1 }
                failures += pg_script_call_global(script, "work") == PG_OK ? 0 : 1
                failures += pg_script_free(script) == 0 ? 0 : 1
            }
            return UnsafeMutableRawPointer(bitPattern: failures)
        }
        var threads = [pthread_t](repeating: pthread_t(), count: 4)
        for i in threads.indices { XCTAssertEqual(pthread_create(&threads[i], nil, body, nil), 0) }
        for thread in threads {
            var result: UnsafeMutableRawPointer?
            XCTAssertEqual(pthread_join(thread, &result), 0)
            XCTAssertNil(result, "failures: \(Int(bitPattern: result))")
        }
    }
}
