import Foundation
import Numerics
import XCTest

/// Returns of ten stocks on 270 days, and matrices that other libraries made of them (`Fixtures/make_covariance.py`).
enum CovarianceFixture {
    private static func lines(_ name: String) -> [[Substring]] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/\(name)")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { $0.split(separator: ",") }
    }

    static let returns = Matrix(
        rows: lines("covariance_returns.csv").dropFirst().map { $0.dropFirst().compactMap { Double($0) } })

    /// The same with holes where the script makes them.
    static var gaps: Matrix {
        var result = returns
        for i in 0..<result.rows {
            for j in 0..<result.columns {
                let isHole = (i * 31 + j * 17 + (i / 7) * (j + 3)) % 11 == 0 || (j == 3 && i < 100) || (j == 8 && i > 180)
                if isHole { result[i, j] = .nan }
            }
        }
        return result
    }

    private static let values: [String: [Double]] = Dictionary(
        uniqueKeysWithValues: lines("covariance.csv").map { (String($0[0]), $0.dropFirst().compactMap { Double($0) }) })

    static func number(_ name: String) throws -> Double { try XCTUnwrap(values[name]?.first, name) }

    static func matrix(_ name: String) throws -> Matrix {
        let upper = try XCTUnwrap(values[name], name)
        let n = Int((2 * Double(upper.count)).squareRoot())
        var result = Matrix(rows: n, columns: n)
        var index = 0
        for j in 0..<n {
            for i in 0...j {
                result[i, j] = upper[index]
                index += 1
            }
        }
        result.mirrorUpper()
        return result
    }
}

/// Largest difference of two matrices, each element by the scale √(bᵢᵢbⱼⱼ) of the second.
func relativeDistance(_ a: Matrix, _ b: Matrix) -> Double {
    var largest = 0.0
    for j in 0..<b.columns {
        for i in 0..<b.rows {
            let difference = abs(a[i, j] - b[i, j]) / (b[i, i] * b[j, j]).squareRoot()
            largest = difference.isNaN ? .infinity : max(largest, difference)
        }
    }
    return largest
}

/// Numbers that look random, in (−1, 1), the same on every run.
struct Scatter {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-52 - 1
    }

    /// Returns with a common factor.
    mutating func returns(_ rows: Int, _ columns: Int) -> Matrix {
        var result = Matrix(rows: rows, columns: columns)
        for i in 0..<rows {
            let market = next()
            for j in 0..<columns { result[i, j] = 0.01 * (market * Double(j % 4) + next() * Double(1 + j % 3) + 0.05) }
        }
        return result
    }
}
