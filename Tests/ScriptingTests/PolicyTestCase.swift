import Numerics
import XCTest

@testable import Scripting

/// Policies from text, and what is said of their mistakes.
class PolicyTestCase: XCTestCase {
    func policy(_ source: String, parameters: [(name: String, value: Double)] = [], milliseconds: Int = 20_000) throws -> PolicyScript {
        var limits = ScriptLimits()
        limits.callbackMilliseconds = milliseconds
        return try PolicyScript(source: source, path: "p.lua", hash: "", overrides: parameters, limits: limits)
    }

    func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return (error as? ScriptError)?.message ?? "\(error)" }
        return "no error"
    }

    func expect(_ wanted: String, file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void) {
        let found = message(body)
        XCTAssertTrue(found.contains(wanted), "found: \(found)\nwanted: \(wanted)", file: file, line: line)
    }
}
