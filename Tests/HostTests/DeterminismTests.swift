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

    /// The build that names a run is the linker's hash of the program, as readelf shows it.
    func testTheBuildIsTheLinkersId() throws {
        var file = [UInt8](repeating: 0, count: 64 + 56 + 36)
        func put(_ value: UInt64, _ bytes: Int, _ offset: Int) { for index in 0..<bytes { file[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))) } }
        put(0x02_464C_457F, 5, 0)
        put(64, 8, 32)
        put(56, 2, 54)
        put(1, 2, 56)
        put(4, 4, 64)
        put(120, 8, 72)
        put(36, 8, 96)
        put(4, 4, 120)
        put(20, 4, 124)
        put(3, 4, 128)
        put(0x554E47, 4, 132)
        for index in 0..<20 { file[136 + index] = UInt8(index * 7) }
        XCTAssertEqual(file.withUnsafeBytes { BuildNote.text(of: $0) }, "00070e151c232a31383f464d545b626970777e85")
        for length in 0..<file.count { _ = file[..<length].withUnsafeBytes { XCTAssertNil(BuildNote.text(of: $0)) } }
    }
}
