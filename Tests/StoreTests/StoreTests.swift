import Foundation
import XCTest

import Market
import Money

@testable import Store

final class StoreTests: XCTestCase {
    /// Columns are plain memory that lives as long as their series: the first time and close are read while it does.
    private func first(_ text: String, _ options: ReadOptions = ReadOptions()) throws -> (time: Int64, close: Double) {
        let series = try read(text, options)
        return withExtendedLifetime(series) { (series[0].bars.time[0], series[0].bars.close[0]) }
    }

    private func read(_ text: String, _ options: ReadOptions = ReadOptions()) throws -> [LoadedSeries] {
        let path = NSTemporaryDirectory() + "perigee-csv-\(UUID().uuidString).csv"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CSVBarReader.load(path, options)
    }

    func testDecimalsAreReadAsStrtodReadsThem() {
        var state: UInt64 = 99
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11
        }
        for _ in 0..<100_000 {
            let digits = String(next() % 10_000_000_000_000_000_000).prefix(Int(next() % 19) + 1)
            let point = Int(next()) % (digits.count + 1)
            var text = digits.prefix(point) + "." + digits.dropFirst(point)
            if next() % 5 == 0 { text += "e\(Int(next() % 40) - 20)" }
            if text == "." { continue }
            let bytes = Array(text.utf8)
            let found = bytes.withUnsafeBufferPointer { DecimalReader.read($0.baseAddress!, $0.baseAddress! + $0.count)?.value } // never empty
            XCTAssertEqual(found, strtod(String(text), nil), String(text))
        }
    }

    func testTheGeneratorsFileReadsBackBitForBit() throws {
        let bars = BarGenerator(seed: 3, interval: 3_600_000_000_000).bars(2_000)
        var text = "time,o,h,l,c,v\n"
        for row in 0..<bars.count {
            text += "\(Timestamp(nanoseconds: bars.time[row]).text),\(bars.open[row]),\(bars.high[row]),\(bars.low[row]),\(bars.close[row]),\(bars.volume[row])\n"
        }
        let loaded = try XCTUnwrap(try read(text).first?.bars)
        XCTAssertEqual(loaded.count, bars.count)
        for row in 0..<bars.count {
            XCTAssertEqual(loaded.time[row], bars.time[row])
            XCTAssertEqual(loaded.open[row].bitPattern, bars.open[row].bitPattern)
            XCTAssertEqual(loaded.close[row].bitPattern, bars.close[row].bitPattern)
            XCTAssertEqual(loaded.volume[row], bars.volume[row])
        }
    }

    func testFormsOfFilesAndTimes() throws {
        let long = try read("Symbol;Date;Close;Open;High;Low;Vol\nB;2020-01-02;2;2;2;2;1\nA;2020-01-02;1;1;1;1;1\nB;2020-01-03;3;3;3;3;1\n")
        XCTAssertEqual(long.map(\.symbol), ["B", "A"])
        XCTAssertEqual(long.map(\.bars.count), [2, 1])
        let wide = try read("date,X,Y\r\n2020-01-02,1.5,\r\n2020-01-03,1.6,7\r\n")
        XCTAssertEqual(wide.map(\.bars.count), [2, 1])
        XCTAssertTrue(wide[0].isCloseOnly)
        let newest = try read("\u{FEFF}\"Date\",\"Close\"\n\"2020-01-03\",\"2\"\n\"2020-01-02\",\"1\"\n")
        withExtendedLifetime(newest) { XCTAssertEqual(newest[0].bars.close[0], 1) }
        XCTAssertTrue(newest[0].notes.contains { $0.contains("reversed") })
        let same = ["2020-01-02T15:30:00Z", "2020-01-02 15:30", "2020-01-03T00:30:00+09:00", "1577979000", "1577979000000", "2020/01/02 15:30:00.000", "20200102 15:30"]
        for text in same { XCTAssertEqual(try first("date,close\n\(text),1\n").time, 1_577_979_000_000_000_000, text) }
        var seoul = ReadOptions()
        seoul.utcOffset = 9 * 3_600_000_000_000
        XCTAssertEqual(try first("date,close\n2020-01-03 00:30,1\n", seoul).time, 1_577_979_000_000_000_000)
    }

    func testPeriodsAreInclusive() throws {
        var options = ReadOptions()
        options.from = Timestamp(nanoseconds: 1_577_923_200_000_000_000)
        options.to = Timestamp(nanoseconds: 1_578_009_600_000_000_000)
        let bars = try read("date,close\n2020-01-01,1\n2020-01-02,2\n2020-01-03,3\n2020-01-04,4\n", options)[0].bars
        withExtendedLifetime(bars) { XCTAssertEqual((0..<bars.count).map { bars.close[$0] }, [2, 3]) }
    }

    func testHashesAreThePublishedOnes() {
        XCTAssertEqual(ContentHash.sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(ContentHash.sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
