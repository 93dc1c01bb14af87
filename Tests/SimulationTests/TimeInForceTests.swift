import Market
import Money
import Simulation
import Trading
import XCTest

final class TimeInForceTests: XCTestCase {
    let hour: Int64 = 3_600_000_000_000

    func testADayOrderLivesThroughTheSessionOfItsFirstBar() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "1", .limit, limit: "90", tif: .day)
        world.bars([(0, 100, 100, 95, 95, 0)], after: hour)
        world.bars([(0, 95, 95, 94, 95, 0)], after: hour)
        XCTAssertEqual(world.status(id), .accepted)
        world.flat(80)
        XCTAssertEqual(world.status(id), .expired)
        XCTAssertEqual(world.reasons[id], .sessionEnded)
        XCTAssertEqual(world.trace, [])
    }

    func testADayOrderPlacedAfterTheLastBarLivesThroughTheNextDay() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "1", .limit, limit: "90", tif: .day)
        world.bar(100, 100, 95, 95)
        world.bar(80, 80, 80, 80)
        XCTAssertEqual(world.status(id), .expired)
    }

    func testTheSessionOffsetMovesTheEndOfTheDay() {
        for (offset, status) in [(Int64(0), OrderStatus.filled), (-23 * hour, .expired)] {
            let world = VenueWorld(rules { $0.sessionOffset = offset })
            world.flat(100)
            let id = world.submit(.buy, "1", .limit, limit: "90", tif: .day)
            world.bars([(0, 100, 100, 95, 95, 0)], after: 22 * hour)
            world.bars([(0, 95, 95, 80, 80, 0)], after: hour)
            XCTAssertEqual(world.status(id), status)
        }
    }

    func testGoodTillDateExpiresBeforeTheFirstBarAfterIt() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "1", .limit, limit: "90", tif: .gtd, expires: 2 * VenueWorld.day)
        world.bar(100, 100, 95, 95)
        XCTAssertEqual(world.status(id), .accepted)
        world.flat(80)
        XCTAssertEqual(world.status(id), .expired)
        XCTAssertEqual(world.reasons[id], .expired)
        let late = world.submit(.buy, "1", tif: .gtd, expires: VenueWorld.day)
        XCTAssertEqual(world.reasons[late], .expiryInThePast)
    }

    func testImmediateOrCancelTakesWhatIsThere() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        let market = world.submit(.buy, "5", tif: .ioc)
        let away = world.submit(.buy, "5", .limit, limit: "95", tif: .ioc)
        world.bar(100, 100, 90, 90, volume: 30)
        XCTAssertEqual(world.status(market), .cancelled)
        XCTAssertEqual(world.filled(market).description, "3")
        XCTAssertEqual(world.reasons[market], .notFillableAtOnce)
        XCTAssertEqual(world.status(away), .cancelled)
        XCTAssertEqual(world.filled(away), .zero)
    }

    func testAnImmediateStopWaitsForItsTrigger() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "5", .stop, stop: "105", tif: .ioc)
        let limited = world.submit(.buy, "5", .stopLimit, limit: "104", stop: "105", tif: .ioc)
        world.flat(100)
        XCTAssertEqual(world.status(id), .accepted)
        world.bar(100, 106, 100, 103)
        XCTAssertEqual(world.trace, ["buy 5@105"])
        XCTAssertEqual(world.status(limited), .cancelled)
    }

    func testFillOrKillFillsInWholeOrNotAtAll() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        let big = world.submit(.buy, "5", tif: .fok)
        let small = world.submit(.buy, "3", tif: .fok)
        world.bar(100, 100, 100, 100, volume: 30)
        XCTAssertEqual(world.status(big), .cancelled)
        XCTAssertEqual(world.reasons[big], .notFillableAtOnce)
        XCTAssertEqual(world.status(small), .filled)
        let poor = VenueWorld(cash: "1000")
        poor.flat(100)
        let id = poor.submit(.buy, "11", tif: .fok, flags: .fitsFunds)
        poor.flat(100)
        XCTAssertEqual(poor.reasons[id], .insufficientCash)
        XCTAssertEqual(poor.trace, [])
    }

    func testPostOnlyIsRejectedWhereItWouldTake() {
        let world = VenueWorld()
        world.flat(100)
        let takes = world.submit(.buy, "1", .limit, limit: "101", flags: .postOnly)
        let rests = world.submit(.buy, "1", .limit, limit: "99", flags: .postOnly)
        world.bar(100, 100, 98, 98)
        XCTAssertEqual(world.reasons[takes], .wouldTakeLiquidity)
        XCTAssertEqual(world.status(rests), .filled)
        XCTAssertEqual(world.fills[0].liquidity, .maker)
    }

    func testPostOnlyIsRejectedEvenWhereTheVolumeIsGone() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        world.submit(.buy, "3")
        let takes = world.submit(.buy, "1", .limit, limit: "101", flags: .postOnly)
        let immediate = world.submit(.buy, "1", .limit, limit: "101", tif: .ioc)
        world.bar(100, 100, 98, 98, volume: 30)
        XCTAssertEqual(world.reasons[takes], .wouldTakeLiquidity)
        XCTAssertEqual(world.reasons[immediate], .notFillableAtOnce)
    }

    func testReduceOnlyNeverOpensOrTurns() {
        let world = VenueWorld(rules { $0.account = boundless })
        world.flat(100)
        let nothing = world.submit(.sell, "5", flags: .reduceOnly)
        world.submit(.buy, "3")
        let cut = world.submit(.sell, "5", flags: .reduceOnly)
        world.flat(100)
        XCTAssertEqual(world.reasons[nothing], .nothingToReduce)
        XCTAssertEqual(world.status(cut), .filled)
        XCTAssertEqual(world.filled(cut).description, "3")
        XCTAssertEqual(world.position, .zero)
    }

    func testWhatWorksAtTheEndExpires() {
        let world = VenueWorld()
        world.flat(100)
        let id = world.submit(.buy, "1")
        world.end()
        XCTAssertEqual(world.status(id), .expired)
        XCTAssertEqual(world.reasons[id], .dataEnded)
        XCTAssertTrue(world.venue.isIdle)
    }
}
