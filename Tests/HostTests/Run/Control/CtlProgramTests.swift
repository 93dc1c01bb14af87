import Foundation
import Glibc
import XCTest

@testable import Host

/// `perigee ctl` and `perigee top` as a user runs them, against hosts that the test plays.
final class CtlProgramTests: ControlTestCase {
    private let program = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../.build/debug/perigee")
        .standardized

    private func host(_ name: String) throws -> ControlServer {
        let directory = folder + "/runs/" + name
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        return try ControlServer(directory: directory)
    }

    private func perigee(
        _ words: String..., servers: [ControlServer] = [], until shouldStop: (String) -> Bool = { _ in false }
    ) throws -> (code: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["COLUMNS": "120", "PATH": "/usr/bin:/bin"]
        let files = ["out", "err"].map { folder + "/" + $0 }
        for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var interrupted = false
        while process.isRunning {
            for server in servers { serve(server, milliseconds: 2) }
            if servers.isEmpty { usleep(2000) }
            if !interrupted, shouldStop(try String(contentsOfFile: files[0], encoding: .utf8)) {
                interrupted = true
                process.interrupt()
            }
        }
        return (
            process.terminationStatus, try String(contentsOfFile: files[0], encoding: .utf8),
            try String(contentsOfFile: files[1], encoding: .utf8)
        )
    }

    func testCodesAndStreamsFollowTheAnswer() throws {
        let server = try host("paper")
        XCTAssertEqual(try perigee("ctl", "status", servers: [server]).output, "done: status\n")
        handler.answer = { _ in ControlReply(exitCode: 1, text: "refused\u{1B}[2J: not flat") }
        let refused = try perigee("ctl", "reload", "sma", "--reason", "why not", servers: [server])
        XCTAssertEqual(refused.code, 1)
        XCTAssertEqual(refused.output, "")
        XCTAssertEqual(refused.error, "refused\u{FFFD}[2J: not flat\n")
        XCTAssertEqual(handler.requests.last?.reason, "why not")
        handler.answer = { .refused("not flat", for: $0) }
        let json = try perigee("ctl", "reload", "sma", "--json", servers: [server])
        XCTAssertEqual(json.code, 1)
        XCTAssertEqual(json.output, "{\"error\": \"not flat\"}\n")
    }

    func testFilesAreNamedToTheHostByTheirAbsolutePath() throws {
        let server = try host("paper")
        try "x".write(toFile: folder + "/new.lua", atomically: false, encoding: .utf8)
        XCTAssertEqual(try perigee("ctl", "stage", "sma", "new.lua", servers: [server]).code, 0)
        XCTAssertEqual(handler.requests.last?.words.last.map { URL(fileURLWithPath: $0).lastPathComponent }, "new.lua")
        XCTAssertEqual(handler.requests.last?.words.last?.hasPrefix("/"), true)
        let missing = try perigee("ctl", "stage", "sma", "gone.lua", servers: [server])
        XCTAssertEqual(missing.code, 2)
        XCTAssertEqual(missing.error, "gone.lua: cannot be read: No such file or directory\n")
        XCTAssertTrue(try perigee("ctl", "shadow", "sma", "runs", servers: [server]).error.contains("runs: is not a file"))
    }

    func testTheRunIsFoundOrAsked() throws {
        let none = try perigee("ctl", "status")
        XCTAssertEqual(none.code, 1)
        XCTAssertTrue(none.error.contains("no host is running below ./runs: start one: perigee run CONFIG.yaml"), none.error)
        let first = try host("alpha")
        let second = try host("beta")
        let several = try perigee("ctl", "status", servers: [first, second])
        XCTAssertEqual(several.code, 2)
        XCTAssertTrue(several.error.contains("2 hosts are running: name one: --run alpha, --run beta"), several.error)
        XCTAssertEqual(try perigee("ctl", "list", "--run", "beta", servers: [first, second]).code, 0)
        XCTAssertEqual(try perigee("ctl", "list", "--run", folder + "/runs/alpha", servers: [first, second]).code, 0)
        let unknown = try perigee("ctl", "list", "--run", "gamma", servers: [first, second])
        XCTAssertEqual(unknown.code, 2)
        XCTAssertTrue(
            unknown.error.contains("there is no such run") && unknown.error.contains("running: alpha, beta"), unknown.error)
        second.close()
        let ended = try perigee("ctl", "list", "--run", "beta", servers: [first])
        XCTAssertEqual(ended.code, 1)
        XCTAssertTrue(ended.error.contains("its host is not running"), ended.error)
        XCTAssertEqual(try perigee("ctl", "list", servers: [first]).code, 0)
    }

    func testMistakesNeedNoHost() throws {
        for (words, part) in [
            ("stauts", "did you mean 'status'?"), ("status --jsno", "did you mean --json?"),
            ("stop --flatten", "--flatten goes with kill only"),
        ] {
            let found = try XCTUnwrap(try? run(words))
            XCTAssertEqual(found.code, 2, words)
            XCTAssertTrue(found.error.contains(part), found.error)
        }
        let help = try perigee("ctl", "--help")
        XCTAssertEqual(help.code, 0)
        for command in ControlCommand.all { XCTAssertTrue(help.output.contains("  \(command.name)"), command.name) }
        XCTAssertTrue(help.output.contains("Examples:"))
    }

    private func run(_ words: String) throws -> (code: Int32, output: String, error: String) {
        let parts = words.split(separator: " ").map(String.init)
        return parts.count == 1 ? try perigee("ctl", parts[0]) : try perigee("ctl", parts[0], parts[1])
    }

    func testTailPrintsUntilItIsInterruptedOrTheHostEnds() throws {
        let server = try host("paper")
        var told = 0
        let interrupted = try perigee("ctl", "tail", servers: [server]) { output in
            if server.hasSubscribers, told < 3 {
                told += 1
                server.publish(strategy: "sma", text: "message \(told)", json: "")
            }
            return output.contains("message 3")
        }
        XCTAssertEqual(interrupted.output, "message 1\nmessage 2\nmessage 3\n")
        XCTAssertEqual(interrupted.code, 0)
        let ended = try perigee("ctl", "tail", "--json", servers: [server]) { _ in
            if server.hasSubscribers {
                server.publish(strategy: "sma", text: "", json: "{\"a\": 1}")
                server.close()
            }
            return false
        }
        XCTAssertEqual(ended.output, "{\"a\": 1}\n")
        XCTAssertEqual(ended.code, 0)
    }

    func testTopPrintsOneFrame() throws {
        let server = try host("paper")
        handler.answer = { request in
            XCTAssertEqual(request.words, ["status"])
            return ControlReply(text: request.wantsJSON ? StatusFixture.status().json : "")
        }
        let frame = try perigee("top", "--once", servers: [server])
        XCTAssertEqual(frame.error, "")
        XCTAssertEqual(
            frame.output,
            """
            run paper-1 · paper · process 4711
            2020-01-02T15:30:00Z · 60 × real time · 12,346 events/s · 1,234,567 events · journal 1,234,570, 12 not yet on disk
            3 strategies: 1 running, 1 paused, 1 suspended · 1 shadow or experiment · equity – · P&L +234.50

              strategy          state      version       P&L  drawdown  exposure  p99 µs  errors  note
              sma_cross         running    3 a1b2c3d  +1,235     2.1 %      98 %     312       0  probation 250, staged 0f0f0f0
              rsi               paused     1 9988776  -1,000     0.0 %       0 %       –       0  clutch off
              breakout          suspended  1 5555555       0     0.0 %       0 %       –       3
              sma_cross~shadow  running    1 1234567     +10     0.0 %       0 %       –       0  shadow of sma_cross
              breakout: breakout.lua:12: attempt to index nil\u{FFFD}[2J

            """)
        let terminal = try perigee("top", servers: [server])
        XCTAssertEqual(terminal.code, 2)
        XCTAssertTrue(terminal.error.contains("needs a terminal"), terminal.error)
    }
}
