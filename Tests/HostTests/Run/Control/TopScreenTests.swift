import XCTest

@testable import Host

/// Keys in, lines out.
final class TopScreenTests: XCTestCase {
    private func view(_ count: Int = 4) -> TopScreen {
        var status = StatusFixture.status()
        if count > 4 {
            status.strategies = (0..<count).map { StrategyStatus(name: "s\($0)", script: "/s.lua", hash: "abcdef0123") }
        }
        var view = TopScreen()
        view.update(status)
        return view
    }

    func testArrowsSelectAndSpacePausesAndResumes() {
        var view = view()
        XCTAssertEqual(view.selected, "sma_cross")
        XCTAssertEqual(view.press(.up), .none)
        XCTAssertEqual(view.press(.space), .pause("sma_cross"))
        XCTAssertEqual(view.press(.down), .none)
        XCTAssertEqual(view.press(.space), .resume("rsi"))
        _ = view.press(.down)
        XCTAssertEqual(view.press(.space), .none)
        XCTAssertEqual(view.message, "breakout is suspended: perigee ctl reset breakout")
        XCTAssertEqual(view.press(.character("q")), .quit)
    }

    func testALiveStrategyIsPausedOnlyAfterASecondKey() {
        var view = view()
        var status = StatusFixture.status()
        status.profile = "live"
        view.update(status)
        XCTAssertEqual(view.press(.space), .none)
        XCTAssertEqual(view.message, "pause sma_cross? y/n")
        XCTAssertEqual(view.press(.down), .none)
        XCTAssertEqual(view.selected, "sma_cross", "any other key takes it back")
        XCTAssertEqual(view.press(.character("y")), .none)
        _ = view.press(.space)
        XCTAssertEqual(view.press(.character("y")), .pause("sma_cross"))
    }

    func testAFrameFitsEveryWindowAndShowsTheSelection() {
        for height in [1, 2, 5, 8, 9, 24, 60] {
            for width in [10, 40, 80, 200] {
                var view = view(50)
                for step in 0..<60 {
                    let lines = view.lines(width: width, height: height, color: false)
                    XCTAssertLessThanOrEqual(lines.count, height)
                    for line in lines { XCTAssertLessThanOrEqual(line.count, max(width, 22), line) }
                    if height > 8, width >= 40 {
                        XCTAssertTrue(lines.contains { $0.hasPrefix("> s\(min(step, 49)) ") }, lines.joined(separator: "\n"))
                    }
                    _ = view.press(.down)
                }
            }
        }
    }

    func testAStrategyThatIsGoneIsNoLongerSelected() {
        var view = view()
        _ = view.press(.down)
        var status = StatusFixture.status()
        status.strategies.remove(at: 1)
        view.update(status)
        XCTAssertEqual(view.selected, "sma_cross")
        status.strategies = []
        view.update(status)
        XCTAssertNil(view.selected)
        XCTAssertEqual(view.press(.space), .none)
        XCTAssertTrue(view.lines(width: 80, height: 24, color: true).joined().contains("no strategy has a seat yet"))
    }

    func testOnlyColourCarriesEscapesAndNamesNever() {
        var view = view()
        XCTAssertFalse(view.lines(width: 300, height: 24, color: false).joined().contains("\u{1B}"))
        let colored = view.lines(width: 300, height: 24, color: true).joined()
        XCTAssertTrue(colored.contains("\u{1B}[7m> sma_cross"))
        XCTAssertTrue(colored.contains("\u{1B}[31m  breakout"))
        XCTAssertFalse(colored.contains("\u{1B}[2J"))
    }

    func testKeysMayArriveInPieces() {
        var keys = TopKeys()
        XCTAssertEqual(
            keys.keys(Array("q \u{1B}[A\u{1B}OB\u{1B}[5~x".utf8)),
            [.character("q"), .space, .up, .down, .pageUp, .character("x")])
        XCTAssertEqual(keys.keys([0x1b]), [])
        XCTAssertEqual(keys.keys([0x5b]), [])
        XCTAssertEqual(keys.keys([0x36, 0x7e]), [.pageDown])
        XCTAssertEqual(keys.keys([0x1b]), [])
        keys.forgetPending()
        XCTAssertEqual(keys.keys([0x41]), [.character("A")])
        XCTAssertEqual(keys.keys([0xc3, 0xa4, 0x03]), [.quit])
    }
}
