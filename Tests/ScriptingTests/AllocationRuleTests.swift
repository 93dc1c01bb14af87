import XCTest

@testable import Scripting

final class AllocationRuleTests: PolicyTestCase {
    private let book = AllocationBook(
        equity: 1_000, cash: 400, time: 0, date: "2024-05-31",
        strategies: [.init(name: "trend", type: "trend", stage: "live"), .init(name: "carry")])

    private func weights(_ answer: String, bounds: AllocationRule.Bounds = .init()) throws -> [AllocationRule.Weight] {
        try AllocationRule(policy("\nfunction allocate(book)\n  return \(answer)\nend")).weights(for: book, bounds: bounds)
    }

    func testWeightsComeInTheOrderOfTheBook() throws {
        let found = try weights("{carry = 0.25, trend = book.cash / book.equity}")
        XCTAssertEqual(found.map(\.name), ["trend", "carry"])
        XCTAssertEqual(found.map(\.weight), [0.4, 0.25])
    }

    func testWhatTheRuleSees() throws {
        var book = book
        book.strategies[0].returns = [0.5, -0.25]
        book.strategies[0].trades = 7
        let rule = try AllocationRule(policy("""
            function allocate(book)
              local t = book.strategies.trend
              assert(book.date == "2024-05-31" and book.time == 0 and t.type == "trend" and t.stage == "live" and t.trades == 7)
              assert(#t.returns == 2 and t.returns[2] == -0.25 and t.sharpe ~= t.sharpe and t.drawdown == 0)
              local names = {}
              for name in pairs(book.strategies) do names[#names + 1] = name end
              assert(names[1] == "carry" and names[2] == "trend")
              return {trend = 1, carry = 0}
            end
            """))
        XCTAssertEqual(try rule.weights(for: book).map(\.weight), [1, 0])
    }

    func testANamedVectorWillDo() throws {
        let rule = try AllocationRule(policy("function allocate(book) return matrix({{0.5, 0.25}}, {'trend', 'carry'}):row(1) end"))
        XCTAssertEqual(try rule.weights(for: book).map(\.weight), [0.5, 0.25])
        expect("is a vector: expected a table of weights by name") { _ = try weights("vector{0.5, 0.5}") }
    }

    func testAnswersThatAreRefused() throws {
        expect("p.lua:2: the answer of allocate has a weight for 'trand', which is no strategy of the book: did you mean 'trend'?") { _ = try weights("{trand = 1}") }
        expect("p.lua:2: the answer of allocate has no weight for 'carry'") { _ = try weights("{trend = 1}") }
        expect("has NaN as the weight of 'carry': expected a finite number; is a divisor 0?") { _ = try weights("{trend = 1, carry = 0/0}") }
        expect("has infinite as the weight of 'carry'") { _ = try weights("{trend = 1, carry = 1/0}") }
        expect("has a text as the weight of 'carry'") { _ = try weights("{trend = 1, carry = '1'}") }
        expect("has -0.5 as the weight of 'carry': negative weights are not allowed here") { _ = try weights("{trend = 1, carry = -0.5}") }
        expect("has weights that sum to 1.5: expected at most 1") { _ = try weights("{trend = 1, carry = 0.5}") }
        expect("has weights that sum to 2.5: expected at most 2") { _ = try weights("{trend = 2, carry = -0.5}", bounds: .init(allowsNegative: true, total: 2)) }
        expect("is nil: expected a table of weights by name") { _ = try weights("nil") }
        expect("is a table with keys that are no names") { _ = try weights("{0.5, 0.5}") }
        expect("is no allocation rule: it defines no function allocate(book)") { _ = try AllocationRule(policy("function tighten() end")) }
        XCTAssertEqual(try weights("{trend = 1.5, carry = -0.5}", bounds: .init(allowsNegative: true, total: 2)).map(\.weight), [1.5, -0.5])
        XCTAssertEqual(try weights("{trend = 0.1 + 0.2 + 0.7, carry = 0}").count, 2)
    }
}
