import Market
import Money
import Simulation
import Trading
import XCTest

/// A venue with a host beside it that believes only reports, and that checks what every report must keep: legal changes of state,
/// one final state, cumulative quantities, and books that agree with the venue's.
final class VenueWorld {
    let venue: SimulatedVenue
    let instruments: [Instrument]
    var host: Account
    var orders: [OrderID: Order] = [:]
    var reasons: [OrderID: RejectReason] = [:]
    var fills: [Fill] = []
    var requestRefusals: [RejectReason] = []
    var charges: [Amount] = []
    var kinds: [VenueReport.Kind] = []
    var time = Timestamp(nanoseconds: 0)
    var nextID: Int64 = 1
    let start: Amount
    static let day: Int64 = 86_400_000_000_000

    init(
        _ rules: VenueRules = VenueRules(), cash: String = "100000", tick: String = "0", lot: String = "1",
        instruments count: Int = 1
    ) {
        start = Amount(cash)!  // a literal of the test
        instruments = (0..<count).map {
            Instrument(
                id: InstrumentID(Int32($0)), symbol: "S\($0)", tick: Price(tick)!, lot: Quantity(lot)!)  // literals of the test
        }
        venue = SimulatedVenue(instruments: instruments, rules: rules, cash: start)
        host = Account(cash: start, instruments: count)
    }

    @discardableResult
    func submit(
        _ side: Side, _ quantity: String, _ type: OrderType = .market, limit: String = "0", stop: String = "0",
        trail: String = "0", trailRate: Rate = .zero, tif: TimeInForce = .gtc, flags: OrderFlags = [], expires: Int64 = .max,
        parent: OrderID = .none, group: OrderID = .none, instrument: Int32 = 0
    ) -> OrderID {
        let id = OrderID(nextID)
        nextID += 1
        let order = Order(
            id: id, instrument: InstrumentID(instrument), side: side, type: type,
            quantity: Quantity(quantity)!, created: time, timeInForce: tif, flags: flags,  // a literal of the test, as below
            limitPrice: Price(limit)!, stopPrice: Price(stop)!, trailOffset: Price(trail)!, trailRate: trailRate,
            expires: Timestamp(nanoseconds: expires), parent: parent, group: group)
        submit(order)
        return id
    }

    func submit(_ order: Order) {
        orders[order.id] = order
        venue.submit(order, at: time)
        read()
    }

    /// The next day's bar of one instrument.
    func bar(_ open: Double, _ high: Double, _ low: Double, _ close: Double, volume: Double = 0) {
        bars([(0, open, high, low, close, volume)])
    }

    func flat(_ price: Double, volume: Double = 0) { bar(price, price, price, price, volume: volume) }

    func bars(_ rows: [(Int, Double, Double, Double, Double, Double)], after elapsed: Int64 = VenueWorld.day) {
        time = time + elapsed
        for row in rows {
            venue.advance(instrument: row.0, open: row.1, high: row.2, low: row.3, close: row.4, volume: row.5, time: time)
        }
        venue.endStep()
        read()
    }

    func cancel(_ id: OrderID, instrument: Int32 = 0) {
        venue.cancel(id, instrument: InstrumentID(instrument), at: time)
        read()
    }

    func modify(_ id: OrderID, quantity: String? = nil, limit: String? = nil, stop: String? = nil) {
        venue.modify(
            id, instrument: InstrumentID(0), quantity: quantity.flatMap { Quantity($0) }, limitPrice: limit.flatMap { Price($0) },
            stopPrice: stop.flatMap { Price($0) }, at: time)
        read()
    }

    func act(_ kind: CorporateAction.Kind) {
        let action = CorporateAction(instrument: InstrumentID(0), time: time, kind: kind)
        venue.apply(action)
        if case .split(let numerator, let denominator) = kind {
            host.split(InstrumentID(0), numerator: numerator, denominator: denominator)
        }
        read()
    }

    func end() {
        venue.end(at: time)
        read()
        for order in orders.values { XCTAssertTrue(order.status.isFinal, "\(order.id) ended \(order.status)") }
    }

    func status(_ id: OrderID) -> OrderStatus { orders[id]?.status ?? .new }
    func filled(_ id: OrderID) -> Quantity { orders[id]?.filled ?? .zero }
    var position: Quantity { host.positions[0].quantity }
    var cash: Amount { host.cash }
    /// Price and quantity of each fill so far.
    var trace: [String] { fills.map { "\($0.side) \($0.quantity)@\($0.price)" } }

    private func read() {
        for report in venue.reports { take(report) }
        venue.clearReports()
        XCTAssertEqual(host.cash, venue.account.cash)
        XCTAssertEqual(host.positions, venue.account.positions)
        XCTAssertEqual(host.feesPaid, venue.account.feesPaid)
    }

    private func take(_ report: VenueReport) {
        kinds.append(report.kind)
        if report.kind == .cashCharged {
            host.charge(report.fill.fee, countsAsFee: !report.fill.fee.isNegative)
            return charges.append(report.fill.fee)
        }
        if report.kind == .filled {
            host.apply(report.fill)
            fills.append(report.fill)
        }
        if report.kind == .requestRejected { return requestRefusals.append(report.reason) }
        guard report.order != .none else { return }
        guard var order = orders[report.order] else { return XCTFail("a report for an order that was never sent") }
        switch report.kind {
        case .accepted: change(&order, .accepted)
        case .rejected: change(&order, .rejected)
        case .cancelled: change(&order, .cancelled)
        case .expired: change(&order, .expired)
        case .filled:
            order.filled += report.fill.quantity
            order.quantity = report.quantity
            XCTAssertEqual(order.filled, report.cumulative)
            XCTAssertLessThanOrEqual(order.filled, order.quantity)
            XCTAssertGreaterThan(report.fill.quantity, .zero)
            change(&order, order.filled == order.quantity ? .filled : .partiallyFilled)
        case .modified, .triggered:
            order.quantity = report.quantity
            order.filled = report.cumulative
            order.limitPrice = report.limitPrice
            order.stopPrice = report.stopPrice
        case .requestRejected, .cashCharged: break
        }
        if report.reason != .none { reasons[order.id] = report.reason }
        orders[order.id] = order
    }

    private func change(_ order: inout Order, _ status: OrderStatus) {
        XCTAssertTrue(order.status.mayBecome(status), "order \(order.id.raw): \(order.status) to \(status)")
        order.status = status
    }
}

func rules(_ change: (inout VenueRules) -> Void) -> VenueRules {
    var rules = VenueRules()
    change(&rules)
    return rules
}

/// A margin account that lends without limit and never liquidates.
let boundless = VenueRules.AccountKind.margin(VenueRules.MarginTerms(leverage: 1e9, maintenance: 0))

func bps(_ value: Double) -> Rate { Rate(bps: value) ?? .zero }
