import Market
import Money
import Simulation
import Trading
import XCTest

/// What must hold whatever is ordered: random rules, bars, orders and requests from a seed that a failure prints.
final class VenuePropertyTests: XCTestCase {
    func testBooksHoldUnderRandomTrading() {
        for seed in UInt64(1)...400 {
            var run = RandomTrading(seed: seed)
            run.trade(steps: 40)
            if testRun?.failureCount ?? 0 > 0 { return XCTFail("seed \(seed)") }
        }
    }
}

private struct RandomTrading {
    var random: SeededRandom
    let world: VenueWorld
    let rules: VenueRules
    var closes = [100.0, 20.0]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        rules = RandomTrading.rules(&random)
        world = VenueWorld(rules, cash: "10000", tick: "0.05", lot: random.bits() & 1 == 0 ? "1" : "0.01", instruments: 2)
        self.random = random
    }

    private static func rules(_ random: inout SeededRandom) -> VenueRules {
        var rules = VenueRules()
        func pick<T>(_ values: [T]) -> T { values[Int(random.bits() % UInt64(values.count))] }
        rules.fillTiming = pick(VenueRules.FillTiming.allCases)
        rules.path = pick(VenueRules.BarPath.allCases)
        rules.participation = pick([.infinity, 0.1, 0.02])
        rules.latency = pick([0, 0, 1, VenueWorld.day + 1])
        let models = [.init(), SlippageModel(rate: bps(7), volumeShare: 0.2), SlippageModel(fixed: Price(raw: 33_000_000))]
        rules.slippage = pick(models)
        rules.fees = FeeSchedule(rate: pick([.zero, bps(3), bps(25)]))
        rules.fees.minimum = pick([.zero, Amount("1.5") ?? .zero])
        rules.fees.roundingPlaces = pick([nil, 2])
        rules.fees.sellTaxes = pick([[], [.init(from: Timestamp(nanoseconds: 5), rate: bps(18))]])
        let terms = VenueRules.MarginTerms(leverage: 3, borrowRate: bps(500), interestRate: bps(800))
        rules.account = pick([.cash, .margin(terms)])
        return rules
    }

    private mutating func pick<T>(_ values: [T]) -> T { values[Int(random.bits() % UInt64(values.count))] }

    mutating func trade(steps: Int) {
        for step in 0..<steps {
            advance()
            for _ in 0..<(random.bits() % 4) { order() }
            if let id = world.orders.keys.sorted().last, random.bits() & 3 == 0 { request(id) }
            if step % 17 == 16 { world.act(pick([.split(numerator: 2, denominator: 1), .dividend(Price(raw: 250_000_000))])) }
        }
        world.end()
        check()
    }

    private mutating func advance() {
        var rows: [(Int, Double, Double, Double, Double, Double)] = []
        for index in 0..<2 where random.bits() & 7 != 0 {
            func tick(_ value: Double) -> Double { (max(value, 1) * 20).rounded() / 20 }
            let open = tick(closes[index] * (1 + 0.02 * random.bell()))
            let close = tick(open * (1 + 0.02 * random.bell()))
            let high = tick(max(open, close) * (1 + 0.02 * random.unit()))
            let low = tick(min(open, close) * (1 - 0.02 * random.unit()))
            closes[index] = close
            rows.append((index, open, max(high, open, close), min(low, open, close), close, pick([0, 300, 2_000])))
        }
        let before = world.fills.count
        world.bars(rows)
        for row in rows where row.5 > 0 && rules.participation.isFinite && rules.fillTiming != .sameClose {
            let taken = world.fills[before...].filter { Int($0.instrument.index) == row.0 && $0.basis != .liquidation }
            let sum = taken.reduce(Quantity.zero) { $0 + $1.quantity }
            XCTAssertLessThanOrEqual(sum.doubleValue, rules.participation * row.5 + 1e-8)
        }
        for fill in world.fills[before...] { check(fill) }
    }

    private func check(_ fill: Fill) {
        guard let order = world.orders[fill.order] else { return XCTAssertEqual(fill.basis, .liquidation) }
        XCTAssertTrue(fill.price.isMultiple(of: world.instruments[0].tick), "\(fill)")
        if order.type == .limit || order.type == .stopLimit {
            // A split after the fill moved the order's limit; no split happens inside a step.
            let isWithin = order.side == .buy ? fill.price <= order.limitPrice : fill.price >= order.limitPrice
            XCTAssertTrue(isWithin, "\(fill) \(order)")
        }
        if case .cash = rules.account {
            XCTAssertFalse(world.cash.isNegative)
            XCTAssertTrue(world.host.positions.allSatisfy { $0.quantity.raw >= 0 })
        }
    }

    private mutating func order() {
        let instrument = Int32(random.bits() & 1)
        let close = closes[Int(instrument)]
        func level() -> String { Price((close * (1 + 0.02 * random.bell()) * 20).rounded() / 20)?.description ?? "1" }
        let side: Side = pick([.buy, .sell])
        let type: OrderType = pick([.market, .market, .limit, .stop, .stopLimit, .trailingStop])
        let quantity = "\(1 + random.bits() % 60)"
        let flags: OrderFlags = pick([[], [], .fitsFunds, .fitsFunds, .reduceOnly, type == .limit ? .postOnly : []])
        let entry = world.submit(
            side, quantity, type, limit: level(), stop: type == .trailingStop ? "0" : level(), trail: "1.5",
            tif: pick([.gtc, .gtc, .day, .ioc, .fok]), flags: flags, group: pick([.none, .none, .none, OrderID(1_000_000)]),
            instrument: instrument)
        guard random.bits() & 3 == 0 else { return }
        for exit in [OrderType.limit, .stop] {
            world.submit(
                side.opposite, quantity, exit, limit: level(), stop: level(), flags: .reduceOnly, parent: entry, group: entry,
                instrument: instrument)
        }
    }

    private mutating func request(_ id: OrderID) {
        switch random.bits() % 3 {
        case 0: world.cancel(id)
        case 1: world.modify(id, quantity: "\(1 + random.bits() % 40)")
        default: world.modify(id, limit: "95", stop: "105")
        }
    }

    /// Cash is what it was, less what was bought, plus what was sold, less every fee and charge.
    private func check() {
        var cash = world.start
        for fill in world.fills { cash = cash - (fill.side == .buy ? fill.notional : -fill.notional) - fill.fee }
        for charge in world.charges { cash -= charge }
        XCTAssertEqual(cash, world.venue.account.cash)
        XCTAssertTrue(world.venue.isIdle || world.host.heldInstruments > 0 || world.cash.isNegative)
    }
}
