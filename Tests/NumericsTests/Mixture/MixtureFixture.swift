import Foundation
import Numerics
import XCTest

/// Two features of 400 days, and models that other libraries fitted to them (`Fixtures/make_mixture.py`).
enum MixtureFixture {
    private static let lines: [(name: String, values: [Double])] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/mixture.csv")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            return (String(fields[0]), fields.dropFirst().compactMap { Double($0) })
        }
    }()

    static let data = Matrix(rows: lines.filter { $0.name == "x" }.map(\.values))

    static func values(_ name: String) throws -> [Double] { try XCTUnwrap(lines.first { $0.name == name }?.values, name) }

    static func rows(_ name: String, of width: Int) throws -> [[Double]] {
        let flat = try values(name)
        return stride(from: 0, to: flat.count, by: width).map { Array(flat[$0..<$0 + width]) }
    }

    /// The parameters from which the libraries started, the first `k` of three.
    static func start(_ k: Int) throws -> (means: Matrix, covariances: [Matrix]) {
        let means = Matrix(rows: Array(try rows("start means", of: 2).prefix(k)))
        let covariances = try rows("start covariances", of: 4).prefix(k).map { Matrix(rows: 2, columns: 2, elements: $0) }
        return (means, covariances)
    }

    static let absoluteFloor: MixtureOptions = {
        var options = MixtureOptions()
        options.floor = .absolute(1e-6)
        options.tolerance = 1e-15
        options.maximumIterations = 100_000
        return options
    }()
}

func assertEqual(_ a: [Double], _ b: [Double], accuracy: Double, _ text: String = "", line: UInt = #line) {
    XCTAssertEqual(a.count, b.count, text, line: line)
    for (x, y) in zip(a, b) { XCTAssertEqual(x, y, accuracy: accuracy, text, line: line) }
}
