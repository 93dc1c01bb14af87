import XCTest

@testable import Host

/// `perigee new`, `check` and `test` of policies, as a user meets them.
final class PolicyCommandTests: CommandTestCase {
    func testEachKindStartsFromATextThatPasses() throws {
        for (kind, word) in [("allocation", "allocation rule"), ("lifecycle", "lifecycle policy"), ("risk", "risk policy")] {
            let made = try run(["new", kind, folder + "/my_\(kind)"])
            XCTAssertEqual(made.code, 0, made.error)
            XCTAssertFalse(made.output.contains("backtest"), made.output)
            let checked = try run(["check", folder + "/my_\(kind).lua"])
            XCTAssertEqual(checked.code, 0, checked.error)
            XCTAssertTrue(checked.output.contains("kind        \(word)\n"), checked.output)
            let tested = try run(["test", folder])
            XCTAssertEqual(tested.code, 0, tested.output)
        }
        try expectMistake(["new", "polici", "x"], "expected one of strategy, allocation, lifecycle, risk and a name")
    }

    func testShippedPoliciesAreSound() throws {
        for path in ["allocation/inverse_volatility", "lifecycle/standard", "risk/drawdown_guard"] {
            let checked = try run(["check", "strategies/\(path).lua"])
            XCTAssertEqual(checked.code, 0, checked.error)
            XCTAssertTrue(checked.output.contains("strategies/\(path).lua: ok\n"), checked.output)
        }
    }

    func testCheckSaysWhatIsWrong() throws {
        let rule = try file("rule.lua", "function allocate(book)\n  return {calm = 0.5}\nend\n")
        let result = try run(["check", rule])
        XCTAssertEqual(result.code, 2)
        XCTAssertTrue(result.error.contains("rule.lua:1: the answer of allocate has no weight for 'wild'"), result.error)
        XCTAssertEqual(try run(["check", rule, "--strategies", "calm"]).code, 0)
        try expectMistake(["check", try file("a.lua", "function allocate(book)\n  return close\nend")], "a.lua:2: undeclared name 'close': a policy sees no prices")
        try expectMistake(["check", try file("b.lua", "allocate = 3")], "b.lua: 'allocate' is no function")
        try expectMistake(["check", rule, "--param", "x=1"], "rule.lua: no parameter 'x'")
    }

    func testATestMeetsTheErrorsOfItsPolicy() throws {
        _ = try file("rule.lua", "version = 3\nfunction allocate(book)\n  return {a = 2}\nend\nfunction both(x, y, z) return {x, y == nil, z} end\n")
        let test = try file("rule_test.lua", """
            local p = policy{script = "rule.lua"}
            it("is bounded", function() expect(function() p:allocate({strategies = {a = {}}}) end):to_raise("rule.lua:2: the answer of allocate has weights that sum to 2") end)
            it("may be let", function() expect(p:allocate({strategies = {a = {}}}, {total = 2}).a):to_be(2) end)
            it("takes nil between", function() expect(p:call("both", 1, nil, "x")):to_equal({1, true, "x"}) end)
            it("knows its kind", function() expect(function() p:tighten({}) end):to_raise("is no risk policy") end)
            it("names the file", function() expect(function() policy{script = "gone.lua"} end):to_raise("gone.lua") end)
            it("keeps functions out", function() expect(function() p:call("both", print) end):to_raise("is a function") end)
            it("has the libraries", function() expect(stats.mean(vector{1, 2, 3})):to_be(2) end)
            it("can fail", function() p:allocate({strategies = {b = {}}}) end)
            """)
        let result = try run(["test", test])
        XCTAssertEqual(result.code, 1)
        XCTAssertTrue(result.output.hasSuffix("7 passed, 1 failed\n"), result.output)
        XCTAssertTrue(result.output.contains("rule.lua:2: the answer of allocate has a weight for 'a', which is no strategy of the book"), result.output)
    }
}
