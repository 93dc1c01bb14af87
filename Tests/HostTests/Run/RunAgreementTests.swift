import Desk
import Kernel
import Money
import Simulation
import Store
import Trading
import XCTest

@testable import Host

/// A run over files comes to what a backtest of the same script comes to.
final class RunAgreementTests: RunTestCase {
    private func compare(
        _ script: String, _ data: String, venue: String, parameter: (name: String, value: Double),
        options change: (inout BacktestOptions) -> Void
    ) throws {
        let path = "\(root)/strategies/trading/\(script).lua"
        let yaml = """
            run: {name: agree}
            data: [{path: \(root)/examples/data/\(data)}]
            cash: 1000000
            strategies: [{name: s, script: \(path), params: {\(parameter.name): \(parameter.value)}}]
            venue: {\(venue)}
            """
        let journal = MemoryJournal()
        let host = try RunHost(configuration(yaml), journal: journal)
        XCTAssertEqual(host.run(), .ended)

        var options = BacktestOptions()
        options.script = path
        options.data = ["\(root)/examples/data/\(data)"]
        options.cash = Amount("1000000") ?? .zero
        options.overrides = [parameter]
        change(&options)
        let session = try BacktestSession(options)
        session.run()
        let kernel = session.backtest.kernel
        let seat = try XCTUnwrap(host.desk.seat("s"))
        XCTAssertGreaterThan(kernel.account.ledger.trades.count, 20)
        XCTAssertEqual(journal.trades, kernel.account.ledger.trades)
        XCTAssertEqual(seat.kernel.account.cash, kernel.account.cash)
        XCTAssertEqual(seat.equity, kernel.equity.last)
        XCTAssertEqual(seat.kernel.statistics.submitted, kernel.statistics.submitted)
        XCTAssertEqual(journal.outcome, .ended)
    }

    func testOneSymbol() throws {
        try compare("sma_cross", "sp500.csv", venue: "fee_bps: 5, slippage: 2bps", parameter: ("share", 0.5)) { options in
            (options.rules.fees.taker, options.rules.fees.maker) = (Rate(bps: 5) ?? .zero, Rate(bps: 5) ?? .zero)
            options.rules.slippage = SlippageModel(rate: Rate(bps: 2) ?? .zero)
        }
    }

    func testManySymbolsOnMargin() throws {
        try compare(
            "momentum", "sp20_adjusted_close.csv", venue: "account: margin, leverage: 1.5, fill: next-close",
            parameter: ("count", 3)
        ) { options in
            options.rules.account = .margin(VenueRules.MarginTerms(leverage: 1.5))
            options.rules.fillTiming = .nextClose
        }
    }
}
