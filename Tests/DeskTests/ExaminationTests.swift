import Foundation
import Kernel
import Market
import Scripting
import XCTest

@testable import Desk

/// What is found wrong with a version before it may decide.
final class ExaminationTests: DeskTestCase {
    private let running = """
        n = param("n", 10, {min = 2, max = 50})
        average = sma(close, n)
        function on_start(ctx) ctx.state.level = 1; ctx.state.seen = {} end
        function on_bar(close, average, position, ctx)
          ctx.state.level = ctx.state.level + 1
          if close > average and position == 0 then buy(10) elseif close < average and position > 0 then sell(10) end
        end
        """

    private static func closes(_ count: Int) -> [Double] {
        (0..<count).map { (index: Int) -> Double in
            let wave: Double = sin(Double(index) / 9)
            return 100 + 10 * wave + Double(index % 7) / 10
        }
    }

    private func desk(_ text: String? = nil, parameters: [ParameterChange] = [], steps: Int = 500) throws -> (Desk, Seat) {
        let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
        var terms = SeatTerms(version: version(text ?? running), cash: money("100000"), parameters: parameters)
        terms.scriptLimits.callbackMilliseconds = 100
        desk.process(command("trend", .open(terms)))
        let closes = ExaminationTests.closes(steps)
        for step in minutes(closes) { desk.process(.bars(step)) }
        desk.clearNotices()
        return (desk, try XCTUnwrap(desk.seat("trend")))
    }

    private func examine(_ text: String, parameters: [ParameterChange] = []) throws -> Examination {
        let (desk, seat) = try desk(parameters: parameters)
        return desk.examine(version(text, path: "trend.lua"), for: seat, events: 300)
    }

    func testWhiteSpaceAndCommentsAreNoReload() throws {
        let text = "-- better\n" + running.replacingOccurrences(of: "  if", with: "\n\n    --[[ long ]] if").replacingOccurrences(of: ", {min", with: ",  {min")
        let found = try examine(text)
        XCTAssertTrue(found.isSameCode)
        XCTAssertFalse(found.passes)
        XCTAssertEqual(found.reason, "it differs from the running version in white space and comments only")
        for (a, b) in [("ab", "a b"), ("x = 'a  b'", "x = 'a b'"), ("x = [[ a]]", "x = [[a]]"), ("- -x", "--x"), ("x='-- a'", "x='-- b'")] {
            XCTAssertFalse(ScriptText.isSameCode(a, b), a)
        }
        XCTAssertTrue(ScriptText.isSameCode("a=1 --[==[ x ]] ]==] b=2", "a = 1 -- c\nb  =  2"))
    }

    func testAChangeInWords() throws {
        let found = try examine(running.replacingOccurrences(of: "\"n\", 10", with: "\"n\", 12").replacingOccurrences(of: "buy(10)", with: "buy(20)"))
        XCTAssertTrue(found.passes, "\(String(describing: found.reason))")
        let texts = found.findings.map(\.text)
        XCTAssertTrue(texts.contains("parameter n: default 10 → 12"), "\(texts)")
        XCTAssertTrue(texts.contains("series average: sma(close, 10) → sma(close, 12)"), "\(texts)")
        let replay = try XCTUnwrap(found.replay)
        XCTAssertEqual(replay.events, 300)
        XCTAssertGreaterThan(replay.divergences, 0)
        XCTAssertTrue(replay.summary.contains("decisions differ after"), replay.summary)
    }

    func testTheSameDecisionsAreSeenAsSuch() throws {
        let found = try examine(running.replacingOccurrences(of: "buy(10)", with: "buy(5 + 5)"))
        XCTAssertEqual(found.replay?.divergences, 0)
        XCTAssertTrue(found.replay?.summary.hasPrefix("300 events replayed: the same decisions") ?? false)
    }

    func testMistakes() throws {
        let cases: [(String, Examination.Step, String)] = [
            ("x = ", .compile, "trend.lua:1"),
            (running + "\nname = 'mean'", .name, "the script calls itself 'mean' and would run in the place of 'trend'"),
            (running + "\ny = of('TWO').close", .compile, "unknown symbol 'TWO': the data has ONE"),
            (running.replacingOccurrences(of: "  if close", with: "if ctx.state.level == 37 then error('the 37th') end\n  if close"), .replay, "the 37th"),
            (running.replacingOccurrences(of: "  if close", with: "while true do end\n  if close"), .replay, "budget"),
            (running.replacingOccurrences(of: "ctx.state.level = 1", with: "ctx.state.level = 'high'").replacingOccurrences(of: "ctx.state.level = ctx.state.level + 1", with: ""),
             .state, "field 'level' was a number and is a text in the new version: define migrate(old_state, old_version) to convert it"),
            (running + "\nfunction migrate(old, v) while true do end end", .migration, "budget"),
            (running + "\nfunction migrate(old, v) return 5 end", .migration, "migrate"),
            (running + "\nfunction migrate(old, v) return {level = 'x'} end", .state, "let migrate convert it"),
            (running.replacingOccurrences(of: "  if close", with: "for i = 1, 200 do ctx.state.seen[#ctx.state.seen + 1] = i + 0.5 end\n  if close"), .replay, "its memory grew"),
        ]
        for (text, step, said) in cases {
            let found = try examine(text)
            XCTAssertFalse(found.passes, said)
            let failure = try XCTUnwrap(found.findings.first(where: \.isFailure), said)
            XCTAssertEqual(failure.step, step, failure.text)
            XCTAssertTrue(failure.text.contains(said), failure.text)
        }
    }

    func testAParameterInUseMustStay() throws {
        let found = try examine(running.replacingOccurrences(of: "param(\"n\", 10, {min = 2, max = 50})", with: "10"), parameters: [ParameterChange(name: "n", value: 20)])
        XCTAssertEqual(found.findings.first?.step, .parameters)
        XCTAssertTrue(found.reason?.contains("no parameter 'n'") ?? false, found.reason ?? "")
        let narrowed = try examine(running.replacingOccurrences(of: "max = 50", with: "max = 15"), parameters: [ParameterChange(name: "n", value: 20)])
        XCTAssertFalse(narrowed.passes)
        XCTAssertTrue(narrowed.reason?.contains("n") ?? false)
    }

    /// An examination is a question: the desk goes on as if nobody had asked.
    func testNothingChanges() throws {
        func finish(_ ask: Bool) throws -> [String] {
            let (desk, seat) = try desk()
            if ask { _ = desk.examine(version(running + "\nz = ema(close, 7)"), for: seat, events: 400) }
            let series = seat.view.pool.count
            for step in minutes(ExaminationTests.closes(700)).dropFirst(500) { desk.process(.bars(step)) }
            return transcript(desk.notices) + ["\(seat.kernel.account.cash)", "\(try seat.instance.exportState())", "\(series)"]
        }
        XCTAssertEqual(try finish(true), try finish(false))
    }
}
