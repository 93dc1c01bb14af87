import Market
import Money
import Simulation
import Trading
import XCTest

final class RequestTests: XCTestCase {
    func testAnOrderActsOnBarsAtLeastItsLatencyLater() {
        let world = VenueWorld(rules { $0.latency = VenueWorld.day + 1 })
        world.flat(100)
        world.submit(.buy, "1")
        world.flat(101)
        XCTAssertEqual(world.trace, [])
        world.flat(102)
        XCTAssertEqual(world.trace, ["buy 1@102"])
    }

    func testACancelTravelsAsLongAsAnOrder() {
        let world = VenueWorld(rules { $0.latency = VenueWorld.day + 1 })
        world.flat(100)
        let filled = world.submit(.buy, "1", .limit, limit: "95")
        let cancelled = world.submit(.buy, "1", .limit, limit: "94")
        world.flat(100)
        world.cancel(filled)
        world.cancel(cancelled)
        XCTAssertFalse(world.venue.isIdle)
        world.bar(100, 100, 95, 95)
        XCTAssertEqual(world.trace, ["buy 1@95"])
        world.flat(90)
        XCTAssertEqual(world.reasons[cancelled], .requested)
        XCTAssertEqual(world.requestRefusals, [.orderIsFinal])
    }

    func testAModifiedOrderIsNewToTheMarket() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "2", .limit, limit: "90")
        world.flat(100)
        world.modify(id, quantity: "3", limit: "101")
        world.flat(100)
        XCTAssertEqual(world.trace, ["buy 3@100"])
        XCTAssertEqual(world.fills[0].liquidity, .taker)
    }

    func testRequestsForNoWorkingOrderAreRefused() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "1")
        world.flat(100)
        world.cancel(id)
        world.modify(id, quantity: "4")
        world.cancel(OrderID(99))
        XCTAssertEqual(world.requestRefusals, [.orderIsFinal, .orderIsFinal, .unknownOrder])
    }

    func testAnOrderIsFoundUnderAnyInstrument() {
        let world = VenueWorld(instruments: 3)
        let id = world.submit(.buy, "1", .limit, limit: "10", instrument: 2)
        let other = world.submit(.buy, "1", .limit, limit: "10", instrument: 1)
        world.cancel(id, instrument: 0)
        XCTAssertEqual(world.reasons[id], .requested)
        XCTAssertEqual(world.status(other), .accepted)
        world.end()
    }

    func testABadModificationLeavesTheOrderAsItWas() {
        let world = VenueWorld(tick: "0.5")
        world.flat(100)
        let id = world.submit(.buy, "2", .limit, limit: "90")
        world.modify(id, limit: "90.2")
        world.modify(id, quantity: "0")
        world.modify(id, quantity: "2.5")
        XCTAssertEqual(world.requestRefusals, [.priceOffTick, .quantityNotPositive, .quantityNotMultipleOfLot])
        world.bar(100, 100, 90, 90)
        XCTAssertEqual(world.trace, ["buy 2@90"])
    }

    func testARequestOnItsWayWhenTheDataEndIsRefused() {
        let world = VenueWorld(rules { $0.latency = 1 })
        world.flat(100)
        let id = world.submit(.buy, "1", .limit, limit: "90")
        world.cancel(id)
        world.end()
        XCTAssertEqual(world.requestRefusals, [.dataEnded])
        XCTAssertEqual(world.status(id), .expired)
    }

    func testRefusalsOnSubmission() {
        let cases: [(RejectReason, (VenueWorld) -> OrderID)] = [
            (.quantityNotPositive, { $0.submit(.buy, "0") }),
            (.quantityNotPositive, { $0.submit(.buy, "-1") }),
            (.quantityBelowLot, { $0.submit(.buy, "5") }),
            (.quantityNotMultipleOfLot, { $0.submit(.buy, "15") }),
            (.priceNotPositive, { $0.submit(.buy, "10", .limit) }),
            (.priceNotPositive, { $0.submit(.buy, "10", .stop, stop: "-1") }),
            (.priceNotPositive, { $0.submit(.buy, "10", .trailingStop) }),
            (.priceNotPositive, { $0.submit(.buy, "10", .trailingStop, stop: "-1", trail: "1") }),
            (.priceOffTick, { $0.submit(.buy, "10", .limit, limit: "10.3") }),
            (.priceOffTick, { $0.submit(.buy, "10", .stopLimit, limit: "10", stop: "10.3") }),
            (.expiryInThePast, { $0.submit(.buy, "10", .limit, limit: "10", tif: .gtd, expires: 1) }),
            (.parentEnded, { $0.submit(.buy, "10", parent: OrderID(99)) }),
        ]
        for (reason, submit) in cases {
            let world = VenueWorld(tick: "0.5", lot: "10")
            world.flat(100)
            let id = submit(world)
            XCTAssertEqual(world.status(id), .rejected)
            XCTAssertEqual(world.reasons[id], reason)
            XCTAssertTrue(world.venue.isIdle)
        }
    }

    func testAPositionBeyondTheRangeIsRefused() {
        let world = VenueWorld(rules { $0.account = .margin(.init(leverage: 1e18, maintenance: 0)) })
        world.flat(0.001)
        world.submit(.buy, "90000000000")
        world.submit(.buy, "90000000000")
        world.flat(0.001)
        XCTAssertEqual(world.reasons[OrderID(2)], .quantityTooLarge)
    }

    func testPricesAtTheEndOfTheRangeDoNotTrap() {
        let world = VenueWorld(
            rules { $0.account = boundless; $0.slippage = SlippageModel(rate: bps(10_000)) }, cash: "1000000000000", tick: "0.01")
        world.flat(9e9)
        world.submit(.buy, "1", .trailingStop, trailRate: bps(9_000))
        world.submit(.sell, "1", .trailingStop, trailRate: bps(10_000))
        world.submit(.buy, "1")
        world.submit(.sell, "1")
        world.bar(9e9, 9.1e9, 0.01, 9e9)
        world.bar(.nan, 1, 1, 1)
        world.end()
        XCTAssertEqual(world.fills.count, 4)
    }
}
