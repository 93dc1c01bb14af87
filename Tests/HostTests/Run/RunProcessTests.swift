import Foundation
import XCTest

@testable import Host

/// The program as a user runs it.
final class RunProcessTests: RunTestCase {
    private func start(_ words: [String]) throws -> (Process, Pipe, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/.build/debug/perigee")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        return (process, output, error)
    }

    private func finish(_ run: (Process, Pipe, Pipe)) -> (code: Int32, output: String, error: String) {
        let out = run.1.fileHandleForReading.readDataToEndOfFile()
        let error = run.2.fileHandleForReading.readDataToEndOfFile()
        run.0.waitUntilExit()
        return (run.0.terminationStatus, String(decoding: out, as: UTF8.self), String(decoding: error, as: UTF8.self))
    }

    private func policies() throws -> String {
        try file("a.lua", strategy())
        try file("b.lua", strategy(20))
        return try file(
            "run.yaml",
            """
            run: {name: twice, seed: 4}
            generate: {symbols: [A, B], seed: 7, interval: 1h, bars: 2000}
            strategies: [{name: a, script: a.lua, symbols: [A]}, {name: b, script: b.lua, symbols: [B]}]
            lifecycle: {script: \(root)/strategies/lifecycle/standard.lua, params: {paper_days: 5, trial_days: 5, sharpe: -5}}
            allocation: {script: \(root)/strategies/allocation/inverse_volatility.lua}
            risk: {script: \(root)/strategies/risk/drawdown_guard.lua}
            """)
    }

    func testTwoProcessesWriteTheSameReport() throws {
        let path = try policies()
        let first = finish(try start(["run", path, "--json", "-"]))
        let second = finish(try start(["run", path, "--json", "-"]))
        XCTAssertEqual(first.code, 0, first.error)
        XCTAssertEqual(first.output, second.output)
        XCTAssertTrue(first.output.contains("\"outcome\": \"ended\""), first.output)
        XCTAssertFalse(first.output.contains("\"stage\": null"), first.output)
        XCTAssertTrue(first.output.contains("\"role\": \"live\""), first.output)
    }

    func testUntil() throws {
        let result = finish(try start(["run", try policies(), "--until", "2000-01-10", "--json", "-"]))
        XCTAssertEqual(result.code, 0, result.error)
        XCTAssertTrue(result.output.contains("\"outcome\": \"until\""), result.output)
        XCTAssertTrue(result.output.contains("\"time\": \"2000-01-11\""), result.output)
    }

    func testCheckRunsNothing() throws {
        let result = finish(try start(["run", try policies(), "--check"]))
        XCTAssertEqual(result.code, 0, result.error)
        XCTAssertTrue(
            result.output.contains("ok: 2 strategies on 2 symbols, policies lifecycle, allocation, risk"), result.output)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/runs"))
    }

    func testATerminatedRunEndsInOrder() throws {
        try file("a.lua", "function on_bar(close, position) if position == 0 then buy(1, {limit = close / 2}) end end\n")
        let path = try file(
            "run.yaml",
            """
            run: {name: long}
            generate: {symbols: [A], seed: 7, interval: 1s}
            speed: 100x
            strategies: [{name: a, script: a.lua}]
            """)
        let run = try start(["run", path, "--json", "report.json"])
        let socket = folder + "/runs/long/control.sock"
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) { usleep(20_000) }
        usleep(200_000)
        run.0.terminate()
        let result = finish(run)
        XCTAssertEqual(result.code, 0, result.error)
        let report = try String(contentsOfFile: folder + "/report.json", encoding: .utf8)
        XCTAssertTrue(report.contains("\"outcome\": \"stopped\""), report)
        XCTAssertTrue(report.contains("\"state\": \"running\""), report)
        let counts = try XCTUnwrap(report.firstMatch(of: /"submitted": (\d+), "filled": 0, "cancelled": (\d+)/)?.output, report)
        XCTAssertEqual(counts.1, counts.2, "what worked was cancelled")
        XCTAssertFalse(FileManager.default.fileExists(atPath: socket))
    }

    func testASecondHostOfTheSameRunIsRefused() throws {
        try file("a.lua", strategy())
        let path = try file(
            "run.yaml",
            """
            run: {name: once}
            generate: {symbols: [A], seed: 7}
            speed: 10x
            strategies: [{name: a, script: a.lua}]
            """)
        let first = try start(["run", path])
        let socket = folder + "/runs/once/control.sock"
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) { usleep(20_000) }
        let second = finish(try start(["run", path]))
        XCTAssertNotEqual(second.code, 0, second.output)
        XCTAssertFalse(second.error.isEmpty)
        let stop = finish(try start(["ctl", "stop"]))
        XCTAssertEqual(stop.code, 0, stop.error)
        XCTAssertEqual(finish(first).code, 0)
    }
}
