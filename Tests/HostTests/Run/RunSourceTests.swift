import Desk
import Market
import XCTest

@testable import Host

final class RunSourceTests: XCTestCase {
    private func tape(_ symbols: [String], seed: UInt64 = 7, interval: Int64 = 60_000_000_000, bars: Int?) -> GeneratedTape {
        GeneratedTape(
            instruments: symbols.enumerated().map { Instrument(id: InstrumentID(Int32($0.offset)), symbol: $0.element) },
            seed: seed, interval: interval, bars: bars)
    }

    private func all(_ tape: GeneratedTape) -> [[Bar]] {
        var steps: [[Bar]] = []
        while tape.moment != nil { if case .bars(let bars) = tape.take() { steps.append(bars) } }
        return steps
    }

    func testGeneratedEventsAreThoseOfTheSeed() throws {
        let steps = all(tape(["A", "B"], bars: 3_000))
        XCTAssertEqual("\(steps)", "\(all(tape(["A", "B"], bars: 3_000)))")
        XCTAssertNotEqual("\(steps)", "\(all(tape(["A", "B"], seed: 8, bars: 3_000)))")
        XCTAssertEqual(steps.count, 3_000)
        let desk = try XCTUnwrap(Desk(tape(["A", "B"], bars: 0).feeds, history: 100))
        for step in steps {
            XCTAssertNil(desk.fault(.bars(step)))
            desk.process(.bars(step))
        }
    }

    /// As those of a market: bars are missing, and there are silences.
    func testGeneratedEventsAreIrregular() {
        let steps = all(tape(["A", "B"], bars: 3_000))
        let single = steps.count { $0.count == 1 }
        XCTAssertGreaterThan(single, 100)
        XCTAssertLessThan(single, 400)
        let gaps = zip(steps, steps.dropFirst()).count { $1[0].time - $0[0].time > 60_000_000_000 }
        XCTAssertGreaterThan(gaps, 3)
        XCTAssertFalse(steps.contains(where: \.isEmpty))
    }

    func testDailyBarsSkipWeekends() {
        for step in all(tape(["A"], interval: 86_400_000_000_000, bars: 500)) {
            XCTAssertFalse(BarGenerator.isWeekend(step[0].time.nanoseconds))
        }
    }

    func testPace() {
        let tape = tape(["A"], interval: 10_000_000_000, bars: 3)
        let source = PacedSource(tape, speed: 10)
        guard case .ready = source.next(100) else { return XCTFail("the first event is due at once") }
        _ = source.take()
        guard case .due(let time) = source.next(100.5) else { return XCTFail("the next one is not") }
        XCTAssertEqual(time.truncatingRemainder(dividingBy: 1), 0, accuracy: 1e-9)
        XCTAssertGreaterThanOrEqual(time, 101, "ten seconds in one")
        guard case .ready = source.next(time) else { return XCTFail("due") }
        _ = source.take()
        _ = source.next(500)
        _ = source.take()
        XCTAssertEqual(source.next(500), .end)
    }

    func testLineDifferences() {
        XCTAssertEqual(LineDifference.text(from: "a\nb\nc", to: "a\nb\nc"), "")
        XCTAssertEqual(
            LineDifference.text(from: "a\nb\nc\nd\ne\nf", to: "a\nb\nc\nx\ne\nf", context: 1), "  c\n- d\n+ x\n  e\n  …\n")
        XCTAssertEqual(LineDifference.lines(from: "", to: "x"), [.removed(""), .added("x")])
        XCTAssertEqual(LineDifference.lines(from: "a\nb", to: "b\na").count { if case .same = $0 { true } else { false } }, 1)
    }
}
