import Foundation
import Numerics
import XCTest

/// Real returns and the field's values for them; `Fixtures/make_risk_fixtures.py` names library and version of each.
struct RiskReference {
    let names: [String]
    /// The last 1,500 days of 20 US stocks, a column each.
    let returns: Matrix
    let values: [String: Double]
    /// 1/210, 2/210, …, 20/210.
    let weights = (1...20).map { Double($0) / 210 }
    let covariance: Matrix

    static let shared = Result { try RiskReference() }

    private init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
            "examples/data/sp20_adjusted_close.csv")
        let lines = try String(contentsOf: data, encoding: .utf8).split(separator: "\n")
        names = lines[0].split(separator: ",").dropFirst().map(String.init)
        let prices = lines.suffix(1_501).map { $0.split(separator: ",").dropFirst().map { Double($0) ?? .nan } }
        let rows = zip(prices, prices.dropFirst()).map { old, new in zip(old, new).map { $1 / $0 - 1 } }
        returns = Matrix(rows: rows)
        var table: [String: Double] = [:]
        for line in try String(contentsOf: folder.appendingPathComponent("Fixtures/risk.csv"), encoding: .utf8).split(
            separator: "\n"
        ).dropFirst() {
            let fields = line.split(separator: ",")
            table[String(fields[0])] = Double(fields[fields.count - 1])
        }
        values = table
        var centered = returns
        for j in 0..<returns.columns {
            let center = mean(returns.column(j))
            for i in 0..<returns.rows { centered[i, j] -= center }
        }
        covariance = 1 / Double(returns.rows - 1) * centered.gram
    }

    func column(_ name: String) -> [Double] { names.firstIndex(of: name).map { returns.column($0) } ?? [] }
}

extension XCTestCase {
    func reference() throws -> RiskReference { try RiskReference.shared.get() }

    func assert(_ value: Double, _ id: String, relative: Double = 1e-12, file: StaticString = #filePath, line: UInt = #line)
        throws
    {
        let wanted = try XCTUnwrap(reference().values[id], id, file: file, line: line)
        XCTAssertEqual(value, wanted, accuracy: relative * max(abs(wanted), 1e-12), id, file: file, line: line)
    }

    /// That it throws, and says so of what.
    func assertRefused<T>(
        _ words: String, file: StaticString = #filePath, line: UInt = #line, _ body: @autoclosure () throws -> T
    ) {
        XCTAssertThrowsError(try body(), words, file: file, line: line) {
            XCTAssertTrue("\($0)".contains(words), "\($0)", file: file, line: line)
        }
    }
}
