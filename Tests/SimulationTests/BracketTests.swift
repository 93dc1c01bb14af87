import Money
import Simulation
import Trading
import XCTest

final class BracketTests: XCTestCase {
    private func bracket(
        _ world: VenueWorld, _ quantity: String = "10", entry limit: String? = nil, target: String, stop: String,
        flags: OrderFlags = []
    ) -> (entry: OrderID, target: OrderID, stop: OrderID) {
        let entry =
            limit.map { world.submit(.buy, quantity, .limit, limit: $0, flags: flags) }
            ?? world.submit(.buy, quantity, flags: flags)
        let profit = world.submit(.sell, quantity, .limit, limit: target, flags: .reduceOnly, parent: entry, group: entry)
        let loss = world.submit(.sell, quantity, .stop, stop: stop, flags: .reduceOnly, parent: entry, group: entry)
        return (entry, profit, loss)
    }

    func testExitsLiveFromTheEntrysFillAndCancelEachOther() {
        let world = VenueWorld()
        world.flat(100)
        let orders = bracket(world, target: "110", stop: "95")
        world.bar(100, 112, 99, 111)
        XCTAssertEqual(world.trace, ["buy 10@100", "sell 10@110"])
        XCTAssertEqual(world.reasons[orders.stop], .groupFilled)
        XCTAssertTrue(world.venue.isIdle)
    }

    func testExitsUseOnlyPricesAfterTheEntry() {
        // The high of 110 comes before the entry at 95: the target is not reached, and the stop is met on the way down.
        let world = VenueWorld(rules { $0.path = .openHighLowClose })
        world.flat(100)
        _ = bracket(world, entry: "95", target: "105", stop: "93")
        world.bar(100, 110, 92, 100)
        XCTAssertEqual(world.trace, ["buy 10@95", "sell 10@93"])
    }

    func testAnExitAlreadyReachedActsAtTheEntrysPrice() {
        let world = VenueWorld()
        world.flat(100)
        _ = bracket(world, entry: "95", target: "94", stop: "80")
        world.bar(100, 100, 95, 96)
        XCTAssertEqual(world.trace, ["buy 10@95", "sell 10@95"])
        XCTAssertEqual(world.fills[1].basis, .limitImproved)
    }

    func testAnEntryThatEndsUnfilledTakesItsExitsAlong() {
        let world = VenueWorld()
        world.flat(100)
        let orders = bracket(world, entry: "90", target: "110", stop: "80")
        world.flat(100)
        world.cancel(orders.entry)
        let reasons = [orders.entry, orders.target, orders.stop].map { world.reasons[$0] }
        XCTAssertEqual(reasons, [.requested, .parentEnded, .parentEnded])
        XCTAssertTrue(world.venue.isIdle)
    }

    func testExitsAreForWhatTheEntryFilled() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        let orders = bracket(world, entry: "100", target: "110", stop: "90")
        world.bar(100, 100, 100, 100, volume: 40)
        world.bar(105, 111, 105, 111, volume: 30)
        XCTAssertEqual(world.trace, ["buy 4@100", "sell 3@110"])
        XCTAssertEqual(world.filled(orders.target).description, "3")
        world.cancel(orders.entry)
        XCTAssertEqual(world.orders[orders.stop]?.quantity.description, "1")
        XCTAssertEqual(world.orders[orders.target]?.quantity.description, "4")
        world.bar(90, 90, 90, 90, volume: 1_000)
        XCTAssertEqual(world.position, .zero)
        XCTAssertEqual(world.trace.last, "sell 1@90")
    }

    func testAnEntryCutByFundsCutsItsExits() {
        let world = VenueWorld(cash: "500")
        world.flat(100)
        let orders = bracket(world, target: "110", stop: "90", flags: .fitsFunds)
        world.flat(100)
        XCTAssertEqual(world.filled(orders.entry).description, "5")
        XCTAssertEqual(world.orders[orders.stop]?.quantity.description, "5")
    }

    func testExitsOfAnEntryAtTheSameClose() {
        let world = VenueWorld(rules { $0.fillTiming = .sameClose }, cash: "500")
        world.flat(100)
        let orders = bracket(world, target: "110", stop: "90", flags: .fitsFunds)
        XCTAssertEqual(world.status(orders.entry), .filled)
        XCTAssertEqual(world.orders[orders.stop]?.quantity.description, "5")
        world.bar(100, 115, 100, 112)
        XCTAssertEqual(world.trace, ["buy 5@100", "sell 5@110"])
    }

    func testExitsOfAnEntryRefusedAtTheSameCloseAreRefused() {
        let world = VenueWorld(rules { $0.fillTiming = .sameClose }, cash: "500")
        world.flat(100)
        let orders = bracket(world, target: "110", stop: "90")
        XCTAssertEqual(world.reasons[orders.entry], .insufficientCash)
        XCTAssertEqual(world.reasons[orders.target], .parentEnded)
        XCTAssertTrue(world.venue.isIdle)
    }

    func testExitsEndWhenTheirPositionIsClosedOtherwise() {
        let world = VenueWorld()
        world.flat(100)
        let orders = bracket(world, target: "110", stop: "90")
        world.flat(100)
        world.submit(.sell, "4")
        world.flat(100)
        XCTAssertEqual(world.status(orders.stop), .accepted)
        world.submit(.sell, "6")
        world.flat(100)
        XCTAssertEqual([orders.target, orders.stop].map { world.reasons[$0] }, [.positionClosed, .positionClosed])
    }

    func testATurnedPositionKeepsItsOwnExits() {
        let world = VenueWorld(rules { $0.account = boundless })
        world.flat(100)
        let old = bracket(world, target: "110", stop: "90")
        world.flat(100)
        let entry = world.submit(.sell, "15")
        let own = world.submit(.buy, "15", .limit, limit: "95", flags: .reduceOnly, parent: entry, group: entry)
        world.flat(100)
        XCTAssertEqual(world.reasons[old.stop], .positionClosed)
        XCTAssertEqual(world.status(own), .accepted)
        world.bar(100, 100, 94, 94)
        XCTAssertEqual(world.position, .zero)
        XCTAssertEqual(world.filled(own).description, "5")
    }

    func testAPartialFillCutsTheGroupByAsMuch() {
        let world = VenueWorld(rules { $0.participation = 0.1; $0.account = boundless })
        world.flat(100)
        let low = world.submit(.buy, "10", .limit, limit: "95", group: OrderID(50))
        let high = world.submit(.buy, "10", .stop, stop: "105", group: OrderID(50))
        world.bar(100, 100, 94, 96, volume: 40)
        XCTAssertEqual(world.filled(low).description, "4")
        XCTAssertEqual(world.orders[high]?.quantity.description, "6")
        world.bar(100, 106, 100, 106, volume: 1_000)
        XCTAssertEqual(world.trace, ["buy 4@95", "buy 6@105"])
        XCTAssertEqual(world.reasons[low], .groupFilled)
    }

    /// Two targets of one group without the net of reduce-only, while the entry is still filling.
    func testAGroupOfExitsNeverSellsMoreThanTheEntryBought() {
        let world = VenueWorld(rules { $0.participation = 0.1; $0.account = boundless })
        world.flat(100)
        let entry = world.submit(.buy, "10", .limit, limit: "100")
        world.submit(.sell, "10", .limit, limit: "110", parent: entry, group: entry)
        world.submit(.sell, "10", .limit, limit: "112", parent: entry, group: entry)
        world.bar(100, 100, 100, 100, volume: 40)
        world.bar(105, 110, 105, 110, volume: 30)
        world.bar(100, 100, 100, 100, volume: 20)
        XCTAssertEqual(world.position.description, "3")
        world.bar(115, 115, 115, 115, volume: 1_000)
        XCTAssertEqual(world.trace, ["buy 4@100", "sell 3@110", "buy 2@100", "sell 3@115"])
    }

    func testAChangedEntryChangesItsExits() {
        let world = VenueWorld()
        world.flat(100)
        let orders = bracket(world, entry: "95", target: "110", stop: "90")
        world.modify(orders.entry, quantity: "20")
        XCTAssertEqual(world.orders[orders.stop]?.quantity.description, "20")
        world.bar(100, 100, 94, 96)
        world.bar(96, 111, 96, 111)
        XCTAssertEqual(world.trace, ["buy 20@95", "sell 20@110"])
    }
}
