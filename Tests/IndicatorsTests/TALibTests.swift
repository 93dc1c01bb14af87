import Glibc
import XCTest

@testable import Indicators

/// Every indicator that TA-Lib 0.6/0.8 has, on 400 real daily bars of the S&P 500: `Fixtures/make_fixtures.py` made the values.
final class TALibTests: XCTestCase {
    private let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))

    private func lines(_ path: String) throws -> [[Substring]] {
        let text = try XCTUnwrap(try? String(contentsOfFile: path, encoding: .utf8), path)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func bars() throws -> [IndicatorInput.Field: [Double]] {
        let rows = try lines(folder + "/../../examples/data/sp500.csv").suffix(400)
        var columns: [IndicatorInput.Field: [Double]] = [:]
        for (index, field) in [IndicatorInput.Field.open, .high, .low, .close, .volume].enumerated() {
            columns[field] = rows.map { Double($0[index + 1]) ?? .nan }
        }
        return columns
    }

    func testAgainstTALib() throws {
        let prices = try bars()
        let table = try lines(folder + "/Fixtures/talib.csv")
        XCTAssertGreaterThan(table[0].count, 120)
        for (column, title) in table[0].enumerated() {
            let parts = title.split(separator: ":")
            let words = parts[0].split(separator: " ").map(String.init)
            let output = Int(parts[1]) ?? 0
            let descriptor = try XCTUnwrap(IndicatorCatalog.find(words[0]), words[0])
            let found = values(descriptor, words.dropFirst().compactMap { Double($0) }, prices)[output]
            let expected = table.dropFirst().map { Double($0[column]) ?? .nan }
            compare(found, Array(expected), String(title))
        }
    }

    private func values(_ descriptor: IndicatorDescriptor, _ parameters: [Double], _ prices: [IndicatorInput.Field: [Double]]) -> [[Double]] {
        let inputs = descriptor.inputs.map { prices[$0.fallback ?? .close] ?? [] }
        var indicator = descriptor.make(parameters)
        var result = descriptor.outputs.map { _ in [Double]() }
        var out = [Double](repeating: 0, count: descriptor.outputs.count)
        for row in 0..<inputs[0].count {
            indicator.update(inputs.map { $0[row] }, &out)
            for index in out.indices { result[index].append(out[index]) }
        }
        return result
    }

    private func compare(_ found: [Double], _ expected: [Double], _ title: String) {
        XCTAssertEqual(found.firstIndex { !$0.isNaN }, expected.firstIndex { !$0.isNaN }, "\(title): first value")
        for row in expected.indices where !expected[row].isNaN && !found[row].isNaN {
            let scale = max(abs(expected[row]), 1e-3)
            guard abs(found[row] - expected[row]) > 1e-8 * scale else { continue }
            return XCTFail("\(title) row \(row): \(found[row]), TA-Lib \(expected[row])")
        }
    }
}
