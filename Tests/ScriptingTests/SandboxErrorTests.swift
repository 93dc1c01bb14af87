import CLuaBridge
import XCTest

/// Errors name the whole path, the line, and the way that led there.
final class SandboxErrorTests: XCTestCase {
    private let longPath = "/home/quant/research/strategies/2024/momentum/cross_sectional/weekly_rebalanced_trend.lua"

    func testALongPathStaysWhole() throws {
        let script = try SandboxScript()
        XCTAssertEqual(script.run("\n\nlocal x = nil + 1", name: "=" + longPath), PG_ERR_RUNTIME)
        XCTAssertTrue(script.message.hasPrefix("\(longPath):3: attempt to perform arithmetic on a nil value"), script.message)
        XCTAssertEqual(script.line, 3)
        XCTAssertEqual(script.source, longPath)
        XCTAssertTrue(script.traceback.contains("\(longPath):3: in main chunk"), script.traceback)
        for prefix in ["=", "@"] {
            XCTAssertEqual(script.run("x = 1\ny = = 2", name: prefix + longPath), PG_ERR_SYNTAX)
            XCTAssertTrue(script.message.hasPrefix("\(longPath):2: unexpected symbol near '='"), script.message)
            XCTAssertEqual(script.line, 2)
        }
    }

    func testErrorWithALevelPointsAtTheCaller() throws {
        let script = try SandboxScript()
        XCTAssertEqual(script.run("local function check()\n  error('bad', 2)\nend\n\ncheck()\n"), PG_ERR_RUNTIME)
        XCTAssertEqual(script.message, "t.lua:5: bad")
        XCTAssertEqual(script.line, 5)
    }

    func testErrorWithoutAPlaceGetsOne() throws {
        let script = try SandboxScript()
        XCTAssertEqual(script.run("\nerror('bare', 0)"), PG_ERR_RUNTIME)
        XCTAssertEqual(script.message, "t.lua:2: bare")
    }

    func testTheTracebackOfADeepRecursionShowsBothEnds() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000)
        XCTAssertEqual(
            script.run("local function f(n) if n == 0 then error('end') end return 1 + f(n - 1) end\nf(1000)"), PG_ERR_RUNTIME)
        XCTAssertTrue(script.traceback.contains("levels)"), script.traceback)
        XCTAssertTrue(script.traceback.hasSuffix("t.lua:2: in main chunk\n"), script.traceback)
    }

    func testAByteOrderMarkIsPassedOver() throws {
        let script = try SandboxScript()
        XCTAssertEqual(script.run("\u{FEFF}r = 1"), PG_OK, script.message)
        XCTAssertEqual(script.text("r"), "1")
    }

    func testNothingRunsBeforeALoad() throws {
        let script = try SandboxScript()
        XCTAssertEqual(pg_script_run(script.pointer), PG_ERR_INTERNAL)
        XCTAssertEqual(script.run("r = = 1"), PG_ERR_SYNTAX)
        XCTAssertEqual(pg_script_run(script.pointer), PG_ERR_INTERNAL)
    }

    func testSourceThatNeverEndsCompilingIsStopped() throws {
        // Each block end looks at every goto that waits for its label.
        let script = try SandboxScript(memory: 256 << 20)
        let source = String(repeating: "goto l ", count: 60_000) + String(repeating: "do end ", count: 200_000)
        XCTAssertNotEqual(script.load(source), PG_OK)
        XCTAssertFalse(script.message.isEmpty)
    }

    func testNamesAreScannedPastTheLargestInlineConstant() throws {
        let script = try SandboxScript()
        var source = "local t = {}\n" + (0..<400).map { "t.k\($0) = \($0)\n" }.joined()
        source += "written = read\ncalled(read2.x)\nlocal function f() local _ENV = {} return hidden end\n"
        source += "do local _ENV = {a = 1} function g() return hidden2 end end\n"
        XCTAssertEqual(script.load(source), PG_OK)
        final class Box { var names: [String] = [] }
        let box = Box()
        let isScanned = pg_script_globals(
            script.pointer,
            { context, name, line, isWrite in
                guard let context, let name else { return }
                let found = "\(String(cString: name)):\(line)\(isWrite ? "w" : "")"
                Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().names.append(found)
            }, Unmanaged.passUnretained(box).toOpaque())
        XCTAssertTrue(isScanned)
        XCTAssertEqual(box.names.sorted(), ["called:403", "read2:403", "read:402", "written:402w"])
    }
}
