import Kernel
import Market
import Money
import Simulation
import Trading
import XCTest

/// The host believes only reports; after a whole backtest its books must be the venue's to the last unit.
final class BooksAgreeTests: XCTestCase {
    func testKernelAndVenueAgreeAfterRandomBacktests() {
        for seed in UInt64(1)...60 {
            var random = SeededRandom(seed: seed)
            let count = 300
            let market = MarketData(
                instruments: (0..<2).map { Instrument(id: InstrumentID(Int32($0)), symbol: "S\($0)", tick: Price(raw: 10_000_000)) },
                bars: [BarGenerator(seed: seed).bars(count), BarGenerator(seed: seed + 1_000).bars(count - Int(seed % 3))])
            let rules = rules {
                $0.fillTiming = VenueRules.FillTiming.allCases[Int(seed % 3)]
                $0.path = VenueRules.BarPath.allCases[Int(seed % 4)]
                $0.participation = seed % 5 == 0 ? 0.01 : .infinity
                $0.fees = FeeSchedule(rate: bps(Double(seed % 4)))
                $0.fees.minimum = seed % 7 == 0 ? Amount("1") ?? .zero : .zero
                $0.slippage = SlippageModel(rate: bps(Double(seed % 3)))
                $0.latency = seed % 11 == 0 ? VenueWorld.day : 0
                if seed % 2 == 0 { $0.account = .margin(.init(leverage: 3, borrowRate: bps(300), interestRate: bps(500))) }
            }
            let actions = [
                CorporateAction(instrument: InstrumentID(0), time: market.time(70), kind: .split(numerator: 3, denominator: 1)),
                CorporateAction(instrument: InstrumentID(1), time: market.time(140), kind: .dividend(Price(raw: 370_000_000))),
            ]
            let strategy = RandomStrategy(seed: random.bits())
            let backtest = Backtest(
                market: market, strategy: strategy, rules: rules, cash: Amount("50000") ?? .zero, actions: actions)
            backtest.run()
            let host = backtest.kernel.account
            let venue = backtest.venue.account
            XCTAssertEqual(host.cash, venue.cash, "seed \(seed)")
            XCTAssertEqual(host.positions, venue.positions, "seed \(seed)")
            XCTAssertEqual(host.feesPaid, venue.feesPaid, "seed \(seed)")
            XCTAssertEqual(host.ledger.lots, venue.ledger.lots, "seed \(seed)")
            let statistics = backtest.kernel.statistics
            XCTAssertGreaterThan(statistics.fills, 20, "seed \(seed)")
            let rejected = statistics.rejections.reduce(0) { $0 + $1.count }
            XCTAssertEqual(
                statistics.submitted, statistics.filled + statistics.cancelled + statistics.expired + rejected,
                "seed \(seed): every order ends once")
        }
    }
}

/// Asks for something at random on every third step.
private final class RandomStrategy: StrategyRuntime {
    private var random: SeededRandom
    private var intents: [Intent] = []
    private var handle: Int64 = 1
    let wantsFills = true
    let wantsOrders = true
    let hasFailed = false
    var hasIntents: Bool { !intents.isEmpty }

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    func start(_ portfolio: PortfolioView) {}
    func onFill(_ fill: Fill, step: Int) {}
    func onOrder(_ order: Order, reason: RejectReason, step: Int) {}
    func onTimer(name: Int, step: Int) {}
    func onParameters(_ changes: [ParameterChange], step: Int) {}
    func stop(step: Int) {}

    func drainIntents(_ consume: (borrowing Intent) -> Void) {
        for intent in intents { consume(intent) }
        intents.removeAll()
    }

    func decide(_ range: Range<Int>) -> Int {
        for step in range where step % 3 == 0 {
            intents.append(intent())
            return step + 1
        }
        return range.upperBound
    }

    private func intent() -> Intent {
        let id = handle
        handle += 3
        let instrument = InstrumentID(Int32(random.bits() & 1))
        let side: Side = random.bits() & 1 == 0 ? .buy : .sell
        let size = Double(1 + random.bits() % 50)
        let price = 100 * (1 + 0.3 * random.bell() / 3)
        switch random.bits() % 8 {
        case 0: return Intent(kind: .targetPercent, instrument: instrument, handle: id, quantity: random.unit())
        case 1: return Intent(kind: .targetQuantity, instrument: instrument, handle: id, quantity: size)
        case 2: return Intent(kind: .closePosition, instrument: instrument, handle: id)
        case 3: return order(id, instrument, side, .limit, size, price)
        case 4: return order(id, instrument, side, .stop, size, price)
        case 5:
            return Intent(
                kind: .order, instrument: instrument, handle: id, side: .buy, quantity: size, takeProfit: price * 1.1,
                stopLoss: price * 0.9)
        case 6: return Intent(kind: .cancelAll, instrument: instrument, handle: id)
        default:
            let target = Int64(random.bits() % UInt64(id))
            return Intent(kind: .modify, instrument: instrument, handle: id, quantity: size, target: target)
        }
    }

    private func order(
        _ id: Int64, _ instrument: InstrumentID, _ side: Side, _ type: OrderType, _ size: Double, _ price: Double
    ) -> Intent {
        Intent(
            kind: .order, instrument: instrument, handle: id, side: side, type: type, quantity: size, limitPrice: price, stopPrice: price)
    }
}
