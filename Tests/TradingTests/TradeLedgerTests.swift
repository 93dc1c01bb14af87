import Market
import Money
import Trading
import XCTest

final class TradeLedgerTests: XCTestCase {
    private func fill(
        _ side: Side, _ quantity: String, _ price: String, fee: String = "0", order: Int64 = 1, time: Int64 = 0
    ) -> Fill {
        let exact = (Quantity(quantity) ?? .zero, Price(price) ?? .zero, Amount(fee) ?? .zero)
        return Fill(
            order: OrderID(order), instrument: InstrumentID(0), side: side, liquidity: .taker, basis: .open, quantity: exact.0,
            price: exact.1, referencePrice: exact.1, fee: exact.2, time: Timestamp(nanoseconds: time))
    }

    func testARoundTrip() {
        var account = Account(cash: Amount("1000") ?? .zero, instruments: 1)
        account.apply(fill(.buy, "10", "20", fee: "1", order: 1, time: 5))
        XCTAssertEqual(account.positions[0].averagePrice, 20)
        account.apply(fill(.sell, "10", "25.5", fee: "2", order: 2, time: 9))
        let trade = account.ledger.trades[0]
        XCTAssertEqual(trade.pnl.description, "52")
        XCTAssertEqual(trade.returnFraction, 0.26)
        XCTAssertEqual([trade.entryOrder, trade.exitOrder], [OrderID(1), OrderID(2)])
        XCTAssertEqual(trade.exitTime.nanoseconds - trade.entryTime.nanoseconds, 4)
        XCTAssertEqual(account.cash.description, "1052")
        XCTAssertEqual(account.heldInstruments, 0)
    }

    func testTheOldestEntryIsClosedFirst() {
        var account = Account(cash: .zero, instruments: 1)
        account.apply(fill(.buy, "10", "20", fee: "1"))
        account.apply(fill(.buy, "10", "30"))
        account.apply(fill(.sell, "15", "40", fee: "3"))
        XCTAssertEqual(account.ledger.trades.map(\.entryPrice.description), ["20", "30"])
        XCTAssertEqual(account.ledger.trades.map(\.fees.description), ["3", "1"])
        XCTAssertEqual(account.ledger.lots[0].map(\.quantity.description), ["5"])
        XCTAssertEqual(account.positions[0].cost.description, "150")
    }

    func testATurnClosesAndOpens() {
        var account = Account(cash: .zero, instruments: 1)
        account.apply(fill(.sell, "10", "20", fee: "1"))
        account.apply(fill(.buy, "25", "18", fee: "5"))
        XCTAssertEqual(account.ledger.trades.map(\.pnl.description), ["17"])  // 20 − 1 − 5 × 10/25
        XCTAssertEqual(account.ledger.lots[0].map(\.fee.description), ["3"])
        XCTAssertEqual(account.positions[0].quantity.description, "15")
    }

    func testAVenuesBooksKeepNoTrades() {
        var account = Account(cash: .zero, instruments: 1, recordsTrades: false)
        account.apply(fill(.buy, "10", "20"))
        account.apply(fill(.sell, "4", "20"))
        XCTAssertEqual(account.ledger.trades, [])
        XCTAssertEqual(account.ledger.lots[0].count, 1)
    }

    func testALongPyramidClosesInOrder() {
        var account = Account(cash: .zero, instruments: 1)
        for price in 1...500 { account.apply(fill(.buy, "1", "\(price)")) }
        for _ in 1...250 { account.apply(fill(.sell, "2", "1000")) }
        XCTAssertEqual(account.ledger.trades.map(\.entryPrice.description), (1...500).map { "\($0)" })
        XCTAssertEqual(account.ledger.lots[0], [])
        XCTAssertEqual(account.positions[0], Position())
    }

    /// Money is neither made nor lost by matching: realised profit, less what open lots cost and what was paid for them, is the
    /// change of cash.
    func testProfitAndCostAddUpToTheCashExactly() {
        for seed in 1...200 {
            var random = SeededRandom(seed: UInt64(seed))
            var account = Account(cash: .zero, instruments: 1)
            for _ in 0..<60 {
                let fill = Fill(
                    order: OrderID(1), instrument: InstrumentID(0), side: random.bits() & 1 == 0 ? .buy : .sell,
                    liquidity: .taker, basis: .open, quantity: Quantity(raw: 1 + Int64(random.bits() % 3_000_000_000)),
                    price: Price(raw: 1 + Int64(random.bits() % 200_000_000_000)), referencePrice: .zero,
                    fee: Amount(raw: Int128(random.bits() % 1_000_000) - 100_000), time: Timestamp(nanoseconds: 0))
                account.apply(fill)
                let lots = account.ledger.lots[0]
                XCTAssertEqual(Set(lots.map(\.side)).count, lots.isEmpty ? 0 : 1, "seed \(seed)")
                let realised = account.ledger.trades.reduce(Amount.zero) { $0 + $1.pnl }
                let openFees = lots.reduce(Amount.zero) { $0 + $1.fee }
                let openCost = lots.reduce(Amount.zero) {
                    $0 + ($1.side == .buy ? Amount($1.price, times: $1.quantity) : -Amount($1.price, times: $1.quantity))
                }
                XCTAssertEqual(account.cash, realised - openCost - openFees, "seed \(seed)")
                XCTAssertEqual(account.positions[0].cost, openCost, "seed \(seed)")
                let held = lots.reduce(Quantity.zero) { $0 + ($1.side == .buy ? $1.quantity : -$1.quantity) }
                XCTAssertEqual(account.positions[0].quantity, held, "seed \(seed)")
                let fees = account.ledger.trades.reduce(openFees) { $0 + $1.fees }
                XCTAssertEqual(account.feesPaid, fees, "seed \(seed)")
            }
        }
    }
}
