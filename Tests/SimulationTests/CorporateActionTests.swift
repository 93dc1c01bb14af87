import Money
import Simulation
import Trading
import XCTest

final class CorporateActionTests: XCTestCase {
    func testASplitKeepsValueAndMovesOrders() {
        let world = VenueWorld(tick: "0.01")
        world.flat(100)
        world.submit(.buy, "10")
        world.flat(100)
        let limit = world.submit(.buy, "3", .limit, limit: "90.01")
        let stop = world.submit(.sell, "10", .stop, stop: "80")
        world.act(.split(numerator: 4, denominator: 1))
        XCTAssertEqual(world.position.description, "40")
        XCTAssertEqual(world.host.positions[0].cost.description, "1000")
        XCTAssertEqual(world.orders[limit]?.quantity.description, "12")
        XCTAssertEqual(world.orders[limit]?.limitPrice.description, "22.5", "rounded away from the market")
        XCTAssertEqual(world.orders[stop]?.stopPrice.description, "20")
        world.bar(25, 25, 19, 19)
        XCTAssertEqual(world.trace.suffix(2), ["buy 12@22.5", "sell 40@20"])
        XCTAssertEqual(world.host.ledger.trades.first?.pnl.description, "-200")
    }

    func testAReverseSplitCutsOrdersToLots() {
        let world = VenueWorld()
        world.flat(100)
        let some = world.submit(.buy, "25", .limit, limit: "90")
        let none = world.submit(.buy, "9", .limit, limit: "90")
        world.act(.split(numerator: 1, denominator: 10))
        XCTAssertEqual(world.orders[some]?.quantity.description, "2")
        XCTAssertEqual(world.orders[some]?.limitPrice.description, "900")
        XCTAssertEqual(world.reasons[none], .quantityBelowLot)
    }

    func testASplitOfAHalfFilledBracket() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        let entry = world.submit(.buy, "10", .limit, limit: "100")
        let target = world.submit(.sell, "10", .limit, limit: "110", flags: .reduceOnly, parent: entry)
        world.flat(100, volume: 40)
        world.act(.split(numerator: 2, denominator: 1))
        XCTAssertEqual(world.orders[entry]?.filled.description, "8")
        world.bar(55, 56, 55, 56, volume: 1_000)
        XCTAssertEqual(world.filled(target).description, "8")
    }

    func testADividendPaysHoldersAndChargesShorts() {
        let world = VenueWorld(rules { $0.account = boundless })
        world.flat(100)
        world.act(.dividend(Price("0.55") ?? .zero))
        XCTAssertEqual(world.charges, [])
        world.submit(.buy, "10")
        world.flat(100)
        world.act(.dividend(Price("0.55") ?? .zero))
        XCTAssertEqual(world.cash.description, "99005.5")
        world.submit(.sell, "30")
        world.flat(100)
        world.act(.dividend(Price("0.1") ?? .zero))
        XCTAssertEqual(world.charges.map(\.description), ["-5.5", "2"])
    }
}
