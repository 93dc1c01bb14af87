import Foundation
import Market
import Numerics
import Store
import XCTest

@testable import Host

/// Wide files of returns or prices, and what is said about those that cannot be used.
final class ReturnsTableTests: CommandTestCase {
    private func read(_ text: String, _ change: (inout ReturnsTableOptions) -> Void = { _ in }) throws -> ReturnsTable {
        var options = ReturnsTableOptions()
        change(&options)
        return try ReturnsTable.read(try file("table.csv", text), options)
    }

    private func expect(_ text: String, _ parts: String..., line: UInt = #line, change: (inout ReturnsTableOptions) -> Void = { _ in }) {
        XCTAssertThrowsError(try read(text, change), line: line) { error in
            for part in parts { XCTAssertTrue("\(error)".contains(part), "'\(part)' is not in: \(error)", line: line) }
        }
    }

    func testReturnsAreReadAsTheyStand() throws {
        let table = try read("date,A,B\n2020-01-01,0.01,-0.02\n2020-01-03,1e-3,0.5\n")
        XCTAssertEqual(table.names, ["A", "B"])
        XCTAssertEqual(table.returns, Matrix(rows: [[0.01, -0.02], [0.001, 0.5]]))
        XCTAssertEqual([table.firstDate, table.lastDate], ["2020-01-01", "2020-01-03"])
        XCTAssertNil(table.prices)
    }

    func testReturnsOfPrices() throws {
        let text = "date;A;B\n2020-01-01;100;8\n2020-01-02;110;4\n2020-01-03;99;5\n"
        let simple = try read(text) { $0.isPrices = true }
        XCTAssertEqual(simple.returns, Matrix(rows: [[110.0 / 100 - 1, -0.5], [99.0 / 110 - 1, 0.25]]))
        XCTAssertEqual(simple.prices, Matrix(rows: [[110, 4], [99, 5]]))
        XCTAssertEqual(simple.firstDate, "2020-01-02")
        let log = try read(text) { ($0.isPrices, $0.isLog) = (true, true) }
        XCTAssertEqual(log.returns[0, 1], Foundation.log(0.5))
    }

    func testColumnsInTheOrderAskedForAndDates() throws {
        let text = "date,A,B,C\n2020-01-01,1,x,3\n2020-01-02,0.1,y,0.3\n2020-01-03,0.2,z,0.4\n2020-01-04,0.2,z,9\n"
        let table = try read(text) {
            $0.columns = ["C", "A"]
            $0.from = Timestamp(nanoseconds: 1_577_923_200_000_000_000)
            $0.to = Timestamp(nanoseconds: 1_578_009_600_000_000_000)
        }
        XCTAssertEqual(table.names, ["C", "A"])
        XCTAssertEqual(table.returns, Matrix(rows: [[0.3, 0.1], [0.4, 0.2]]))
    }

    func testMissingCells() throws {
        let text = "date,A,B\n2020-01-01,0.01,0.02\n2020-01-02,,0.01\n2020-01-03,0.03,nan\n2020-01-04,0.02,-0.01\n"
        expect(text, "table.csv:3: A is empty", "--missing complete", "pairwise")
        let complete = try read(text) { $0.missing = .complete }
        XCTAssertEqual([complete.rows, complete.droppedRows, complete.missingCells], [2, 2, 2])
        XCTAssertEqual(complete.notes, ["2 rows left out because a value is missing"])
        let pairwise = try read(text) { $0.missing = .pairwise }
        XCTAssertEqual(pairwise.rows, 4)
        XCTAssertTrue(pairwise.returns[1, 0].isNaN && pairwise.returns[2, 1].isNaN)
        // A price that is missing takes the return before it and the one after it.
        let prices = try read("date,A,B\n2020-01-01,1,1\n2020-01-02,,2\n2020-01-03,3,4\n2020-01-04,6,2\n2020-01-05,3,4\n") { ($0.isPrices, $0.missing) = (true, .complete) }
        XCTAssertEqual(prices.returns, Matrix(rows: [[1, -0.5], [-0.5, 1]]))
    }

    func testFilesThatCannotBeUsed() {
        let head = "date,A,B\n2020-01-01,0.01,0.02\n"
        expect("", "is empty")
        expect("\n\n", "blank lines")
        expect("date,A,B\n", "no rows below the header")
        expect("2020-01-01,0.01,0.02\n2020-01-02,0.01,0.02\n", ":1:", "the header is missing")
        expect("A,B\n1,2\n", ":1:", "the first column is 'A'", "date")
        expect("date\n2020-01-01\n", ":1:", "names no column")
        expect("date,A,A\n2020-01-01,1,2\n", ":1:", "'A'", "column 2", "column 3")
        expect("date,A,\n2020-01-01,1,2\n", ":1:", "column 3 has no name")
        expect(head + "2020-01-02,0.01\n", ":3:", "2 fields: expected 3")
        expect(head + "2020-01-02,0.01,abc\n", ":3:", "B 'abc' is not a finite number")
        expect(head + "2020-01-02,0.01,inf\n", ":3:", "B 'inf'")
        expect(head + "2020-01-02,0.01,1e999\n", ":3:", "B '1e999'")
        expect(head + "2020-01-02,nan,0.01\n", ":3:", "A is 'nan', a missing value")
        expect(head + "2020-01-02,0.01,-1.5\n", ":3:", "B -1.5 loses more than everything")
        expect(head + "2020-01-01,0.01,0.02\n", ":3:", "duplicate date 2020-01-01", "line 2")
        expect(head + "2019-12-31,0.01,0.02\n", ":3:", "before 2020-01-01 on line 2")
        expect(head + "31.12.2020,0.01,0.02\n", ":3:", "is no date")
        expect(head, "1 row of returns: expected at least 2")
        expect("date,A\n2020-01-01,1\n2020-01-02,0\n2020-01-03,1\n", ":3:", "A 0.0 is not positive") { $0.isPrices = true }
        expect("date,A\n2020-01-01,1\n2020-01-02,-2\n2020-01-03,1\n", ":3:", "A -2.0 is not positive") { ($0.isPrices, $0.isLog) = (true, true) }
        expect(head + "2020-01-02,,0.01\n2020-01-03,,0.02\n", "A has 1 value") { $0.missing = .pairwise }
    }

    func testConstantAndRepeatedColumnsAreNamed() throws {
        let table = try read("date,A,B,C\n2020-01-01,0.01,0,0.01\n2020-01-02,0.02,0,0.02\n2020-01-03,-0.01,0,-0.01\n")
        XCTAssertEqual(table.notes, ["B is constant (0.0): its volatility is zero", "C repeats A: the two move as one"])
    }

    func testSixThousandAssets() throws {
        let names = (0..<6_000).map { "S\($0)" }
        var text = "date," + names.joined(separator: ",") + "\n"
        for day in 1...4 { text += "2020-01-0\(day)," + names.indices.map { "\(Double(($0 * 7 + day * 13) % 11) / 100 - 0.05)" }.joined(separator: ",") + "\n" }
        let table = try read(text)
        XCTAssertEqual([table.rows, table.assets], [4, 6_000])
        let weights = "name,weight\n" + names.reversed().map { "\($0),0.5\n" }.joined()
        XCTAssertEqual(try WeightsFile.read(try file("weights.csv", weights), names: names).count, 6_000)
    }

    func testWeightsAreMatchedByName() throws {
        let names = ["AAPL", "MSFT"]
        func weights(_ text: String) throws -> [Double] { try WeightsFile.read(try file("w.csv", text), names: names) }
        XCTAssertEqual(try weights("name,weight\nMSFT,0.25\n# a comment\nAAPL,-0.75\n"), [-0.75, 0.25])
        XCTAssertEqual(try weights("AAPL,1\r\nMSFT,2\r\n"), [1, 2])
        let cases: [(String, [String])] = [
            ("AAPL,1\nMSTF,1\n", [":2:", "unknown name 'MSTF'", "did you mean 'MSFT'"]), ("AAPL,1\n", ["no weight for MSFT"]),
            ("AAPL,1\nMSFT,1\nAAPL,2\n", [":3:", "given twice", "line 1"]), ("AAPL,x1\nMSFT,1\nAAPL,2\n", [":1:", "expected name,weight"]),
            ("name,weight\nAAPL,ten\nMSFT,1\n", [":2:", "weight of AAPL 'ten'"]), ("AAPL,0\nMSFT,0\n", ["all weights are zero"]),
            ("AAPL,nan\nMSFT,0\n", [":1:", "'nan'"]), ("AAPL,1,2\n", [":1:", "3 fields"]),
        ]
        for (text, parts) in cases {
            XCTAssertThrowsError(try weights(text), text) { error in
                for part in parts { XCTAssertTrue("\(error)".contains(part), "'\(part)' is not in: \(error)") }
            }
        }
    }
}
