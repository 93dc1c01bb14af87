import Configuration
import Kernel
import Money
import Simulation
import XCTest

@testable import Host

/// What a configuration may hold, and what is said of one that is wrong: file, line, column, value, what was expected.
final class RunConfigurationTests: RunTestCase {
    override func setUpWithError() throws {
        try super.setUpWithError()
        try file("a.lua", strategy())
        try file("rule.lua", "function allocate(book) return {a = 1} end\n")
    }

    private func expect(_ yaml: String, _ said: String..., line: UInt = #line) {
        var message = "nothing"
        do { _ = try RunHost(configuration(yaml)) } catch { message = "\(error)" }
        for part in said { XCTAssertTrue(message.contains(part), "'\(part)' is not in: \(message)", line: line) }
    }

    private let head = "run: {name: t}\ngenerate: {symbols: [A]}\n"
    private let one = "strategies: [{name: a, script: a.lua}]\n"

    func testTheSmallest() throws {
        let terms = try configuration(head + one)
        XCTAssertEqual(terms.directory, folder + "/runs/t")
        XCTAssertNil(terms.speed)
        XCTAssertTrue(terms.reload.isAutomatic)
        XCTAssertEqual(terms.strategies[0].cash, terms.cash)
    }

    func testAll() throws {
        let terms = try configuration(
            """
            run: {name: demo, directory: /tmp/x, seed: 9}
            profile: paper
            generate: {symbols: [A, B], seed: 7, interval: 5m, start: 2024-01-02, bars: 10}
            speed: 10x
            history: 500
            cash: 50000
            strategies:
              - {name: a, script: a.lua, symbols: [A], capital: 20000, params: {n: {value: 12, policy: when_flat}}, reload: manual, policy: next_session}
              - {name: b, script: a.lua, weight: 0.1, probation: {events: 5, divergences: 2, rejections: 1}, limits: {order_value_to_equity: 0.5, budget: 20}}
              - {name: c, script: a.lua}
              - {name: d, script: a.lua}
            allocation: {script: rule.lua, every: 1w}
            venue: {fee_bps: 5, sell_tax_bps: [20, "2026-01-01:15"], slippage: "volume:0.1", fill: next-close, account: margin, leverage: 3, tick: 0.01, lot: 0.1}
            reload: {mode: manual, replay: 100}
            """)
        XCTAssertEqual(terms.strategies.map(\.cash.description), ["20000", "5000", "12500", "12500"])
        XCTAssertEqual(terms.strategies[0].parameters, [ParameterChange(name: "n", value: 12)])
        XCTAssertEqual(terms.strategies[0].policy(of: "n"), .whenFlat)
        XCTAssertEqual(terms.strategies[0].policy, .nextSession)
        XCTAssertFalse(terms.strategies[1].isAutomatic, "reload.mode is for all that say nothing")
        XCTAssertEqual(terms.strategies[1].probation.divergences, 2)
        XCTAssertEqual(terms.strategies[1].scriptLimits.callbackMilliseconds, 20)
        XCTAssertEqual(terms.strategies[1].scriptLimits.seed, 9)
        XCTAssertEqual(terms.policies.map(\.every), [604_800_000_000_000])
        XCTAssertEqual(terms.venue.rules.account, .margin(VenueRules.MarginTerms(leverage: 3)))
        XCTAssertEqual(terms.venue.rules.fees.sellTaxes.count, 2)
        XCTAssertEqual(terms.speed, 10)
    }

    func testUnknownKeys() {
        expect(head + one + "speeed: max\n", "run.yaml:4:1: unknown key 'speeed': did you mean 'speed'?")
        expect(
            head + "strategies: [{name: a, scirpt: a.lua}]\n",
            "run.yaml:3:24: strategies[1]: unknown key 'scirpt': did you mean 'script'?")
        expect(head + one + "venue: {fee: 5}\n", "run.yaml:4:9: venue: unknown key 'fee'", "fee_bps")
        expect(head + one + "reload: {mood: auto}\n", "run.yaml:4:10: reload: unknown key 'mood': expected mode, replay")
    }

    func testDuplicateNames() {
        expect(
            head + "strategies:\n  - {name: a, script: a.lua}\n  - {name: a, script: a.lua}\n",
            "run.yaml:5:12: strategies[2].name: the name 'a' is taken by the strategy on line 4")
        expect(head + head, "given twice")
        expect(head + "strategies: [{name: risk, script: a.lua}]\n", "'risk' is the name of a policy")
        expect("run: {name: t}\ngenerate: {symbols: [A, A]}\n" + one, "run.yaml:2:25", "'A' twice")
    }

    func testMoney() {
        let two = { (x: String, y: String) in "strategies: [{name: a, script: a.lua, \(x)}, {name: b, script: a.lua, \(y)}]\n" }
        expect(
            head + two("weight: 0.7", "weight: 0.5"), "run.yaml:3:13: strategies: weights and capital", "which is 1.2 of cash",
            "at most 1")
        expect(head + two("weight: 1.5", "weight: 0"), "strategies[1].weight: found '1.5', expected a number from 0.0 to 1.0")
        expect(head + two("capital: 90000", "capital: 20000"), "sum to 110000.00")
        expect(head + two("capital: 1000, weight: 0.1", "weight: 0.1"), "there is capital too: keep one")
        expect(head + two("weight: 1", "symbols: []"), "nothing is left")
        expect(head + one + "cash: -5\n", "run.yaml:4:7: cash: found '-5', expected an amount above zero")
    }

    func testFiles() {
        expect(
            head + "strategies: [{name: a, script: absent.lua}]\n", "run.yaml:3:32: strategies[1].script: no file '",
            "absent.lua': expected a file of a Lua script")
        expect("run: {name: t}\ndata: [{path: prices.csv}]\n" + one, "run.yaml:2:15: data[1].path: no file", "prices")
        expect(head + one + "allocation: {script: none.lua}\n", "allocation.script: no file")
        expect(head + "strategies: [{name: a, script: .}]\n", "is a folder, expected a file")
        expect("run: {name: t}\n" + one, "no source of events: give data:")
        expect(head + "data: [{path: a.lua}]\n" + one, "there is data too: keep one")
    }

    func testTabsAndTypes() {
        expect(head + "strategies:\n\t- {name: a}\n", "run.yaml:4:1: a tab in the indentation")
        expect(head + one + "history: many\n", "run.yaml:4:10: history: found 'many', expected a whole number from 10")
        expect(head + one + "speed: fast\n", "speed: found 'fast', expected max, real, step or a multiple of real time such as 10x")
        expect(head + one + "profile: live\n", "run.yaml:4:10: profile: found 'live'", "use profile: paper")
        expect(head + "strategies: a.lua\n", "strategies: found 'a.lua', expected a list")
        expect(head + "strategies: [{name: a b, script: a.lua}]\n", "found 'a b', expected a name of at most 64 letters")
        expect(
            head + "strategies: [{name: a, script: a.lua, params: {n: ten}}]\n",
            "params.n: found 'ten', expected a number, true or false")
        expect(
            head + "strategies: [{name: a, script: a.lua, policy: sometimes}]\n",
            "expected one of anytime, when_flat, next_session, never")
        expect(head + one + "venue: {slippage: some}\n", "venue.slippage: found 'some', expected 5bps")
        expect(head + one + "venue: {leverage: 2}\n", "needs account: margin")
        expect(head + one + "allocation: {script: rule.lua, every: 1mo}\n", "found '1mo'", "1m, 1h, 1d")
        expect("", "is empty")
    }

    func testWhatItNamesMustWork() throws {
        expect(head + "strategies: [{name: a, script: a.lua, symbols: [A, C]}]\n", "run.yaml:3:52", "unknown symbol 'C'")
        expect(head + "strategies: [{name: a, script: a.lua, params: {m: 3}}]\n", "no parameter 'm'")
        expect(head + "strategies: [{name: a, script: rule.lua}]\n", "rule.lua")
        expect(head + one + "allocation: {script: a.lua}\n", "a.lua")
        try file("bad.lua", "x = \n")
        expect(head + "strategies: [{name: a, script: bad.lua}]\n", "bad.lua:2")
        try file("wrong.lua", "function allocate(book)\n  return {b = 1}\nend\n")
        expect(head + one + "allocation: {script: wrong.lua}\n", "wrong.lua:1", "'b', which is no strategy of the book")
    }
}
