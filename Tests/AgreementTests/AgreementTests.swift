import Foundation
import XCTest

import Kernel
import Market
import Money
import Simulation
import Store
import Trading

@testable import Host

/// The rules of `Rules/` on shipped prices against the results of backtesting.py and backtrader (`make_fixtures.py`): every trade,
/// the equity on sampled days and at the end, to 10⁻⁹ relative. `docs/agreement.md` says where semantics differ.
final class AgreementTests: XCTestCase {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    private func expectation(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name).json"))
        return try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func session(_ expected: [String: Any]) throws -> BacktestSession {
        let rule = try XCTUnwrap(expected["rule"] as? String)
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().path
        var words = [folder.appendingPathComponent("Rules/\(rule).lua").path, "--data", root + "/examples/data/sp500.csv", "--cash", "100000"]
        words += ["--fee-bps", "\((expected["commission"] as? Double ?? 0) * 10_000)"]
        if rule == "long_short" { words += ["--account", "margin"] }
        let session = try BacktestSession(BacktestOptions(Arguments(words, for: .backtest)))
        session.run()
        XCTAssertNil(session.instance.failure, rule)
        return session
    }

    private func assertNear(_ a: Double, _ b: Double, _ message: String) {
        XCTAssertEqual(a, b, accuracy: 1e-9 * max(abs(b), 1), message)
    }

    private func compare(_ name: String) throws {
        let expected = try expectation(name)
        let session = try session(expected)
        let result = ResultBuilder(session: session, includesCharts: false, build: "test").make()
        let trades = try XCTUnwrap(expected["trades"] as? [[String: Any]])
        XCTAssertEqual(result.trades.count, trades.count, name)
        for (index, (found, wanted)) in zip(result.trades, trades).enumerated() {
            let place = "\(name) trade \(index)"
            XCTAssertEqual(Timestamp(nanoseconds: found.entryTime).text, (wanted["entry_time"] as? String)?.prefix(10).description, place)
            XCTAssertEqual(Timestamp(nanoseconds: found.exitTime).text, (wanted["exit_time"] as? String)?.prefix(10).description, place)
            assertNear(found.entryPrice, wanted["entry_price"] as? Double ?? .nan, place)
            assertNear(found.exitPrice, wanted["exit_price"] as? Double ?? .nan, place)
            assertNear(found.quantity, abs(wanted["quantity"] as? Double ?? .nan), place)
            assertNear(found.pnl, wanted["pnl"] as? Double ?? .nan, place)
        }
        assertNear(result.equity.values.last ?? .nan, expected["final_equity"] as? Double ?? .nan, "\(name) final equity")
        let byDay = Dictionary(uniqueKeysWithValues: zip(result.equity.times.map { Timestamp(nanoseconds: $0).text }, result.equity.values))
        for sample in expected["equity"] as? [[Any]] ?? [] {
            guard let day = sample[0] as? String, let value = sample[1] as? Double else { continue }
            assertNear(byDay[day] ?? .nan, value, "\(name) equity on \(day)")
        }
    }

    private static let cases = [
        "long_only", "long_only_fees", "long_short", "long_short_fees", "stop_exit_fees", "limit_entry_fees", "take_profit_fees", "target_percent_fees",
    ]

    func testAgainstBacktestingPy() throws { for name in AgreementTests.cases { try compare("\(name).backtesting") } }

    func testAgainstBacktrader() throws { for name in AgreementTests.cases { try compare("\(name).backtrader") } }
}
