import Reporting
import XCTest

final class JSONTests: XCTestCase {
    func testTheFileIsValidAndHasTheDocumentedKeys() throws {
        let root = try JSONReader.read(SampleResult.make().json())
        XCTAssertEqual(
            root.keys,
            [
                "run_id", "interrupted", "script", "data", "configuration", "cash", "findings", "metrics", "buy_and_hold_metrics",
                "symbols", "drawdowns", "orders", "trades", "open_trades", "log", "periods_per_year", "periods_per_year_reason",
                "equity", "buy_and_hold", "exposure", "timing", "host",
            ])
        XCTAssertEqual(root["script"]?.keys, ["path", "hash", "version", "summary", "params", "declared"])
        XCTAssertEqual(root["script"]?["params"]?["slow"], .number(30))
        XCTAssertEqual(root["data"]?[0]?.keys, ["path", "hash", "symbol", "bars", "from", "to", "notes"])
        XCTAssertEqual(root["data"]?[0]?["from"], .string("2010-01-04"))
        XCTAssertEqual(root["cash"]?["end_exact"], .string("12345.67"))
        XCTAssertEqual(
            root["trades"]?[0]?.keys,
            [
                "symbol", "side", "quantity", "entry_time", "entry_price", "exit_time", "exit_price", "fees", "pnl", "return",
                "exit_reason", "entry_line", "exit_line",
            ])
        XCTAssertEqual(root["trades"]?.count, 60)
        XCTAssertEqual(root["trades"]?[3]?["side"], .string("short"))
        XCTAssertEqual(root["orders"]?["rejected"]?[0]?["reason"], .string("insufficient_cash"))
        XCTAssertEqual(root["orders"]?["rejected"]?[0]?["count"], .number(7))
        XCTAssertEqual(root["equity"]?.count, 3000)
        XCTAssertEqual(root["equity"]?[0], .array([.string("2010-01-04"), .number(100_000)]))
        XCTAssertEqual(root["metrics"]?["calmar"], .null)
        XCTAssertEqual(root["drawdowns"]?[1]?["recovery"], .null)
        XCTAssertEqual(root["findings"]?[0]?.keys, ["severity", "title", "evidence"])
        XCTAssertEqual(root["timing"]?.keys, ["load_seconds", "run_seconds", "bars_per_second"])
        XCTAssertEqual(root["host"]?.keys, ["build", "machine"])
    }

    func testEveryEquityValueReadsBackExactly() throws {
        let sample = SampleResult.make()
        let equity = try JSONReader.read(sample.json())["equity"]
        for (index, value) in sample.equity.values.enumerated() {
            XCTAssertEqual(equity?[index]?[1], .number(value))
        }
    }

    func testTwoRunsDifferOnlyInTimingAndHost() throws {
        let one = SampleResult.make()
        var two = one
        two.timing = .init(loadSeconds: 9, runSeconds: 9, barsPerSecond: 9)
        two.host = .init(build: "debug", machine: "another")
        XCTAssertEqual(one.jsonBytes(includingTiming: false), two.jsonBytes(includingTiming: false))
        XCTAssertNotEqual(one.jsonBytes(), two.jsonBytes())
        let keys = try JSONReader.read(one.json(includingTiming: false)).keys
        XCTAssertFalse(keys.contains("timing") || keys.contains("host"))
    }

    func testChunksJoinToTheSameBytes() {
        let sample = SampleResult.make(bars: 10_000)
        var chunks: [[UInt8]] = []
        sample.writeJSON { chunks.append($0) }
        XCTAssertEqual(Array(chunks.joined()), sample.jsonBytes())
        XCTAssertGreaterThan(chunks.count, 1)
        XCTAssertLessThan(chunks.map(\.count).max() ?? 0, 300_000)
    }

    func testHostileTextIsEscapedAndReadsBack() throws {
        let text = "</script><b> \" \\ \n \t \u{1} \u{2028} \u{7F} 日本 😀"
        let json = SampleResult.make(bars: 100, trades: 2, symbols: [text], text: text).json()
        let root = try JSONReader.read(json)
        XCTAssertEqual(root["data"]?[0]?["symbol"], .string(text))
        XCTAssertEqual(root["log"]?[0]?["text"], .string("entered at bar 0" + text))
        XCTAssertFalse(json.contains("<"))
    }

    func testNumbersAreTheShortestThatReadBack() {
        func text(_ value: Double) -> String {
            var json = JSONWriter()
            json.value(value)
            return String(decoding: json.bytes, as: UTF8.self)
        }
        XCTAssertEqual(text(0.1), "0.1")
        XCTAssertEqual(text(0.1 + 0.2), "0.30000000000000004")
        XCTAssertEqual(text(-5), "-5")
        XCTAssertEqual(text(-0.0), "0")
        XCTAssertEqual(text(1e300), "1e+300")
        XCTAssertEqual(text(9_007_199_254_740_991), "9007199254740991")
        XCTAssertEqual(text(.nan), "null")
        XCTAssertEqual(text(-.infinity), "null")
        XCTAssertEqual(text(.leastNonzeroMagnitude), "5e-324")
    }

    func testAMillionPointsOfEquity() throws {
        let count = 1_000_000
        var sample = SampleResult.make(bars: 100, trades: 1)
        sample.equity.times = (0..<count).map { SampleResult.start + Int64($0) * 60_000_000_000 }
        sample.equity.values = (0..<count).map { 100_000 + Double($0) * 0.37 }
        var size = 0
        let clock = ContinuousClock()
        let elapsed = clock.measure { sample.writeJSON { size += $0.count } }
        XCTAssertGreaterThan(size, 30_000_000)
        print("1,000,000 equity points: \(size) bytes in \(elapsed)")
    }
}
