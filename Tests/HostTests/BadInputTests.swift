import Foundation
import XCTest

/// What a user gets wrong, and what the program says: exit code 2, a message that names place, value and mend, nothing half written.
final class BadInputTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-bad-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func run(_ words: [String]) throws -> (code: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/.build/debug/perigee")
        process.arguments = words
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let out = output.fileHandleForReading.readDataToEndOfFile()
        let err = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: out, as: UTF8.self), String(decoding: err, as: UTF8.self))
    }

    private var sp500: String { root + "/examples/data/sp500.csv" }
    private var cross: String { root + "/strategies/trading/sma_cross.lua" }

    private func expectMistake(_ words: [String], _ parts: String..., code: Int32 = 2, line: UInt = #line) throws {
        let result = try run(words)
        XCTAssertEqual(result.code, code, "\(words): \(result.error)", line: line)
        for part in parts { XCTAssertTrue(result.error.contains(part), "\(words): '\(part)' is not in: \(result.error)", line: line) }
    }

    func testCommandLineMistakes() throws {
        try expectMistake(["bakctest"], "did you mean 'backtest'")
        try expectMistake(["backtest"], "which script?")
        try expectMistake(["backtest", cross], "--data")
        try expectMistake(["backtest", cross, "--data", sp500, "--fee-bp", "5"], "unknown option --fee-bp", "--fee-bps")
        try expectMistake(["backtest", cross, "--data", sp500, "--cash", "0"], "--cash '0'", "above zero")
        try expectMistake(["backtest", cross, "--data", sp500, "--cash", "-5"], "--cash '-5'")
        try expectMistake(["backtest", cross, "--data", sp500, "--fill", "never"], "next-open, next-close, same-close")
        try expectMistake(["backtest", cross, "--data", sp500, "--slippage", "lots"], "5bps")
        try expectMistake(["backtest", cross, "--data", sp500, "--from", "2030-01-01"], "no bars", "1999-01-04 to 2018-12-31")
        try expectMistake(["backtest", cross, "--data", sp500, "--from", "2010-01-01", "--to", "2009-01-01"], "--from is after --to")
        try expectMistake(["backtest", cross, "--data", sp500, "--symbol", "TSLA"], "--symbol TSLA", "sp500")
        try expectMistake(["backtest", cross, "--data", sp500, "--param", "fast=1000"], "fast", "above its maximum 100")
        try expectMistake(["backtest", cross, "--data", sp500, "--param", "fats=10"], "no parameter 'fats'", "did you mean 'fast'")
        try expectMistake(["backtest", cross, "--data", sp500, "--param", "fast=2.5"], "whole number")
        try expectMistake(["backtest", cross, "--data", sp500, "--leverage", "3"], "--account margin")
        try expectMistake(["backtest", cross, "--data", sp500, "--json", "/no/such/folder/x.json"], "cannot be written")
        try expectMistake(["backtest", cross, "--data", sp500, "--report", folder], "is a directory")
        try expectMistake(["indicator", "smaa", "--data", sp500], "unknown indicator 'smaa'", "'sma'")
        try expectMistake(["indicator", "sma", "0", "--data", sp500], "window", "from 1")
    }

    func testDataMistakes() throws {
        let head = "date,open,high,low,close,volume\n2020-01-02,10,11,9,10,5\n"
        let cases: [(String, String, [String])] = [
            ("empty.csv", "", ["is empty"]), ("header.csv", "date,open,high,low,close\n", ["no rows"]),
            ("nohead.csv", "a,b\n1,2\n", ["no date column"]), ("part.csv", "date,open,close\n2020-01-02,1,1\n", ["lacks high, low"]),
            ("text.csv", head + "2020-01-03,10,x,9,10,5\n", [":3:", "high 'x'"]), ("nan.csv", head + "2020-01-03,10,nan,9,10,5\n", [":3:", "high 'nan'"]),
            ("gap.csv", head + "2020-01-03,10,,9,10,5\n", [":3:", "high is empty"]), ("minus.csv", head + "2020-01-03,10,11,-9,10,5\n", [":3:", "not positive"]),
            ("swap.csv", head + "2020-01-03,10,9,11,10,5\n", [":3:", "high 9.0 is below low 11.0"]),
            ("outside.csv", head + "2020-01-03,20,11,9,10,5\n", [":3:", "open 20.0 is outside"]),
            ("short.csv", head + "2020-01-03,10,11\n", [":3:", "3 fields", "expected 6"]),
            ("twice.csv", head + "2020-01-02,10,11,9,10,5\n", [":3:", "duplicate time 2020-01-02"]),
            ("order.csv", head + "2020-01-04,10,11,9,10,5\n2020-01-03,10,11,9,10,5\n", [":4:", "out of order"]),
            ("date.csv", head + "03.01.2020,10,11,9,10,5\n", [":3:", "'03.01.2020' is no date"]),
            ("day.csv", head + "2020-02-30,10,11,9,10,5\n", [":3:", "is no date"]),
        ]
        for (name, text, parts) in cases {
            let path = try file(name, text)
            let result = try run(["backtest", cross, "--data", path])
            XCTAssertEqual(result.code, 2, name)
            for part in parts + [name] { XCTAssertTrue(result.error.contains(part), "\(name): '\(part)' is not in: \(result.error)") }
        }
        try expectMistake(["backtest", cross, "--data", folder + "/missing.csv"], "no such file")
        let one = try file("one.csv", head)
        let result = try run(["backtest", cross, "--data", one])
        XCTAssertEqual(result.code, 0, result.error)
        XCTAssertTrue(result.output.contains("never warmed up"), "one bar is too few and the result says so")
    }

    func testScriptMistakes() throws {
        let cases: [(String, [String])] = [
            ("x = = 1", [":1:"]), ("", ["is empty"]), ("local a = 1", ["never decides"]), ("a = smaa(close, 3)\nfunction on_bar(a) end", [":1:", "'smaa'", "'sma'"]),
            ("a = sma(close, 0)\nfunction on_bar(a) end", [":1:", "window", "expected 1"]), ("a = sma(close, 3)\nfunction on_bar(b) end", [":2:", "asks for 'b'"]),
            ("function on_bar(close) buy(clsoe) end", [":1:", "'clsoe'", "'close'"]), ("function on_bar() os.exit() end", [":1:", "ctx.time"]),
            ("function on_bar() while true do end end", ["time budget"]), ("function on_bar() local t = {} while true do t[#t + 1] = {} end end", ["memory"]),
            ("function on_start() error('no') end", [":1:", "no", "on_start"]), ("function on_bar() local x = nil + 1 end", [":1:", "arithmetic", "on_bar"]),
            ("function on_step() error('s') end", ["on_step"]), ("on(above(close, 0), function() error('t') end)", [":1:", "t"]),
            ("function on_bar(position) if position == 0 then buy(1) end end\nfunction on_fill() error('f') end", [":2:", "on_fill"]),
            ("function on_bar(position) if position == 0 then buy(1) end end\nfunction on_order() error('o') end", [":2:", "on_order"]),
            ("function on_start() timer('x', '1d') end\nfunction on_timer() error('tm') end", [":2:", "on_timer"]),
            ("function on_bar() end\nfunction on_stop() error('st') end", [":2:", "on_stop"]), ("buy(1)\nfunction on_bar() end", [":1:", "inside callbacks"]),
            ("x = close[1]\nfunction on_bar(x) end", [":1:", "future"]), ("function on_bar(ctx) local y = close[1] end", [":1:", "future"]),
            ("x = of('NOPE').close\nfunction on_bar(x) end", [":1:", "unknown symbol 'NOPE'", "sp500"]), ("function on_bar() buy(1, {limt = 3}) end", [":1:", "'limt'", "limit"]),
            ("p = param('p', 5, {min = 10})\nfunction on_bar() end", [":1:", "below its minimum"]), ("function on_bar() buy('two') end", [":1:", "expected a number"]),
        ]
        for (index, (text, parts)) in cases.enumerated() {
            let path = try file("s\(index).lua", text)
            let result = try run(["backtest", path, "--data", sp500, "--budget", "150", "--memory", "16", "--quiet"])
            XCTAssertEqual(result.code, 2, "\(text): \(result.error)")
            for part in parts { XCTAssertTrue(result.error.contains(part), "\(text): '\(part)' is not in: \(result.error)") }
        }
    }

    func testOrderMistakesAreCountedWithTheirReason() throws {
        let orders = [("0", "quantity_not_positive"), ("-1", "quantity_not_positive"), ("0/0", "quantity_not_a_number"), ("1.5", "quantity_not_multiple_of_lot"), ("0.5", "quantity_below_lot"), ("1e9", "insufficient_cash")]
        for (index, (quantity, reason)) in orders.enumerated() {
            let path = try file("o\(index).lua", "function on_bar(bar) if bar == 5 then buy(\(quantity)) end end")
            let result = try run(["backtest", path, "--data", sp500, "--json", "-"])
            XCTAssertEqual(result.code, 0, result.error)
            XCTAssertTrue(result.output.contains("\"\(reason)\""), "\(quantity): \(reason)")
        }
        let last = try file("last.lua", "function on_bar(bar) if bar == 5031 then buy(1) end end")
        XCTAssertTrue(try run(["backtest", last, "--data", sp500, "--json", "-"]).output.contains("\"expired\": 1"))
    }
}
