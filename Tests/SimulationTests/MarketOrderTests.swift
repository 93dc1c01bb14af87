import Money
import Simulation
import Trading
import XCTest

final class MarketOrderTests: XCTestCase {
    func testFillsAtTheNextOpen() {
        let world = VenueWorld()
        world.flat(50)
        let id = world.submit(.buy, "10")
        XCTAssertEqual(world.status(id), .accepted)
        world.bar(101.2, 103, 99, 102)
        XCTAssertEqual(world.trace, ["buy 10@101.2"])
        XCTAssertEqual(world.fills[0].basis, .open)
        XCTAssertEqual(world.cash.description, "98988")
        XCTAssertTrue(world.venue.isIdle)
    }

    func testFillsAtTheNextClose() {
        let world = VenueWorld(rules { $0.fillTiming = .nextClose })
        world.flat(50)
        world.submit(.buy, "10")
        world.submit(.buy, "1", tif: .ioc)
        world.bar(101, 103, 99, 102)
        XCTAssertEqual(world.trace, ["buy 10@102", "buy 1@102"])
        XCTAssertEqual(world.fills[0].basis, .close)
    }

    func testFillsAtTheSameClose() {
        let world = VenueWorld(rules { $0.fillTiming = .sameClose })
        let early = world.submit(.buy, "1")
        XCTAssertEqual(world.reasons[early], .noMarket)
        world.bar(10, 12, 9, 11)
        let id = world.submit(.buy, "10")
        XCTAssertEqual(world.status(id), .filled)
        XCTAssertEqual(world.trace, ["buy 10@11"])
    }

    func testSameCloseWithLatencyWaitsForTheNextClose() {
        let world = VenueWorld(rules { $0.fillTiming = .sameClose; $0.latency = 1 })
        world.flat(10)
        world.submit(.buy, "1")
        XCTAssertEqual(world.trace, [])
        world.bar(11, 13, 11, 12)
        XCTAssertEqual(world.trace, ["buy 1@12"])
    }

    func testSameCloseTakesTheBarsVolumeOnce() {
        let world = VenueWorld(rules { $0.fillTiming = .sameClose; $0.participation = 0.5 })
        world.flat(10, volume: 10)
        world.submit(.buy, "4")
        world.submit(.buy, "4")
        XCTAssertEqual(world.trace, ["buy 4@10", "buy 1@10"])
        world.bar(11, 13, 11, 12, volume: 10)
        XCTAssertEqual(world.trace.last, "buy 3@12")
    }

    func testSlippageIsAgainstTheTraderAndRoundedToTheTick() {
        let world = VenueWorld(rules { $0.slippage = SlippageModel(rate: bps(5)) }, tick: "0.01")
        world.flat(100)
        world.submit(.buy, "1")
        world.flat(101.2)
        XCTAssertEqual(world.trace, ["buy 1@101.26"])  // 101.2506
        XCTAssertEqual(world.fills[0].referencePrice.description, "101.2")
        XCTAssertEqual(world.fills[0].explanation, "market order at the open 101.2, with slippage 101.26")
        world.submit(.sell, "1")
        world.flat(101.2)
        XCTAssertEqual(world.trace.last, "sell 1@101.14")  // 101.1494
    }

    func testSlippagePartsAddUp() {
        let model = SlippageModel(fixed: Price("0.05") ?? .zero, rate: bps(10), spread: bps(4), volumeShare: 0.1)
        let world = VenueWorld(rules { $0.slippage = model })
        world.flat(100)
        world.submit(.buy, "50")
        world.flat(100, volume: 100)
        // 0.05 + 0.10 + 0.02 + 100 × 0.1 × (50 / 100)²
        XCTAssertEqual(world.trace, ["buy 50@102.67"])
    }

    /// zipline's VolumeShareSlippage: the share is that of all fills of the bar so far, capped.
    func testVolumeShareCountsEarlierFills() {
        let world = VenueWorld(rules { $0.slippage = SlippageModel(volumeShare: 0.1, volumeShareCap: 0.3) })
        world.flat(100)
        world.submit(.buy, "10")
        world.submit(.buy, "10")
        world.submit(.buy, "20")
        world.flat(100, volume: 100)
        XCTAssertEqual(world.trace, ["buy 10@100.1", "buy 10@100.4", "buy 20@100.9"])
    }

    func testVolumeIsTakenOnceAndTheRestWaits() {
        let world = VenueWorld(rules { $0.participation = 0.1 })
        world.flat(10)
        world.submit(.buy, "8")
        world.submit(.buy, "5")
        world.bar(10, 10, 10, 10, volume: 100)
        XCTAssertEqual(world.trace, ["buy 8@10", "buy 2@10"])
        world.bar(11, 11, 11, 11, volume: 20)
        XCTAssertEqual(world.trace.last, "buy 2@11")
        world.bar(12, 12, 12, 12, volume: 0)
        XCTAssertEqual(world.trace.last, "buy 1@12", "a bar without volume bounds nothing")
    }

    func testAnOrderIsCutToTheCashThatIsThere() {
        let world = VenueWorld(rules { $0.fees = FeeSchedule(rate: bps(100)) }, cash: "1000")
        world.flat(100)
        let id = world.submit(.buy, "20", flags: .fitsFunds)
        world.flat(100)
        XCTAssertEqual(world.status(id), .filled)
        XCTAssertEqual(world.trace, ["buy 9@100"])  // 10 would cost 1010
        XCTAssertEqual(world.cash.description, "91")
    }

    func testTheCutIsTheLargestThatFitsWithAnyFees() {
        let rich = rules {
            $0.fees.minimum = Amount("7") ?? .zero
            $0.fees.perShare = Price("0.013") ?? .zero
            $0.fees.taker = bps(3)
            $0.slippage = SlippageModel(rate: bps(1), volumeShare: 0.4)
        }
        func cost(_ quantity: Double) -> Double {
            let share = min(quantity / 500, 1)
            let value = quantity * 17 * (1 + 0.0001 + 0.4 * share * share)
            return value + max(7, value * 0.0003 + quantity * 0.013)
        }
        for cash in stride(from: 1.0, to: 12_000, by: 137) {
            for lot in ["1", "0.001", "0.00000001"] {
                let world = VenueWorld(rich, cash: "\(cash)", lot: lot)
                world.flat(17)
                let id = world.submit(.buy, "1000", flags: .fitsFunds)
                world.flat(17, volume: 500)
                let step = Quantity(lot)?.doubleValue ?? 0
                if world.status(id) == .rejected { XCTAssertEqual(world.reasons[id], .insufficientCash) }
                let bought = world.filled(id).doubleValue
                if bought > 0 { XCTAssertLessThan(cost(bought), cash + 1e-5) }
                XCTAssertGreaterThan(cost(bought + step), cash - 1e-5, "another lot of \(lot) would have fitted")
            }
        }
    }

    func testWithoutTheFlagAnOrderBeyondTheCashIsRejected() {
        let world = VenueWorld(cash: "1000")
        world.flat(100)
        let id = world.submit(.buy, "11")
        XCTAssertEqual(world.status(id), .accepted)
        world.flat(100)
        XCTAssertEqual(world.status(id), .rejected)
        XCTAssertEqual(world.reasons[id], .insufficientCash)
    }

    func testACashAccountSellsWhatItHoldsOnly() {
        let world = VenueWorld()
        world.flat(10)
        world.submit(.buy, "10")
        world.flat(10)
        let beyond = world.submit(.sell, "11")
        world.flat(10)
        XCTAssertEqual(world.reasons[beyond], .shortingNotAllowed)
        let cut = world.submit(.sell, "11", flags: .fitsFunds)
        world.flat(10)
        XCTAssertEqual(world.status(cut), .filled)
        XCTAssertEqual(world.position, .zero)
        let none = world.submit(.sell, "1", flags: .fitsFunds)
        world.flat(10)
        XCTAssertEqual(world.reasons[none], .shortingNotAllowed)
    }

    func testASaleWhoseFeeExceedsItsProceedsCannotMakeCashNegative() {
        let world = VenueWorld(rules { $0.fees.minimum = Amount("5") ?? .zero }, cash: "106")
        world.flat(100)
        world.submit(.buy, "1")
        world.flat(100)
        let id = world.submit(.sell, "1")
        world.flat(1)
        XCTAssertEqual(world.reasons[id], .insufficientCash)
        XCTAssertEqual(world.cash.description, "1")
    }

    func testAMarginAccountTurnsAPositionInOneOrder() {
        let world = VenueWorld(rules { $0.account = .margin(.init(leverage: 2)) }, cash: "10000")
        world.flat(100)
        world.submit(.buy, "10")
        world.flat(100)
        world.submit(.sell, "20")
        world.flat(110)
        XCTAssertEqual(world.position.description, "-10")
        XCTAssertEqual(world.host.ledger.trades.map { $0.pnl.description }, ["100"])
        XCTAssertEqual(world.host.positions[0].cost.description, "-1100")
    }
}
