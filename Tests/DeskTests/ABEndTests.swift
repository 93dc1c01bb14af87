import Experiments
import Kernel
import Market
import Money
import Trading
import XCTest

@testable import Desk

/// What is refused, and how a test ends.
final class ABEndTests: ABTestCase {
    private func running(_ control: String? = nil, _ treatment: String? = nil, steps: Int = 60) throws -> (Desk, [[Bar]]) {
        let desk = try desk(control ?? coin(1))
        desk.process(start(treatment ?? long, try rules()))
        let bars = walk(steps + 40, seed: 7)
        for step in bars.prefix(steps) { desk.process(.bars(step)) }
        desk.clearNotices()
        return (desk, Array(bars.dropFirst(steps)))
    }

    func testRefusals() throws {
        let desk = try desk(coin(1))
        func refused(_ event: DeskEvent, _ text: String, line: UInt = #line) {
            desk.clearNotices()
            desk.process(event)
            XCTAssertTrue(refusal(desk.notices).contains(text), refusal(desk.notices), line: line)
            XCTAssertEqual(desk.seats.count, 1, line: line)
            XCTAssertEqual(desk.seat("s")?.kernel.account.cash, money("1000000"), line: line)
            XCTAssertEqual(desk.notices.count, 1, line: line)
        }
        let rules = try rules()
        refused(start(coin(1), rules), "it runs this version already")
        refused(start("-- the same\n" + coin(1), rules), "it runs this version already")
        refused(start("x = ", rules), "new.lua:1")
        refused(start("function on_start() error('no') end", rules), "the treatment fails as it starts: new.lua:1")
        refused(command("s", .stopTest), "there is no test of it")
        desk.process(command("s", .pause))
        refused(start(coin(2), rules), "it is paused")
        desk.process(command("s", .resume))
        desk.process(command("s", .clutch(isOn: false)))
        refused(start(coin(2), rules), "its clutch is off")
    }

    func testCashThatIsNotFreeIsNotTaken() throws {
        let desk = try desk(long)
        for step in walk(10, seed: 7) { desk.process(.bars(step)) }
        let seat = try XCTUnwrap(desk.seat("s"))
        let before = seat.kernel.account.cash
        desk.process(start(coin(2), try rules()))
        let text = refusal(desk.notices)
        XCTAssertTrue(text.hasPrefix("the share 0.5 of its equity \((Amount(seat.equity) ?? .zero).text(places: 2)) is "), text)
        XCTAssertTrue(text.contains("of its cash is free: wait until it holds less"), text)
        XCTAssertEqual(seat.kernel.account.cash, before)
        XCTAssertEqual(desk.seats.count, 1)
        desk.process(start(coin(2), try rules(share: 0.01)))
        XCTAssertEqual(desk.seats.count, 2, refusal(desk.notices))
    }

    func testStopKeepsTheControl() throws {
        let (desk, rest) = try running()
        let control = try XCTUnwrap(desk.seat("s"))
        let treatment = try XCTUnwrap(desk.seat("s@treatment"))
        XCTAssertGreaterThan(treatment.kernel.account.heldInstruments, 0)
        desk.process(command("s", .stopTest))
        XCTAssertEqual(desk.test(of: "s")?.phase, .closing)
        XCTAssertEqual(steps(desk.notices).map(\.step), [.ended, .closing])
        desk.process(command("s", .stopTest))
        XCTAssertTrue(refusal(desk.notices).contains("is being closed"))
        desk.process(command("s", .close))
        XCTAssertTrue(refusal(desk.notices).contains("has cash of it"))
        let cash = control.kernel.account.cash
        let flow = control.kernel.account.positions[0].quantity
        desk.process(.bars(rest[0]))
        // Closed at the next bar; the cash is back in the same event.
        XCTAssertNil(desk.test(of: "s"))
        XCTAssertNil(desk.seat("s@treatment"))
        let closed = try XCTUnwrap(desk.closedTests.first)
        XCTAssertEqual(treatment.kernel.account.heldInstruments, 0)
        XCTAssertEqual(closed.returned, treatment.kernel.account.cash)
        XCTAssertEqual(control.transferred, .zero)
        if control.kernel.account.positions[0].quantity == flow {
            XCTAssertEqual(control.kernel.account.cash, cash + closed.returned)
        }
        XCTAssertEqual(control.kernel.account.cash, control.venue.account.cash)
        XCTAssertEqual(closed.end.verdict, .continue)
        XCTAssertEqual(steps(desk.notices).last?.step, .closed)
        desk.process(start(coin(3), try rules()))
        XCTAssertNotNil(desk.test(of: "s"), refusal(desk.notices))
    }

    /// The control may take over the treatment's version and no other; that ends the test.
    func testAdoption() throws {
        let (desk, rest) = try running()
        desk.process(command("s", .swap(version(coin(5)), ProbationTerms())))
        XCTAssertTrue(refusal(desk.notices).contains("an A/B test compares its version"), refusal(desk.notices))
        desk.clearNotices()
        desk.process(command("s", .rollback))
        desk.process(command("s", .parameters([])))
        XCTAssertEqual(desk.notices.count, 2)
        XCTAssertEqual(desk.test(of: "s")?.phase, .comparing)
        desk.process(command("s", .swap(version(long, path: "new.lua"), ProbationTerms(events: 10))))
        XCTAssertEqual(desk.seat("s")?.version.text, long)
        XCTAssertEqual(desk.test(of: "s")?.phase, .closing)
        for step in rest.prefix(20) { desk.process(.bars(step)) }
        XCTAssertNil(desk.test(of: "s"))
        XCTAssertEqual(desk.seat("s")?.isOnProbation, false)
        XCTAssertTrue(desk.closedTests[0].end.reason.hasPrefix("the control took over version"))
        XCTAssertEqual(desk.closedTests[0].control.text, coin(1))
        XCTAssertTrue(transcript(desk.notices).contains { $0.contains("committed") })
    }

    func testATreatmentThatFailsLosesTheTest() throws {
        let failing = coin(2, body: "ctx.state.n = (ctx.state.n or 0) + 1; if ctx.state.n == 37 then error('the 37th') end")
        func run(_ treatment: String) throws -> (Desk, [String]) {
            let desk = try self.desk(coin(1))
            desk.process(start(treatment, try rules()))
            var own: [String] = []
            for step in walk(40, seed: 7) {
                desk.process(.bars(step))
                own += transcript(
                    desk.notices.filter { notice in
                        switch notice.content {
                        case .test, .done: false
                        default: notice.seat == "s"
                        }
                    })
                desk.clearNotices()
            }
            return (desk, own)
        }
        let (desk, own) = try run(failing)
        XCTAssertNil(desk.seat("s@treatment"))
        let closed = try XCTUnwrap(desk.closedTests.first)
        XCTAssertEqual(closed.end.verdict, .keepControl)
        XCTAssertTrue(closed.end.reason.hasPrefix("the treatment failed: new.lua:4"), closed.end.reason)
        // The first day is where pairs begin, and the 36th has not ended.
        XCTAssertEqual(closed.experiment.pairs.count, 34)
        // The control has noticed nothing but the sizes that its cash allows after the end.
        let (_, healthy) = try run(coin(2))
        XCTAssertTrue(own.prefix(60) == healthy.prefix(60))
        XCTAssertNil(desk.seat("s")?.suspension)
    }

    func testAControlThatFailsEndsTheComparisonAlone() throws {
        let failing = coin(2, body: "ctx.state.n = (ctx.state.n or 0) + 1; if ctx.state.n == 37 then error('the 37th') end")
        let (desk, _) = try running(failing, coin(1))
        let test = try XCTUnwrap(desk.test(of: "s"))
        XCTAssertEqual(test.phase, .ended)
        XCTAssertEqual(test.verdict, .continue)
        XCTAssertTrue(test.reason.contains("the control failed"), test.reason)
        XCTAssertNil(test.treatment.suspension)
        // Its version can be mended or replaced now.
        desk.process(command("s", .swap(version(coin(1), path: "new.lua"), ProbationTerms())))
        XCTAssertEqual(desk.test(of: "s")?.phase ?? .closing, .closing)
        XCTAssertNil(desk.seat("s")?.suspension)
    }

    func testCommandsReachBothSides() throws {
        let (desk, rest) = try running()
        let (control, treatment) = (try XCTUnwrap(desk.seat("s")), try XCTUnwrap(desk.seat("s@treatment")))
        desk.process(command("s", .pause))
        XCTAssertTrue(treatment.isPaused)
        desk.process(command("s", .resume))
        XCTAssertFalse(treatment.isPaused)
        desk.process(command("s", .limits(RiskLimits(workingOrders: 3))))
        XCTAssertEqual(treatment.kernel.limits.workingOrders, 3)
        desk.clearNotices()
        desk.process(command("s@treatment", .pause))
        XCTAssertTrue(refusal(desk.notices).contains("commands to s reach both"), refusal(desk.notices))
        desk.process(command("s", .kill(flatten: true)))
        desk.process(command("s@treatment", .kill(flatten: true)))
        desk.process(.bars(rest[0]))
        XCTAssertEqual([control, treatment].map { $0.kernel.account.heldInstruments }, [0, 0])
        XCTAssertEqual(desk.test(of: "s")?.phase, .comparing)
        desk.process(command("s", .reset))
        XCTAssertFalse(treatment.isKilled)
        desk.process(command("s@treatment", .kill(flatten: false)))
        XCTAssertEqual(desk.test(of: "s")?.phase, .ended)
        XCTAssertEqual(desk.test(of: "s")?.verdict, .keepControl)
        desk.process(command("s", .stopTest))
        XCTAssertNil(desk.test(of: "s"))
        XCTAssertEqual(control.transferred, .zero)
    }
}
