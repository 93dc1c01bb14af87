import Foundation
import XCTest

@testable import Journal

/// `backtest --journal`, `runs`, `replay` and `why` as a user calls them, and what they say to mistakes.
final class JournalCommandTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    private var folder = ""
    private var runs: String { folder + "/runs" }
    private var sp500: String { root + "/examples/data/sp500.csv" }
    private var cross: String { root + "/strategies/trading/sma_cross.lua" }

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-runs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func run(_ words: [String], in directory: String? = nil) throws -> (code: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/.build/debug/perigee")
        process.arguments = words
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let out = output.fileHandleForReading.readDataToEndOfFile()
        let err = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: out, as: UTF8.self), String(decoding: err, as: UTF8.self))
    }

    private func json(_ words: [String]) throws -> Any {
        let result = try run(words + ["--json"])
        XCTAssertEqual(result.code, 0, result.error)
        return try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }

    /// Records a run and gives its id.
    private func record(_ script: String, _ more: [String] = []) throws -> String {
        let result = try run(["backtest", script, "--data", sp500, "--json", "-", "--journal", runs] + more)
        XCTAssertEqual(result.code, 0, result.error)
        let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        return try XCTUnwrap(object["run_id"] as? String)
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func testRunsAreListedByTheIdOfTheirResult() throws {
        let ids = [try record(cross), try record(cross, ["--param", "fast=20"])]
        let listed = try XCTUnwrap(try json(["runs", "--runs", runs, "--verify"]) as? [[String: Any]])
        XCTAssertEqual(Set(listed.compactMap { $0["id"] as? String }), Set(ids))
        for run in listed {
            XCTAssertEqual(run["status"] as? String, "completed")
            XCTAssertEqual(run["whole"] as? Bool, true)
        }
        let page = try run(["runs", "--runs", runs])
        XCTAssertTrue(ids.allSatisfy { page.output.contains($0) }, page.output)
    }

    func testReplayEndsWhereTheResultDoes() throws {
        let id = try record(cross, ["--fee-bps", "5"])
        let result = try run(["backtest", cross, "--data", sp500, "--fee-bps", "5", "--json", "-"])
        let object = try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let cash = try XCTUnwrap(object["cash"] as? [String: Any])
        let state = try XCTUnwrap(try json(["replay", String(id.prefix(6)), "--runs", runs]) as? [String: Any])
        XCTAssertEqual(state["cash"] as? String, cash["end_exact"] as? String)
        XCTAssertEqual(state["event"] as? Int, state["last_event"] as? Int)
    }

    func testReplayStopsAfterAnyEvent() throws {
        let id = try record(cross)
        let before = try XCTUnwrap(try json(["why", "1", "--run", id, "--runs", runs]) as? [String: Any])
        let event = try XCTUnwrap(before["event"] as? Int)
        let ordered = try XCTUnwrap(try json(["replay", id, "--runs", runs, "--until", "\(event)"]) as? [String: Any])
        XCTAssertEqual((ordered["positions"] as? [Any])?.count, 0)
        XCTAssertEqual((ordered["working"] as? [[String: Any]])?.first?["id"] as? Int, 1)
        let filled = try XCTUnwrap(try json(["replay", id, "--runs", runs, "--until", "\(event + 2)"]) as? [String: Any])
        XCTAssertEqual((filled["positions"] as? [Any])?.count, 1)
        XCTAssertEqual((filled["working"] as? [Any])?.count, 0)
    }

    func testRecordingAgainComparesAndACutRunGoesOn() throws {
        let id = try record(cross)
        let again = try run(["backtest", cross, "--data", sp500, "--journal", runs])
        XCTAssertTrue(again.output.contains("as recorded before, compared"), again.output)
        let whole = try run(["runs", id, "--runs", runs, "--verify"]).output
        try sql("DELETE FROM entries WHERE entry > 50", id)
        XCTAssertTrue(try run(["runs", "--runs", runs]).output.contains("cut off"))
        let resumed = try run(["backtest", cross, "--data", sp500, "--journal", runs])
        XCTAssertTrue(resumed.output.contains("recorded on from event"), resumed.output)
        XCTAssertEqual(try run(["runs", id, "--runs", runs, "--verify"]).output.components(separatedBy: "entries").last, whole.components(separatedBy: "entries").last)
    }

    func testAnotherScriptIsComparedDecisionByDecision() throws {
        let script = try file("a.lua", "function on_bar(bar) if bar == 5 then buy(1) elseif bar == 9 then sell(1) end end")
        let other = try file("b.lua", "function on_bar(bar) if bar == 5 then buy(1) elseif bar == 8 then sell(1) end end")
        let id = try record(script)
        let same = try XCTUnwrap(try json(["replay", id, "--runs", runs, "--with", script]) as? [String: Any])
        XCTAssertEqual(((same["with"] as? [String: Any])?["differences"] as? [Any])?.count, 0)
        let found = try XCTUnwrap((try json(["replay", id, "--runs", runs, "--with", other]) as? [String: Any])?["with"] as? [String: Any])
        let differences = try XCTUnwrap(found["differences"] as? [[String: Any]])
        XCTAssertEqual(differences.map { $0["recorded"] as? [String] }, [[], ["sell 1 sp500 market"]])
        XCTAssertEqual(differences.map { $0["other"] as? [String] }, [["sell 1 sp500 market"], []])
        XCTAssertEqual(found["decisions"] as? Int, 2)
        // Up to the eighth bar only the other one has sold.
        let early = try XCTUnwrap(try json(["replay", id, "--runs", runs, "--with", other, "--until", "11"]) as? [String: Any])
        XCTAssertEqual(((early["with"] as? [String: Any])?["differences"] as? [Any])?.count, 1, "\(early)")
    }

    func testTheScriptOfTheJournalDecidesNotTheFile() throws {
        let script = try file("a.lua", "function on_bar(bar) if bar == 5 then buy(1) end end")
        let id = try record(script)
        _ = try file("a.lua", "function on_bar(bar) if bar == 6 then buy(7) end end")
        let state = try XCTUnwrap(try json(["replay", id, "--runs", runs]) as? [String: Any])
        XCTAssertEqual((state["positions"] as? [[String: Any]])?.first?["quantity"] as? String, "1")
    }

    func testWhyNamesInputsLineIntentChecksAndFills() throws {
        let script = try file("why.lua", "fast = sma(close, 3)\nfunction on_bar(fast, bar)\n  if bar == 5 then\n    bracket(2, {take_profit = 1e6, stop_loss = 900})\n  end\nend\n")
        let id = try record(script)
        let page = try run(["why", "1", "--run", id, "--runs", runs])
        for part in [
            "order      #1 buy 2 sp500 market", "bars complete at 1999-01-08", "fast = sma(close, 3)", "why.lua:4, version", "bracket(2, {take_profit",
            "intent     buy 2.0", "check      working orders", "filled #1: 2 at",
        ] { XCTAssertTrue(page.output.contains(part), "'\(part)' is not in: \(page.output)") }
        let exit = try run(["why", "3", "--run", id, "--runs", runs])
        for part in ["#3 sell 2 sp500 stop 900, after #1", "why.lua:4", "intent     buy 2.0"] {
            XCTAssertTrue(exit.output.contains(part), "'\(part)' is not in: \(exit.output)")
        }
    }

    /// A clock that stops a script stops no replay: the replay takes the end from the journal.
    func testARunThatTheClockEndedReplaysToTheSameEnd() throws {
        let script = try file("slow.lua", "function on_bar(bar) if bar % 4 == 1 then buy(1) end if bar == 40 then while true do end end end")
        XCTAssertEqual(try run(["backtest", script, "--data", sp500, "--budget", "100", "--quiet", "--journal", runs]).code, 2)
        let listed = try XCTUnwrap((try json(["runs", "--runs", runs]) as? [[String: Any]])?.first)
        XCTAssertEqual(listed["status"] as? String, "failed")
        // With a budget of its own the replay would wait for it: it does not call the script where the clock ended it.
        let state = try XCTUnwrap(try json(["replay", try XCTUnwrap(listed["id"] as? String), "--runs", runs]) as? [String: Any])
        XCTAssertEqual((state["positions"] as? [[String: Any]])?.first?["quantity"] as? String, "10")
    }

    func testRelativePathsAreThoseOfTheRecording() throws {
        try FileManager.default.copyItem(atPath: sp500, toPath: folder + "/p.csv")
        _ = try file("rel.lua", "function on_bar(bar) if bar == 5 then buy(1) end end")
        XCTAssertEqual(try run(["backtest", "rel.lua", "--data", "p.csv", "--quiet", "--journal", "runs"], in: folder).code, 0)
        let id = try XCTUnwrap((try json(["runs", "--runs", runs]) as? [[String: Any]])?.first?["id"] as? String)
        XCTAssertEqual(try run(["replay", runs + "/\(id).journal"], in: "/").code, 0)
    }

    func testMistakes() throws {
        let id = try record(cross)
        let other = try record(cross, ["--param", "fast=20"])
        func expect(_ words: [String], _ parts: String..., code: Int32 = 2, line: UInt = #line) throws {
            let result = try run(words)
            XCTAssertEqual(result.code, code, "\(words): \(result.output)\(result.error)", line: line)
            for part in parts { XCTAssertTrue((result.error + result.output).contains(part), "\(words): '\(part)' is not in: \(result.error)\(result.output)", line: line) }
        }
        try expect(["replay"], "which run?")
        try expect(["replay", "x", "--runs", folder + "/none"], "no such folder of runs", "--journal")
        try expect(["replay", "zz", "--runs", runs], "'zz'", id)
        let near = id.prefix(15) + (id.hasSuffix("0") ? "1" : "0")
        if near != other { try expect(["replay", String(near), "--runs", runs], "did you mean '\(id)'?") }
        try expect(["replay", "", "--runs", runs], "more than one begins so", id, other)
        try expect(["replay", id, "--runs", runs, "--until", "999999"], "--until 999999", "the run ends with event")
        try expect(["replay", id, "--runs", runs, "--until", "0"], "--until '0'", "from 1")
        try expect(["replay", id, "--runs", runs, "--with", folder + "/no.lua"], "no.lua", "no such file")
        try expect(["why", "--run", id], "which order?")
        try expect(["why", "one", "--run", id, "--runs", runs], "'one'", "number of an order")
        try expect(["why", "1", "--runs", runs], "--run")
        try expect(["why", "99999", "--run", id, "--runs", runs], "order 99999", "up to")
        let text = try file("runs/text.journal", "not a database, but a text of some length that is read as if it were one, until its first bytes are seen")
        try expect(["replay", text], text, "is not a journal")
        try expect(["runs", "--runs", runs], "unreadable", "is not a journal", code: 1)
        try expect(["runs", text], "is not a journal")
        try FileManager.default.removeItem(atPath: text)
        try expect(["replay", folder], "is a directory")
        try sql("PRAGMA user_version = 7", other)
        try expect(["replay", other, "--runs", runs], "written by a newer perigee (format 7")
        try sql("UPDATE entries SET payload = payload || x'00' WHERE entry = 60", id)
        try expect(["runs", id, "--runs", runs, "--verify"], "the chain breaks at entry 60", "Everything up to event", code: 1)
        try expect(["replay", id, "--runs", runs], "the chain breaks at entry 60")
        XCTAssertEqual(try run(["replay", id, "--runs", runs, "--until", "60"]).code, 0, "what is before the damage can be had")
        try expect(["backtest", cross, "--data", sp500, "--journal", runs], "the chain breaks at entry 60")
        try expect(["backtest", cross, "--data", sp500, "--journal", sp500], "cannot be used as a folder of journals: is a file")
    }

    func testDataThatHasChangedIsRefused() throws {
        let data = folder + "/prices.csv"
        try FileManager.default.copyItem(atPath: sp500, toPath: data)
        XCTAssertEqual(try run(["backtest", cross, "--data", data, "--quiet", "--journal", runs]).code, 0)
        let id = try XCTUnwrap((try json(["runs", "--runs", runs]) as? [[String: Any]])?.first?["id"] as? String)
        let text = try String(contentsOfFile: data, encoding: .utf8)
        try (text + "2019-01-02,2500,2500,2500,2500,1\n").write(toFile: data, atomically: true, encoding: .utf8)
        let result = try run(["replay", id, "--runs", runs])
        XCTAssertEqual(result.code, 2)
        XCTAssertTrue(result.error.contains("prices.csv: is not the file of the recording"), result.error)
    }

    func testTwoProgramsDoNotRecordOneRunAtTheSameTime() throws {
        let id = try record(cross)
        let path = runs + "/\(id).journal-lock"
        let descriptor = open(path, O_CREAT | O_RDWR, 0o600)
        XCTAssertEqual(flock(descriptor, LOCK_EX | LOCK_NB), 0)
        defer { close(descriptor) }
        let result = try run(["backtest", cross, "--data", sp500, "--journal", runs])
        XCTAssertEqual(result.code, 2)
        XCTAssertTrue(result.error.contains("is being written by another perigee"), result.error)
        XCTAssertEqual(try run(["replay", id, "--runs", runs]).code, 0, "it can be read meanwhile")
    }

    func testBisectFindsTheVersionThatChangedADecision() throws {
        let texts = [
            "function on_bar(bar) if bar == 5 then buy(1) end end", "-- says more\nfunction on_bar(bar) if bar == 5 then buy(1) end end",
            "function on_bar(bar) local x = 1 if bar == 5 then buy(x) end end", "function on_bar(bar) if bar == 6 then buy(1) end end",
            "function on_bar(bar) if bar == 6 then buy(2) end end",
        ]
        let files = try texts.enumerated().map { try file("v\($0).lua", $1) }
        let id = try record(files[0])
        for count in 2...5 {
            let found = try XCTUnwrap(try json(["bisect"] + files.prefix(count) + ["--run", id, "--runs", runs]) as? [String: Any])
            XCTAssertEqual(found["version"] as? String, count < 4 ? nil : files[3], "of \(count) versions")
            if count >= 4 { XCTAssertEqual(found["before"] as? [String], ["buy 1 sp500 market"]) }
        }
        let hash = try XCTUnwrap((try json(["runs", id, "--runs", runs]) as? [[String: Any]])?.first?["scripts"] as? [String])[0]
        let kept = try run(["bisect", String(hash.prefix(12)), files[4], "--run", id, "--runs", runs])
        XCTAssertTrue(kept.output.contains("v4.lua"), kept.output + kept.error)
        XCTAssertEqual(try run(["bisect", files[0], "--run", id, "--runs", runs]).code, 2)
        XCTAssertEqual(try run(["bisect", files[0], files[1], "--runs", runs]).code, 2)
        XCTAssertTrue(try run(["bisect", files[0], "abcdef012345", "--run", id, "--runs", runs]).error.contains("abcdef012345: no such file"))
    }

    private func sql(_ text: String, _ id: String) throws {
        try Database(runs + "/\(id).journal", .readWrite).execute(text)
    }
}
