import Market
import Money
import Simulation
import Trading
import XCTest

final class FeeAndMarginTests: XCTestCase {
    private func amount(_ text: String) -> Amount { Amount(text) ?? .zero }

    func testRatesPerShareAndRounding() {
        let world = VenueWorld(
            rules {
                $0.fees.taker = bps(2.5)
                $0.fees.perShare = Price("0.005") ?? .zero
                $0.fees.roundingPlaces = 2
                $0.fees.rounding = .up
            })
        world.flat(100)
        world.submit(.buy, "7")
        world.flat(100.5)
        // 703.5 × 0.00025 + 7 × 0.005 = 0.210875
        XCTAssertEqual(world.fills[0].fee.description, "0.22")
    }

    func testTheMinimumIsPaidOncePerOrder() {
        let world = VenueWorld(
            rules {
                $0.fees.perShare = Price("0.01") ?? .zero
                $0.fees.minimum = amount("1")
                $0.participation = 0.1
            })
        world.flat(10)
        world.submit(.buy, "150")
        for _ in 0..<3 { world.flat(10, volume: 500) }
        // 50 shares cost 0.5 each time: the minimum covers the first two fills.
        XCTAssertEqual(world.fills.map(\.fee.description), ["1", "0", "0.5"])
    }

    func testARebateIsPaid() {
        let world = VenueWorld(rules { $0.fees.maker = bps(-1); $0.fees.taker = bps(3) })
        world.flat(100)
        world.submit(.buy, "1", .limit, limit: "90")
        world.bar(100, 100, 90, 90)
        XCTAssertEqual(world.fills[0].fee.description, "-0.009")
        XCTAssertEqual(world.cash.description, "99910.009")
    }

    func testTheTaxOnSalesIsThatOfItsDay() {
        let day = VenueWorld.day
        let world = VenueWorld(
            rules {
                $0.fees.sellTaxes = [
                    .init(from: Timestamp(nanoseconds: 3 * day), rate: bps(23)),
                    .init(from: Timestamp(nanoseconds: 5 * day), rate: bps(18)),
                ]
            })
        world.flat(100)
        world.submit(.buy, "10")
        world.flat(100)
        XCTAssertEqual(world.time.nanoseconds, 2 * day)
        for fee in ["2.3", "2.3", "1.8"] {
            world.submit(.sell, "1")
            world.submit(.sell, "9")
            world.submit(.buy, "10")
            world.flat(100)
            let taxes = world.fills.suffix(3).reduce(Amount.zero) { $0 + $1.fee }
            XCTAssertEqual(taxes.description, fee)
        }
    }

    func testLeverageBoundsGrossExposure() {
        let world = VenueWorld(rules { $0.account = .margin(.init(leverage: 2)) }, cash: "1000", instruments: 2)
        world.bars([(0, 100, 100, 100, 100, 0), (1, 10, 10, 10, 10, 0)])
        world.submit(.buy, "15")
        let much = world.submit(.sell, "51", instrument: 1)
        world.bars([(0, 100, 100, 100, 100, 0), (1, 10, 10, 10, 10, 0)])
        XCTAssertEqual(world.reasons[much], .insufficientMargin)
        let cut = world.submit(.sell, "80", flags: .fitsFunds, instrument: 1)
        world.bars([(0, 100, 100, 100, 100, 0), (1, 10, 10, 10, 10, 0)])
        XCTAssertEqual(world.filled(cut).description, "50")
        let full = world.submit(.buy, "1", flags: .fitsFunds)
        let close = world.submit(.sell, "15")
        world.bars([(0, 100, 100, 100, 100, 0), (1, 10, 10, 10, 10, 0)])
        XCTAssertEqual(world.reasons[full], .insufficientMargin)
        XCTAssertEqual(world.status(close), .filled, "closing is always carried")
    }

    func testATurnIsCutToItsClosingPartAndWhatMarginCarries() {
        let world = VenueWorld(rules { $0.account = .margin(.init(leverage: 1)) }, cash: "1000")
        world.flat(100)
        world.submit(.buy, "10")
        world.flat(100)
        let id = world.submit(.sell, "50", flags: .fitsFunds)
        world.flat(100)
        XCTAssertEqual(world.filled(id).description, "20")
        XCTAssertEqual(world.position.description, "-10")
    }

    func testBorrowCostIsThatOfTheTimeHeld() {
        let terms = VenueRules.MarginTerms(borrowRate: Rate(fraction: 0.0365) ?? .zero)
        let world = VenueWorld(rules { $0.account = .margin(terms) })
        world.flat(100)
        world.submit(.sell, "50")
        world.flat(100)
        XCTAssertEqual(world.charges, [], "a day begins when the position does")
        world.flat(120)
        world.flat(110)
        world.bars([(0, 110, 110, 110, 110, 0)], after: VenueWorld.day / 2)
        // value at the earlier close × 0.0365 × days / 365
        XCTAssertEqual(world.charges.map(\.description), ["0.5", "0.6", "0.275"])
        XCTAssertEqual(world.cash.description, "104998.625")
        XCTAssertFalse(world.venue.isIdle)
    }

    func testIdleTimeCostsNothingLater() {
        let terms = VenueRules.MarginTerms(borrowRate: Rate(fraction: 0.0365) ?? .zero)
        for (timing, charges) in [(VenueRules.FillTiming.nextOpen, []), (.sameClose, ["0.5"])] {
            let world = VenueWorld(rules { $0.account = .margin(terms); $0.fillTiming = timing })
            world.flat(100)
            world.time = world.time + 1_000 * VenueWorld.day
            world.venue.mark(instrument: 0, close: 100, volume: 0, time: world.time)
            world.submit(.sell, "50")
            world.flat(100)
            XCTAssertEqual(world.charges.map(\.description), charges)
        }
    }

    func testDebtBearsInterest() {
        let terms = VenueRules.MarginTerms(interestRate: Rate(fraction: 0.073) ?? .zero)
        let world = VenueWorld(rules { $0.account = .margin(terms) }, cash: "1000")
        world.flat(100)
        world.submit(.buy, "15")
        world.flat(100)
        world.flat(100)
        XCTAssertEqual(world.charges.map(\.description), ["0.1"])  // 500 × 0.073 / 365
        XCTAssertEqual(world.cash.description, "-500.1")
    }

    func testPositionsAreClosedWhenTheMarginIsGone() {
        let terms = VenueRules.MarginTerms(leverage: 4, maintenance: 0.25)
        let world = VenueWorld(rules { $0.account = .margin(terms); $0.fees = FeeSchedule(rate: bps(10)) }, cash: "1000")
        world.flat(100)
        let entry = world.submit(.buy, "30")
        let stop = world.submit(.sell, "30", .stop, stop: "50", flags: .reduceOnly, parent: entry)
        world.flat(100)
        world.flat(90)
        // equity 997 − 300 = 697 ≥ 0.25 × 2700
        XCTAssertEqual(world.position.description, "30")
        world.flat(88)
        // 637 < 0.25 × 2640
        XCTAssertEqual(world.position, .zero)
        XCTAssertEqual(world.fills.last?.basis, .liquidation)
        XCTAssertEqual(world.fills.last?.fee.description, "2.64")
        XCTAssertEqual(world.reasons[stop], .positionClosed)
        XCTAssertEqual(world.cash.description, "634.36")
    }

    func testAShortIsLiquidatedToo() {
        let world = VenueWorld(rules { $0.account = .margin(.init(leverage: 2, maintenance: 0.3)) }, cash: "1000")
        world.flat(100)
        world.submit(.sell, "15")
        world.flat(100)
        world.flat(130)  // equity 550 < 0.3 × 1950
        XCTAssertEqual(world.trace.last, "buy 15@130")
        XCTAssertEqual(world.cash.description, "550")
    }
}
