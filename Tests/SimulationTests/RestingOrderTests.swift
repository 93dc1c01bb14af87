import Money
import Simulation
import Trading
import XCTest

final class RestingOrderTests: XCTestCase {
    func testALimitFillsAtItsPriceWhenTheBarReachesIt() {
        let world = VenueWorld()
        world.flat(100)
        world.submit(.buy, "1", .limit, limit: "95")
        world.bar(100, 101, 96, 97)
        XCTAssertEqual(world.trace, [])
        world.bar(97, 98, 94, 96)
        XCTAssertEqual(world.trace, ["buy 1@95"])
        XCTAssertEqual(world.fills[0].basis, .limitReached)
        XCTAssertEqual(world.fills[0].liquidity, .maker)
    }

    func testALimitBetterThanTheOpenFillsAtTheOpen() {
        let world = VenueWorld(rules { $0.slippage = SlippageModel(rate: bps(50)) })
        world.flat(100)
        world.submit(.buy, "1", .limit, limit: "95")
        world.bar(90, 92, 89, 91)
        XCTAssertEqual(world.trace, ["buy 1@90"])
        XCTAssertEqual(world.fills[0].basis, .limitImproved)
        XCTAssertEqual(world.fills[0].liquidity, .taker)
    }

    func testARestingLimitMakesLiquidityEvenThroughAGap() {
        let world = VenueWorld(rules { $0.fees.maker = .zero; $0.fees.taker = bps(10) })
        world.flat(100)
        world.submit(.buy, "1", .limit, limit: "95")
        world.flat(100)
        world.flat(90)
        XCTAssertEqual(world.fills[0].liquidity, .maker)
        XCTAssertEqual(world.fills[0].fee, .zero)
    }

    func testAStopFillsAtItsTriggerOrAtTheFirstPriceBehindIt() {
        let world = VenueWorld()
        world.flat(100)
        world.submit(.buy, "2")
        world.flat(100)
        world.submit(.sell, "1", .stop, stop: "95")
        world.submit(.sell, "1", .stop, stop: "90")
        world.bar(99, 99, 94, 96)
        XCTAssertEqual(world.trace.last, "sell 1@95")
        XCTAssertEqual(world.fills.last?.basis, .stopTriggered)
        world.bar(88, 89, 87, 88)
        XCTAssertEqual(world.trace.last, "sell 1@88")
        XCTAssertEqual(world.fills.last?.basis, .stopGapped)
    }

    func testAStopSlipsFromItsTrigger() {
        let world = VenueWorld(rules { $0.slippage = SlippageModel(fixed: Price("0.5") ?? .zero) })
        world.flat(100)
        world.submit(.buy, "1", .stop, stop: "105")
        world.bar(100, 105, 100, 105)
        XCTAssertEqual(world.trace, ["buy 1@105.5"], "slippage may leave the bar")
    }

    func testAStopLimitTriggersAndStaysWithinItsLimit() {
        let world = VenueWorld(rules { $0.slippage = SlippageModel(fixed: Price("3") ?? .zero) })
        world.flat(100)
        world.submit(.buy, "1", .stopLimit, limit: "106", stop: "105")
        world.bar(100, 107, 100, 107)
        XCTAssertEqual(world.trace, ["buy 1@106"])
        world.submit(.buy, "1", .stopLimit, limit: "106", stop: "105")
        world.bar(108, 110, 108, 109)
        XCTAssertEqual(world.trace.count, 1, "triggered by the gap, but above its limit")
        world.bar(109, 109, 104, 105)
        XCTAssertEqual(world.trace.last, "buy 1@106")
        XCTAssertEqual(world.fills.last?.liquidity, .maker)
    }

    func testATriggeredStopThatFoundNoVolumeFillsLater() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        world.submit(.buy, "20", .stop, stop: "105")
        world.bar(100, 106, 100, 101, volume: 50)
        XCTAssertEqual(world.trace, ["buy 5@105"])
        world.bar(99, 99, 98, 98, volume: 100)
        XCTAssertEqual(world.trace.last, "buy 10@99", "it is a market order now")
        world.bar(97, 97, 97, 97, volume: 1_000)
        XCTAssertEqual(world.trace.last, "buy 5@97")
    }

    func testAStopTriggersThoughTheVolumeIsGone() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(100)
        world.submit(.buy, "5")
        let stop = world.submit(.sell, "5", .stop, stop: "95")
        world.bar(100, 100, 94, 96, volume: 50)
        XCTAssertEqual(world.status(stop), .accepted)
        world.bar(98, 98, 98, 98, volume: 1_000)
        XCTAssertEqual(world.trace.last, "sell 5@98")
    }

    func testATrailingStopFollowsTheHighAndUsesOnlyEarlierPrices() {
        let path = rules { $0.path = .openHighLowClose }
        let world = VenueWorld(path)
        world.flat(100)
        world.submit(.buy, "1")
        world.flat(100)
        world.submit(.sell, "1", .trailingStop, trail: "5")
        world.bar(106, 110, 106, 107)
        XCTAssertEqual(world.trace.count, 1)
        world.bar(107, 108, 104, 106)
        XCTAssertEqual(world.trace.last, "sell 1@105")
    }

    func testATrailingStopSeesTheOpenOfAGapUp() {
        let world = VenueWorld(rules { $0.path = .openLowHighClose })
        world.flat(100)
        world.submit(.buy, "1")
        world.flat(100)
        world.submit(.sell, "1", .trailingStop, trail: "5")
        world.flat(100)
        world.bar(120, 121, 114, 120)
        XCTAssertEqual(world.trace.last, "sell 1@115")
    }

    func testATrailingRateIsRoundedAwayFromTheMarket() {
        let world = VenueWorld(rules { $0.account = boundless }, tick: "0.5")
        world.flat(100)
        world.submit(.buy, "1", .trailingStop, trailRate: bps(333))
        world.bar(101, 101, 91, 91)
        // 91 × 1.0333 = 94.0303, up to the tick
        world.bar(91, 96, 91, 96)
        XCTAssertEqual(world.trace, ["buy 1@94.5"])
    }

    func testOrdersAtOnePriceActByAge() {
        let world = VenueWorld(rules { $0.participation = 1 })
        world.flat(100)
        let first = world.submit(.buy, "5", .limit, limit: "95")
        let second = world.submit(.buy, "5", .limit, limit: "95")
        world.bar(100, 100, 94, 94, volume: 7)
        XCTAssertEqual([world.filled(first), world.filled(second)].map(\.description), ["5", "2"])
    }

    func testTheStatedPathDecidesWhichExtremeComesFirst() {
        for (path, expected) in [(VenueRules.BarPath.openHighLowClose, "sell 1@104"), (.openLowHighClose, "sell 1@96")] {
            let world = VenueWorld(rules { $0.path = path })
            world.flat(100)
            world.submit(.buy, "1")
            world.flat(100)
            world.submit(.sell, "1", .limit, limit: "104", group: OrderID(77))
            world.submit(.sell, "1", .stop, stop: "96", group: OrderID(77))
            world.bar(100, 105, 95, 100)
            XCTAssertEqual(world.trace.last, expected)
            XCTAssertEqual(world.trace.count, 2)
        }
    }

    func testTheNearerExtremeComesFirstAndTheLowOnATie() {
        for (high, low, expected) in [(105.0, 94.0, "sell 1@104"), (106.0, 95.0, "sell 1@96"), (105.0, 95.0, "sell 1@96")] {
            let world = VenueWorld()
            world.flat(100)
            world.submit(.buy, "1")
            world.flat(100)
            world.submit(.sell, "1", .limit, limit: "104", group: OrderID(77))
            world.submit(.sell, "1", .stop, stop: "96", group: OrderID(77))
            world.bar(100, high, low, 100)
            XCTAssertEqual(world.trace.last, expected)
        }
    }

    func testTheWorstCaseTurnsAgainstThePosition() {
        for side in [Side.buy, .sell] {
            let world = VenueWorld(rules { $0.path = .worstCase; $0.account = boundless })
            world.flat(100)
            world.submit(side, "1")
            world.flat(100)
            world.submit(side.opposite, "1", .limit, limit: side == .buy ? "102" : "98", group: OrderID(77))
            world.submit(side.opposite, "1", .stop, stop: side == .buy ? "92" : "108", group: OrderID(77))
            world.bar(100, 110, 90, 100)
            XCTAssertEqual(world.trace.last, side == .buy ? "sell 1@92" : "buy 1@108")
        }
        // Flat, with a bracket waiting: the target above is not reached after the entry.
        let world = VenueWorld(rules { $0.path = .worstCase })
        world.flat(100)
        let entry = world.submit(.buy, "1", .limit, limit: "95")
        world.submit(.sell, "1", .limit, limit: "105", flags: .reduceOnly, parent: entry, group: entry)
        world.bar(100, 106, 94, 100)
        XCTAssertEqual(world.trace, ["buy 1@95"])
    }
}
