import Kernel
import Market
import Money
import Scripting
import XCTest

@testable import Desk

/// A shadow costs the live seat nothing that it could notice.
final class ShadowTests: ABTestCase {
    private func run(_ shadows: [String]) throws -> (own: [String], conditions: [String]) {
        let desk = try desk(coin(1, body: "log(close, ctx.equity, ctx.cash)"))
        var own: [String] = []
        var conditions: [String] = []
        for (index, step) in walk(120, seed: 21).enumerated() {
            if index == 40 {
                for (number, text) in shadows.enumerated() {
                    var terms = SeatTerms(version: version(text, path: "shadow.lua"), cash: money("1000000"))
                    terms.role = .shadow(of: "s")
                    terms.scriptLimits.callbackMilliseconds = 20
                    terms.scriptLimits.memoryBytes = 4 << 20
                    desk.process(command("shadow\(number)", .open(terms)))
                }
            }
            if index == 100 { for number in shadows.indices { desk.process(command("shadow\(number)", .close)) } }
            if index == 99 { conditions = shadows.indices.map { desk.seat("shadow\($0)")?.suspension ?? "decides" } }
            desk.process(.bars(step))
            own += transcript(desk.notices.filter { $0.seat == "s" })
            desk.clearNotices()
        }
        desk.process(.end)
        own += transcript(desk.notices.filter { $0.seat == "s" })
        let seat = try XCTUnwrap(desk.seat("s"))
        own.append("\(seat.kernel.account.cash) \(seat.equity) \(try seat.instance.exportState()) \(seat.kernel.statistics)")
        return (own, conditions)
    }

    func testTheLiveSeatDecidesTheSame() throws {
        let alone = try run([])
        XCTAssertGreaterThan(alone.own.count, 300)
        let beside = try run([
            coin(8), "function on_bar(ctx) error('no') end", "function on_bar(ctx) while true do end end",
            "x = {}\nfunction on_bar(ctx) for i = 1, 1e7 do x[i] = i end end",
            "function on_bar() for i = 1, 50 do buy(1e6) end end",
            "slow = sma(close, 90)\nfunction on_bar(slow) target_percent(2) end", "function on_start() error('at once') end",
        ])
        XCTAssertEqual(beside.own, alone.own)
        XCTAssertEqual(beside.conditions[0], "decides")
        XCTAssertTrue(beside.conditions[1].contains("no"))
        XCTAssertTrue(beside.conditions[2].contains("budget"), beside.conditions[2])
        XCTAssertTrue(beside.conditions[3].contains("memory"), beside.conditions[3])
        XCTAssertTrue(beside.conditions[6].contains("at once"))
    }
}
