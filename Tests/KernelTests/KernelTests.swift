import XCTest

import Market
import Money
import Trading

@testable import Kernel

/// The kernel alone: a written strategy on one side, venue reports made by hand on the other.
final class KernelTests: XCTestCase {
    private let strategy = ScriptedStrategy()
    private let first = InstrumentID(0)

    /// One instrument, a bar a second, closes 100, 101, 102 …
    private func kernel(closes: [Double] = [100, 101, 102, 103, 104], cash: Int64 = 100_000, limits: RiskLimits = .standard) -> Kernel {
        let bars = BarColumns(count: closes.count) { time, open, high, low, close, volume in
            for (row, price) in closes.enumerated() {
                time[row] = Int64(row + 1) * 1_000_000_000
                for column in [open, high, low, close] { column[row] = price }
                volume[row] = 1_000
            }
        }
        let market = MarketData(instruments: [Instrument(id: first, symbol: "ONE")], bars: [bars])
        let kernel = Kernel(market: market, strategy: strategy, cash: money(cash), limits: limits, recordsAudit: true)
        kernel.process(.start)
        return kernel
    }

    private func target(_ percent: Double, handle: Int64) -> Intent {
        Intent(kind: .targetPercent, instrument: first, handle: handle, quantity: percent)
    }

    private func shares(_ count: Int64) -> Quantity { Quantity("\(count)")! }
    private func money(_ units: Int64) -> Amount { Amount("\(units)")! }

    private func submitted(_ kernel: Kernel) -> [Order] {
        kernel.effects.compactMap { if case .submit(let order) = $0 { order } else { nil } }
    }

    private func fill(_ order: Order, _ quantity: Int64, cumulative: Int64, of total: Int64, at price: Double = 100) -> Event {
        let fill = Fill(
            order: order.id, instrument: first, side: order.side, liquidity: .taker, basis: .open,
            quantity: shares(quantity), price: Price(price)!, referencePrice: Price(price)!, fee: .zero,
            time: Timestamp(nanoseconds: 3_000_000_000))
        return .report(
            VenueReport(
                .filled, order: order.id, instrument: first, time: fill.time, cumulative: shares(cumulative),
                quantity: shares(total), fill: fill))
    }

    func testATargetAskedForTwiceIsOrderedOnce() {
        strategy.plan = [0: [target(0.5, handle: 1), target(0.5, handle: 2)], 1: [target(0.5, handle: 3)]]
        let kernel = kernel()
        XCTAssertEqual(kernel.advance(through: 0..<5), 1, "stops where effects are")
        XCTAssertEqual(submitted(kernel).map(\.quantity), [shares(500)])
        kernel.clearEffects()
        // The close has moved to 101: half of 100,000 is 495 shares, so five of the 500 that are under way are too many.
        _ = kernel.advance(through: 1..<5)
        XCTAssertEqual(submitted(kernel).map(\.quantity), [shares(5)])
        XCTAssertEqual(submitted(kernel).map(\.side), [.sell])
    }

    func testWhatIsStillToFillFollowsFillsModificationsAndTheEndOfAnOrder() {
        strategy.plan = [0: [target(0.5, handle: 1)]]
        let kernel = kernel()
        _ = kernel.advance(through: 0..<1)
        let order = submitted(kernel)[0]
        XCTAssertEqual(kernel.pending, [shares(500)])
        kernel.process(fill(order, 200, cumulative: 200, of: 500))
        XCTAssertEqual(kernel.pending, [shares(300)])
        // A split two for one: 400 of 1,000 are filled.
        kernel.process(
            .report(
                VenueReport(
                    .modified, order: order.id, instrument: first, time: Timestamp(nanoseconds: 3_000_000_000),
                    cumulative: shares(400), quantity: shares(1_000))))
        XCTAssertEqual(kernel.pending, [shares(600)])
        kernel.process(fill(order, 100, cumulative: 500, of: 1_000))
        XCTAssertEqual(kernel.pending, [shares(500)])
        // The venue cuts the rest: the order is filled at 700.
        kernel.process(fill(order, 200, cumulative: 700, of: 700))
        XCTAssertEqual(kernel.pending, [.zero])
        XCTAssertEqual(kernel.statistics.filled, 1)
        XCTAssertEqual(kernel.statistics.fills, 3)
    }

    func testEveryWayAnOrderEndsReleasesWhatItHeld() {
        for kind in [VenueReport.Kind.cancelled, .expired, .rejected] {
            strategy.plan = [0: [target(0.5, handle: 1)]]
            let kernel = kernel()
            _ = kernel.advance(through: 0..<1)
            kernel.process(
                .report(
                    VenueReport(
                        kind, order: submitted(kernel)[0].id, instrument: first, time: Timestamp(nanoseconds: 3_000_000_000),
                        reason: kind == .rejected ? .insufficientCash : .none)))
            XCTAssertEqual(kernel.pending, [.zero], "\(kind)")
        }
        XCTAssertEqual(strategy.refused, [.insufficientCash])
    }

    func testAFillOfAnOrderThatIsNotWorkingStillMovesTheAccount() {
        let kernel = kernel()
        let stranger = Order(
            id: OrderID(77), instrument: first, side: .buy, type: .market, quantity: shares(3), created: Timestamp(nanoseconds: 0))
        kernel.process(fill(stranger, 3, cumulative: 3, of: 3))
        XCTAssertEqual(kernel.account.quantity(of: first), shares(3))
        XCTAssertEqual(kernel.account.cash, money(99_700))
    }

    func testNumbersThatAreNoneAreRefusedWithTheirReason() {
        let order = { (quantity: Double) in Intent(kind: .order, instrument: InstrumentID(0), quantity: quantity) }
        strategy.plan = [
            0: [order(.nan), order(.infinity), order(0), order(-1), order(0.5), order(1.5), order(1e30), target(.nan, handle: 1)],
            1: [Intent(kind: .cancel, instrument: first, target: 99), Intent(kind: .modify, instrument: first, target: 99)],
        ]
        let kernel = kernel()
        _ = kernel.advance(through: 0..<1)
        _ = kernel.advance(through: 1..<2)
        XCTAssertEqual(
            strategy.refused,
            [
                .quantityNotANumber, .quantityNotANumber, .quantityNotPositive, .quantityNotPositive, .quantityBelowLot,
                .quantityNotMultipleOfLot, .quantityTooLarge, .quantityNotANumber, .unknownOrder, .unknownOrder,
            ])
        XCTAssertTrue(kernel.effects.isEmpty)
        XCTAssertEqual(kernel.statistics.rejections.reduce(0) { $0 + $1.count }, 10, "nothing is dropped silently")
    }

    func testLimitsHoldAndAnythingThatCannotBeComputedBreaksThem() {
        func refusals(_ limits: RiskLimits, closes: [Double] = [100, 100]) -> [RejectReason] {
            strategy.plan = [0: [Intent(kind: .order, instrument: first, handle: 1, quantity: 600)]]
            let before = strategy.refused.count
            _ = kernel(closes: closes, limits: limits).advance(through: 0..<1)
            return Array(strategy.refused[before...])
        }
        XCTAssertEqual(refusals(RiskLimits(orderValueToEquity: 0.6)), [])
        XCTAssertEqual(refusals(RiskLimits(orderValueToEquity: 0.599)), [.riskLimit])
        XCTAssertEqual(refusals(RiskLimits(grossExposureToEquity: 0.6)), [])
        XCTAssertEqual(refusals(RiskLimits(grossExposureToEquity: 0.599)), [.riskLimit])
        XCTAssertEqual(refusals(RiskLimits(orderValueToEquity: .nan)), [.riskLimit], "NaN is not the absence of a limit")
        XCTAssertEqual(refusals(RiskLimits(grossExposureToEquity: .nan)), [.riskLimit])
        XCTAssertEqual(refusals(RiskLimits(orderValueToEquity: 10), closes: [.nan, 100]), [.riskLimit], "no price")
        XCTAssertEqual(refusals(RiskLimits(workingOrders: 0)), [.limitOfWorkingOrders])
    }

    func testLimitsBelowWhatIsHeldDoNotKeepItThere() {
        func submitted(_ quantity: Double, limits: RiskLimits) -> Int {
            strategy.plan = [1: [Intent(kind: .order, instrument: first, handle: 1, side: .sell, quantity: quantity)]]
            let kernel = kernel(closes: [100, 100], limits: limits)
            kernel.account.apply(
                Fill(
                    order: OrderID(9), instrument: first, side: .buy, liquidity: .taker, basis: .open, quantity: Quantity("600") ?? .one,
                    price: Price("100") ?? .zero, referencePrice: .zero, fee: .zero, time: Timestamp(nanoseconds: 0)))
            _ = kernel.advance(through: 0..<1)
            _ = kernel.advance(through: 1..<2)
            return kernel.effects.count
        }
        for limits in [RiskLimits(orderValueToEquity: 0), RiskLimits(grossExposureToEquity: 0.0005), RiskLimits(grossExposureToEquity: .nan)] {
            XCTAssertEqual(submitted(600, limits: limits), 1, "all of it")
            XCTAssertEqual(submitted(100, limits: limits), 1, "a part")
            XCTAssertEqual(submitted(601, limits: limits), 0, "more than is held")
        }
    }

    func testTimersFireInOrderOfTimeBeforeTheBarsTheyPrecede() {
        let timer = { (name: Int64, seconds: Double, every: Double) in
            Intent(
                kind: .timer, instrument: InstrumentID(0), target: name, expires: Int64(seconds * 1e9), interval: Int64(every * 1e9))
        }
        strategy.atStart = [timer(2, 3.5, 0), timer(1, 2.5, 1), timer(3, 9, 0)]
        let kernel = kernel()
        var step = 0
        while step < 5 { step = kernel.advance(through: step..<5) }
        XCTAssertEqual(strategy.fired.map(\.name), [1, 2, 1, 1], "1 at 2.5, 3.5, 4.5 after what was added first; 3 never")
        XCTAssertEqual(strategy.fired.map(\.step), [1, 2, 2, 3])
        kernel.process(.clock(Timestamp(nanoseconds: 20_000_000_000)))
        XCTAssertTrue(strategy.fired.map(\.name).contains(3), "time that passes without bars fires timers too")
    }

    func testAFailedScriptIsNotCalledAgainAndEquityGoesOn() {
        let kernel = kernel()
        _ = kernel.advance(through: 0..<2)
        strategy.fails = true
        let decided = strategy.decided
        XCTAssertEqual(kernel.advance(through: 2..<5), 5)
        XCTAssertEqual(strategy.decided, decided)
        XCTAssertEqual(kernel.equity.values, [Double](repeating: 100_000, count: 5))
    }

    func testSequenceNumbersCountEventsAndTheHashTellsRunsApart() {
        func run(_ percent: Double) -> Kernel {
            strategy.plan = [1: [target(percent, handle: 1)]]
            let kernel = kernel()
            var step = 0
            while step < 5 { step = kernel.advance(through: step..<5) }
            kernel.process(.end)
            return kernel
        }
        let (a, b, c) = (run(0.5), run(0.5), run(0.6))
        XCTAssertEqual(a.audit.sequence, 7, "start, five bars, end")
        XCTAssertEqual(a.audit.records, b.audit.records)
        XCTAssertNotEqual(a.audit.hash, c.audit.hash)
        XCTAssertEqual(a.audit.records.map(\.first), [1, 2, 4, 7])
    }
}
