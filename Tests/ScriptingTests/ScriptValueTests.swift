import CLuaBridge
import XCTest

@testable import Scripting

/// The codec of values on both sides of the border.
final class ScriptValueTests: XCTestCase {
    private func bridge(_ script: SandboxScript) -> ValueBridge { ValueBridge(script: script.pointer, path: "t.lua", hash: "") }

    func testRandomValuesComeBackFromLuaWithTheSameBytes() throws {
        let seed: UInt64 = 20_240_607
        var random = RandomValue(seed: seed)
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function echo(x) return x end"), PG_OK)
        for round in 0..<3_000 {
            let value = random.value()
            let there = try bridge(script).call("echo", [value], line: 0)
            XCTAssertEqual(there.bytes, value.bytes, "seed \(seed), round \(round): \(value) came back as \(there)")
            XCTAssertEqual(there, value)
            XCTAssertEqual(try ScriptValue(bytes: value.bytes), value)
        }
    }

    /// The literal is read by Lua itself, so the text form is checked by something else than its writer.
    func testTheTextFormIsLuaAndMeansTheSame() throws {
        var random = RandomValue(seed: 7)
        for _ in 0..<400 {
            let value = random.value()
            // An unnamed shape without elements and named vectors have no literal; nor have the bits of a NaN.
            if value.description.contains("vector") || value.description.contains("matrix") || value.description.contains("0/0") { continue }
            let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
            XCTAssertEqual(script.run("function get() return \(value) end"), PG_OK, "\(script.message): \(value)")
            XCTAssertEqual(try bridge(script).call("get", [], line: 0), value, value.description)
        }
    }

    func testTheOrderOfATableIsThatOfPairs() throws {
        var random = RandomValue(seed: 11)
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function keys(t) local out = {} for k in pairs(t) do out[#out + 1] = k end return out end"), PG_OK)
        for _ in 0..<500 {
            guard case .table(let table) = random.value() else { continue }
            let keys = try bridge(script).call("keys", [.table(table)], line: 0)
            XCTAssertEqual(keys.table?.entries.map(\.value), table.entries.map(\.key.value))
        }
    }

    /// Short and long tables are sorted in different ways; the order is the same.
    func testTheOrderOfLongTables() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function keys(t) local out = {} for k in pairs(t) do out[#out + 1] = k end return out end"), PG_OK)
        for count in [2, 3, 100, 2_047, 2_048, 2_049, 5_000] {
            let table = ScriptTable((0..<count).map { index in
                let scattered = Int64(index * 7_919 % 10_007)
                let key: ScriptTable.Key = index % 3 == 0 ? .integer(-scattered) : index % 3 == 1 ? .text("k\(scattered)") : .number(Double(scattered) / 4)
                return (key: key, value: .boolean(true))
            })
            let keys = try bridge(script).call("keys", [.table(table)], line: 0)
            XCTAssertEqual(keys.table?.entries.map(\.value), table.entries.map(\.key.value), "\(count)")
        }
    }

    /// Journals keep these bytes: a change of them is a change of a format.
    func testTheBytesAreTheDocumentedOnes() {
        let value = ScriptValue.record([("b", .vector([1], names: ["x"])), ("a", .list([.integer(-2), .boolean(true), .text("é")]))])
        XCTAssertEqual(
            value.bytes,
            [6, 2, 0, 0, 0]
                + [5, 1, 0, 0, 0, 97] + [6, 3, 0, 0, 0]
                + [3, 1, 0, 0, 0, 0, 0, 0, 0] + [3, 254, 255, 255, 255, 255, 255, 255, 255]
                + [3, 2, 0, 0, 0, 0, 0, 0, 0] + [2]
                + [3, 3, 0, 0, 0, 0, 0, 0, 0] + [5, 2, 0, 0, 0, 0xc3, 0xa9]
                + [5, 1, 0, 0, 0, 98] + [7, 1, 0, 0, 0, 1, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0xf0, 0x3f] + [1, 0, 0, 0] + [1, 0, 0, 0, 120])
    }

    func testIntegersAndNumbersMeetAsKeysAsInLua() {
        let table = ScriptTable([
            (key: .number(2), value: .text("two")), (key: .integer(2), value: .text("zwei")), (key: .number(.nan), value: .integer(1)),
            (key: .text("gone"), value: .none), (key: .number(0x1p63), value: .integer(3)), (key: .integer(.max), value: .integer(4)),
            (key: .number(-0.5), value: .integer(5)),
        ])
        XCTAssertEqual(table.description, "{[-0.5] = 5, [2] = \"zwei\", [9223372036854775807] = 4, [9.223372036854776e+18] = 3}")
        XCTAssertEqual(table[.number(2)], .text("zwei"))
    }

    func testTextsDifferByTheirBytes() {
        XCTAssertNotEqual(ScriptValue.text("é"), .text("e\u{301}"))
        XCTAssertEqual(ScriptTable([(key: .text("é"), value: .integer(1)), (key: .text("e\u{301}"), value: .integer(2))]).count, 2)
        XCTAssertNotEqual(ScriptValue.number(0), .number(-0.0))
        XCTAssertNotEqual(ScriptValue.integer(1), .number(1))
        XCTAssertEqual(ScriptValue.number(.nan), .number(.nan))
    }

    func testJSON() {
        let value = ScriptValue.record([
            ("a \"b\"\n", .list([.integer(1), .number(.nan), .number(0.5)])), ("m", .array(ScriptArray(rows: 2, columns: 2, isMatrix: true, elements: [1, 2, 3, 4]))),
            ("n", .table(ScriptTable([(key: .integer(0), value: .boolean(true)), (key: .boolean(false), value: .text("x"))]))), ("z", .record([])),
        ])
        XCTAssertEqual(
            value.json, #"{"a \"b\"\u000a":[1,null,0.5],"m":[[1.0,3.0],[2.0,4.0]],"n":{"0":true,"false":"x"},"z":{}}"#)
    }

    /// Each byte of a value changed to other values, and each prefix: read as some value, or refused; in Lua the same.
    func testDamagedBytesAreRefusedWithoutHarm() throws {
        var random = RandomValue(seed: 3)
        let script = try SandboxScript(memory: 4 << 20, budgetMilliseconds: 20_000, bound: true)
        XCTAssertEqual(script.run("function echo(x) return x end"), PG_OK)
        for _ in 0..<60 {
            let bytes = random.value().bytes
            var damaged = (0..<bytes.count).map { Array(bytes.prefix($0)) }
            for index in bytes.indices {
                for other: UInt8 in [0, 3, 6, 7, 8, 9, 0x7f, 0x80, 0xff] {
                    var copy = bytes
                    copy[index] = other
                    damaged.append(copy)
                }
            }
            for copy in damaged { expectNoHarm(copy, script) }
        }
        XCTAssertEqual(try bridge(script).call("echo", [.integer(1)], line: 0), .integer(1))
    }

    private func expectNoHarm(_ bytes: [UInt8], _ script: SandboxScript) {
        let read = try? ScriptValue(bytes: bytes)
        if let read { XCTAssertEqual(read.bytes, bytes) }
        var result = pg_bytes()
        let status = "echo".withCString { name in
            var request = pg_value_call_request(name: name, function: 0, bytes: bytes, length: bytes.count, count: 1, makes_state: false)
            return withUnsafePointer(to: &request) { pg_value_call(script.pointer, $0, &result) }
        }
        // What Swift takes Lua takes; Lua also takes entries out of order, and texts that are not UTF-8 until they are to leave it.
        if read != nil { XCTAssertEqual(status, PG_OK, script.message) } else if status != PG_OK { XCTAssertEqual(status, PG_ERR_RUNTIME, script.message) }
    }
}
