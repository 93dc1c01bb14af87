import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading
import XCTest

@testable import Desk

/// A desk decides as a backtest does: the same script on the same bars has the same trades and the same money, to the last bit, though
/// its series are computed a row at a time and its market grows.
final class AgreementWithBacktestTests: DeskTestCase {
    private func compare(_ version: ScriptVersion, _ series: [LoadedSeries], history: Int = 20_000, cash: String = "100000") throws {
        var rules = VenueRules()
        rules.fees.taker = Rate(bps: 5) ?? .zero
        let market = self.market(series)
        let instance = try ScriptInstance(
            source: version.text, path: version.path, hash: version.hash, symbols: market.instruments.map(\.symbol))
        try instance.prepare(market)
        let backtest = Backtest(market: market, strategy: instance, rules: rules, cash: money(cash))
        backtest.run()
        XCTAssertNil(instance.failure, "\(String(describing: instance.failure))")

        let desk = try XCTUnwrap(Desk(feeds(series), history: history))
        var terms = SeatTerms(version: version, cash: money(cash))
        terms.rules = rules
        desk.process(command("s", .open(terms)))
        var trades: [ClosedTrade] = []
        var orders = 0
        for step in steps(series) {
            XCTAssertNil(desk.fault(.bars(step)))
            desk.process(.bars(step))
            for notice in desk.notices {
                if case .trade(let trade) = notice.content { trades.append(trade) }
                if case .effect(.submit) = notice.content { orders += 1 }
            }
            desk.clearNotices()
        }
        desk.process(.end)
        for notice in desk.notices { if case .trade(let trade) = notice.content { trades.append(trade) } }
        let seat = try XCTUnwrap(desk.seat("s"))
        XCTAssertNil(seat.suspension)
        XCTAssertGreaterThan(orders, 10, version.path)
        XCTAssertEqual(seat.kernel.statistics.submitted, backtest.kernel.statistics.submitted, version.path)
        XCTAssertEqual(seat.kernel.account.cash, backtest.kernel.account.cash, version.path)
        XCTAssertEqual(trades, backtest.kernel.account.ledger.trades, version.path)
        XCTAssertEqual(seat.equity, backtest.kernel.equity.last)
        XCTAssertEqual(seat.kernel.account.cash, seat.venue.account.cash)
    }

    func testShippedStrategies() throws {
        let series = try load("sp500.csv")
        for name in ["sma_cross", "momentum", "mean_reversion", "trend_following"] { try compare(try shipped(name), series) }
    }

    func testManySymbols() throws {
        let series = try load("sp20_adjusted_close.csv")
        try compare(try shipped("momentum"), series, cash: "10000000")
    }

    func testHigherTimeframesAndOtherSymbols() throws {
        let text = """
            slow = sma(every("1w").close, 10)
            other = ema(of("KO").close, 20)
            month = every("1mo").close
            before = close[-3]
            on(cross_above(close, slow), function() target_percent(0.02) end)
            on(cross_below(close, slow), function() target_percent(0) end)
            function on_bar(close, slow, other, month, before, position)
              if close > month and other > 1 and position == 0 and before < close then buy(1) end
            end
            """
        let series = try load("sp20_adjusted_close.csv")
        try compare(version(text), series, cash: "10000000")
    }

    /// What is forgotten is not what decides.
    func testAShortHistoryDecidesTheSame() throws {
        try compare(try shipped("sma_cross"), try load("sp500.csv"), history: 600)
    }
}
