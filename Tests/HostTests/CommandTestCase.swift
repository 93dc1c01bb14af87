import Foundation
import XCTest

/// Runs the program as a user does, in a folder of the test's own.
class CommandTestCase: XCTestCase {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    private(set) var folder = ""
    var stocks: String { root + "/examples/data/sp20_adjusted_close.csv" }
    var sp500: String { root + "/examples/data/sp500.csv" }

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-command-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func run(_ words: [String]) throws -> (code: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/.build/debug/perigee")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let out = output.fileHandleForReading.readDataToEndOfFile()
        let err = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: out, as: UTF8.self), String(decoding: err, as: UTF8.self))
    }

    /// The object that the command prints with `--json`.
    func json(_ words: [String], line: UInt = #line) throws -> [String: Any] {
        let result = try run(words + ["--json"])
        XCTAssertEqual(result.code, 0, result.error, line: line)
        return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], line: line)
    }

    func expectMistake(_ words: [String], _ parts: String..., line: UInt = #line) throws {
        let result = try run(words)
        XCTAssertEqual(result.code, 2, "\(words): \(result.error)", line: line)
        XCTAssertEqual(result.output, "", "\(words)", line: line)
        for part in parts { XCTAssertTrue(result.error.contains(part), "\(words): '\(part)' is not in: \(result.error)", line: line) }
    }

    /// Two matrices as lists of rows.
    func expectEqual(_ found: Any?, _ expected: [[Double]], accuracy: Double, line: UInt = #line) throws {
        let rows = try XCTUnwrap(found as? [[Double]], line: line)
        XCTAssertEqual(rows.count, expected.count, line: line)
        for (row, wanted) in zip(rows, expected) {
            XCTAssertEqual(row.count, wanted.count, line: line)
            for (value, other) in zip(row, wanted) { XCTAssertEqual(value, other, accuracy: accuracy, line: line) }
        }
    }
}
