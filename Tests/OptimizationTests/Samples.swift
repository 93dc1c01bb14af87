import Foundation
import Numerics
import XCTest

@testable import Optimization

/// 500 daily returns of ten stocks, from the prices in examples/data, rounded to six digits.
enum Samples {
    static let returns: Matrix = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/returns.csv")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").dropFirst()
        return Matrix(rows: lines.map { line in line.split(separator: ",").dropFirst().map { Double($0) ?? .nan } })
    }()

    static let means = (0..<returns.columns).map { mean(returns.column($0)) }

    /// ddof 1.
    static func covariance(_ returns: Matrix) -> Matrix {
        let columns = (0..<returns.columns).map { returns.column($0) }
        var result = Matrix(rows: columns.count, columns: columns.count)
        for i in columns.indices { for j in columns.indices { result[i, j] = Numerics.covariance(columns[i], columns[j]) } }
        return result
    }

    /// Skips where the library is absent.
    static func requireHiGHS() throws {
        if !HiGHS.isAvailable {
            do { try HiGHS.require() } catch { throw XCTSkip("\(error)") }
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct TestRandom: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func uniform(_ range: ClosedRange<Double> = 0...1) -> Double { Double.random(in: range, using: &self) }

    mutating func normal() -> Double {
        (-2 * log(max(uniform(), 1e-300))).squareRoot() * cos(2 * .pi * uniform())
    }

    /// One common factor and own noise, with a drift.
    mutating func returns(_ rows: Int, _ columns: Int) -> Matrix {
        let loadings = (0..<columns).map { _ in uniform(0.3...1.2) }
        var result = Matrix(rows: rows, columns: columns)
        for t in 0..<rows {
            let factor = 0.01 * normal()
            for j in 0..<columns { result[t, j] = 0.0005 + loadings[j] * factor + 0.008 * normal() }
        }
        return result
    }

    /// Sums to 1.
    mutating func portfolio(_ count: Int) -> [Double] {
        let raw = (0..<count).map { _ in -log(max(uniform(), 1e-300)) }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }
}

func assertEqual(_ a: [Double], _ b: [Double], accuracy: Double, file: StaticString = #filePath, line: UInt = #line) {
    XCTAssertEqual(a.count, b.count, file: file, line: line)
    for (i, (x, y)) in zip(a, b).enumerated() { XCTAssertEqual(x, y, accuracy: accuracy, "element \(i)", file: file, line: line) }
}

func assertBad(_ words: String..., file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void) {
    XCTAssertThrowsError(try body(), file: file, line: line) { error in
        XCTAssertTrue(error is BadProblem, "\(error)", file: file, line: line)
        for word in words { XCTAssertTrue("\(error)".contains(word), "\(error) without '\(word)'", file: file, line: line) }
    }
}
