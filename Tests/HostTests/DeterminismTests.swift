import Foundation
import XCTest

import Kernel
import Market
import Money
import Simulation
import Trading

@testable import Host

/// Same inputs, same bytes: in one process, in two, and from a recorded log of events.
final class DeterminismTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private func session(_ words: [String], recorder: EventRecorder? = nil) throws -> BacktestSession {
        try BacktestSession(BacktestOptions(Arguments(words, for: .backtest)), recorder: recorder)
    }

    private var runs: [[String]] {
        let data = root + "/examples/data/"
        return [
            [root + "/strategies/trading/sma_cross.lua", "--data", data + "sp500.csv", "--fee-bps", "5"],
            [root + "/strategies/trading/trend_following.lua", "--data", data + "sp500.csv", "--slippage", "3bps"],
            [root + "/strategies/trading/mean_reversion.lua", "--data", data + "nasdaq.csv", "--data", data + "sp500.csv"],
            [root + "/strategies/trading/momentum.lua", "--data", data + "sp20_adjusted_close.csv", "--account", "margin"],
        ]
    }

    func testARecordedLogReplaysToTheSameEffects() throws {
        for words in runs {
            let recorder = EventRecorder()
            let first = try session(words, recorder: recorder)
            first.run()
            let fresh = try session(words)
            let kernel = Kernel(market: fresh.market, strategy: fresh.instance, cash: fresh.options.cash, recordsAudit: true)
            let effects = recorder.replay(into: kernel)
            XCTAssertEqual(effects.flatMap { $0 }, recorder.entries.flatMap(\.effects), words[0])
            XCTAssertEqual(kernel.equity.values, first.backtest.kernel.equity.values, words[0])
            XCTAssertEqual(kernel.account.cash, first.backtest.kernel.account.cash, words[0])
            XCTAssertEqual(kernel.account.ledger.trades, first.backtest.kernel.account.ledger.trades, words[0])
        }
    }

    func testHostAndVenueKeepTheSameBooks() throws {
        for words in runs {
            let session = try session(words)
            session.run()
            XCTAssertEqual(session.backtest.kernel.account.cash, session.backtest.venue.account.cash)
            XCTAssertEqual(session.backtest.kernel.account.positions, session.backtest.venue.account.positions)
        }
    }

    func testTwoProcessesWriteTheSameJSON() throws {
        let binary = try XCTUnwrap(
            ["\(root)/.build/debug/perigee", Bundle(for: DeterminismTests.self).bundleURL.deletingLastPathComponent().path + "/perigee"].first {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        for words in runs {
            let texts = try (0..<2).map { _ in try output(binary, ["backtest"] + words + ["--json", "-"]) }
            let cut = texts.map { $0.components(separatedBy: "\"timing\"")[0] }
            XCTAssertGreaterThan(cut[0].count, 1_000)
            XCTAssertEqual(cut[0], cut[1], words[0])
        }
    }

    private func output(_ binary: String, _ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = words
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0)
        return String(decoding: data, as: UTF8.self)
    }
}
