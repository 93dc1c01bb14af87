import Kernel
import Market
import Money
import Scripting
import Trading
import XCTest

@testable import Desk

/// Commands that change what a seat may do, and what they leave alone.
final class SeatCommandTests: DeskTestCase {
    private func desk(_ text: String, limits: RiskLimits = .standard) throws -> (Desk, Seat) {
        let desk = try XCTUnwrap(Desk(oneMinute, history: 1_000))
        desk.process(command("s", .open(SeatTerms(version: version(text), cash: money("100000"), limits: limits))))
        return (desk, try XCTUnwrap(desk.seat("s"), "\(transcript(desk.notices))"))
    }

    private func feed(_ desk: Desk, _ closes: [Double], from step: Int = 0) {
        for bars in minutes([Double](repeating: 100, count: step) + closes).dropFirst(step) { desk.process(.bars(bars)) }
    }

    func testLimitsAreTheStricterOfBoth() throws {
        let own = RiskLimits(workingOrders: 10, orderValueToEquity: 0.5)
        let (desk, seat) = try desk("function on_bar(position) if position == 0 then buy(100) end end", limits: own)
        desk.process(command("s", .limits(RiskLimits(workingOrders: 20, orderValueToEquity: 0.05, grossExposureToEquity: 2))))
        XCTAssertEqual(seat.kernel.limits, RiskLimits(workingOrders: 10, orderValueToEquity: 0.05, grossExposureToEquity: 2))
        feed(desk, [100, 100])
        XCTAssertEqual(seat.kernel.statistics.rejections.map(\.reason), [.riskLimit])
        desk.process(command("s", .limits(.standard)))
        XCTAssertEqual(seat.kernel.limits, own)
        feed(desk, [100, 100], from: 2)
        XCTAssertEqual(seat.kernel.account.heldInstruments, 1)
        desk.process(command("s", .limits(RiskLimits(orderValueToEquity: .nan))))
        XCTAssertTrue(seat.kernel.limits.orderValueToEquity.isNaN, "NaN is the strictest")
    }

    /// Neither narrowed limits nor a pulled switch keep a position open.
    func testFlattenUnderLimits() throws {
        let (desk, seat) = try desk("function on_bar(position) if position == 0 then buy(100) end end")
        feed(desk, [100, 100])
        XCTAssertEqual(seat.kernel.account.heldInstruments, 1)
        desk.process(command("s", .limits(RiskLimits(orderValueToEquity: 0, grossExposureToEquity: 0))))
        desk.process(command("s", .kill(flatten: true)))
        feed(desk, [100], from: 2)
        XCTAssertEqual(seat.kernel.account.heldInstruments, 0)
    }

    func testTransfersAreNoDrawdown() throws {
        let (desk, seat) = try desk("function on_bar(position) if position == 0 then buy(100) end end")
        feed(desk, [100, 100, 110])
        XCTAssertEqual(seat.equity, 101_000)
        desk.process(command("s", .transfer(money("-50000"))))
        XCTAssertEqual(seat.equity, 51_000, "at once, not with the next bar")
        desk.process(.clock(Timestamp(nanoseconds: 200_000_000_000)))
        feed(desk, [110], from: 3)
        XCTAssertEqual(seat.drawdown, 0)
        desk.process(command("s", .transfer(money("20000"))))
        feed(desk, [100], from: 4)
        XCTAssertEqual(seat.drawdown, 1_000 / 71_000, accuracy: 1e-12)
    }

    func testStagesAreKept() throws {
        let (desk, seat) = try desk("function on_bar() end")
        feed(desk, [100])
        desk.process(command("s", .stage("trial", capital: 0.25)))
        XCTAssertEqual(seat.stage, "trial")
        XCTAssertEqual(seat.stageCapital, 0.25)
        XCTAssertEqual(seat.stageSince, desk.now)
    }

    func testCancel() throws {
        let (desk, seat) = try desk("function on_start() buy(10, {limit = 50}) end function on_bar() end")
        feed(desk, [100])
        XCTAssertEqual(seat.kernel.workingOrders.count, 1)
        desk.process(command("s", .cancel))
        XCTAssertTrue(seat.kernel.workingOrders.isEmpty)
        XCTAssertFalse(seat.isKilled)
    }

    func testAResetRevivesASuspendedScript() throws {
        let (desk, seat) = try desk("function on_bar(ctx) ctx.state.n = (ctx.state.n or 0) + 1; if ctx.state.n == 3 then error('third') end end")
        feed(desk, [100, 100, 100, 100])
        XCTAssertNotNil(seat.suspension)
        desk.process(command("s", .reset))
        XCTAssertNil(seat.suspension)
        feed(desk, [100, 100], from: 4)
        XCTAssertNil(seat.suspension)
        XCTAssertEqual("\(try seat.instance.exportState())", "{n = 5}")
        desk.process(command("s", .reset))
        XCTAssertTrue(transcript(desk.notices).last?.contains("it is not suspended") ?? false)
    }
}
