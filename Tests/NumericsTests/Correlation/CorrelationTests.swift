import Foundation
import XCTest

@testable import Numerics

/// Against SciPy and pandas: `Fixtures/make_correlation.py`.
final class CorrelationTests: XCTestCase {
    private static let lines: [(name: String, values: [Double])] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/correlation.csv")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            return (String(fields[0]), fields.dropFirst().compactMap { Double($0) })
        }
    }()
    private let data = Matrix(rows: CorrelationTests.lines.filter { $0.name == "x" }.map(\.values))

    private func values(_ name: String) throws -> [Double] { try XCTUnwrap(Self.lines.first { $0.name == name }?.values, name) }

    private var gaps: Matrix {
        var result = data
        for i in 0..<40 { for j in 0..<4 where (i * 3 + j * 5) % 7 == 0 { result[i, j] = .nan } }
        return result
    }

    func testMatricesAreThoseOfSciPy() throws {
        for method in CorrelationMatrix.Method.allCases {
            for (suffix, matrix) in [("", data), (" gaps", gaps)] {
                let result = try CorrelationMatrix(of: matrix, method: method, pairwise: true)
                let name = method.rawValue + suffix
                for (a, b) in zip(result.coefficients.elements, try values(name)) { XCTAssertEqual(a, b, accuracy: 1e-14, name) }
                for (a, b) in zip(result.pValues.elements, try values(name + " p")) {
                    XCTAssertEqual(a, b, accuracy: 1e-12 * max(b, 1e-3), name)
                }
                XCTAssertEqual(result.coefficients, result.coefficients.transposed)
                XCTAssertEqual(result.coefficients.diagonal, [1, 1, 1, 1])
            }
        }
    }

    func testTheProductAgreesWithPairByPair() throws {
        let (pearson, spearman) = (try CorrelationMatrix(of: data), try CorrelationMatrix(of: data, method: .spearman))
        for i in 0..<4 {
            for j in 0..<i {
                let (a, b) = (try pearsonTest(data.column(i), data.column(j)), try spearmanTest(data.column(i), data.column(j)))
                XCTAssertEqual(pearson.coefficients[i, j], a.coefficient, accuracy: 1e-15)
                XCTAssertEqual(pearson.pValues[i, j], a.pValue, accuracy: 1e-13)
                XCTAssertEqual(spearman.coefficients[i, j], b.coefficient, accuracy: 1e-15)
                XCTAssertEqual(spearman.pValues[i, j], b.pValue, accuracy: 1e-13)
            }
        }
    }

    func testKendallsSmallSamplesAreExact() throws {
        for n in [3, 5, 12, 33, 40] {
            let test = try kendallTest(Array(data.column(0).prefix(n)), Array(data.column(1).prefix(n)))
            let expected = try values("kendall first \(n)")
            XCTAssertEqual(test.coefficient, expected[0], accuracy: 1e-15)
            XCTAssertEqual(test.pValue, expected[1], accuracy: 1e-13)
            XCTAssertEqual(test.isExact, n <= 33)
        }
    }

    /// Every order of six values against counting pairs.
    func testKendallCountsPairsInEveryOrderOfSix() throws {
        let x = [1.0, 2, 3, 4, 5, 6]
        var orders: [[Double]] = [[]]
        for value in x {
            orders = orders.flatMap { order in (0...order.count).map { at in Array(order[..<at]) + [value] + Array(order[at...]) }
            }
        }
        XCTAssertEqual(orders.count, 720)
        for y in orders {
            var balance = 0.0
            for i in 0..<6 { for j in 0..<i { balance += (x[i] - x[j]) * (y[i] - y[j]) > 0 ? 1 : -1 } }
            XCTAssertEqual(try kendallTest(x, y).coefficient, balance / 15, accuracy: 1e-15)
        }
    }

    func testRanksSeeOnlyOrder() throws {
        var warped = data
        for row in 0..<40 { warped[row, 0] = exp(3 * data[row, 0]) }
        for method in [CorrelationMatrix.Method.spearman, .kendall] {
            let (a, b) = (try CorrelationMatrix(of: data, method: method), try CorrelationMatrix(of: warped, method: method))
            XCTAssertEqual(a, b)
        }
    }

    func testLinesHaveCorrelationOneAndProbabilityZero() throws {
        let column = data.column(0)
        let matrix = Matrix(columns: [column, column, column.map { 3 - 2 * $0 }])
        for method in CorrelationMatrix.Method.allCases {
            let result = try CorrelationMatrix(of: matrix, method: method)
            XCTAssertEqual(result.coefficients[0, 1], 1, accuracy: 1e-14)
            XCTAssertEqual(result.coefficients[0, 2], -1, accuracy: 1e-14)
            XCTAssertLessThan(result.pValues[0, 1], 1e-15)
        }
    }

    func testFisherIntervalsAreThoseOfSciPy() throws {
        let matrix = try CorrelationMatrix(of: data)
        for confidence in [0.9, 0.95, 0.99] {
            let interval = try matrix.interval(0, 1, confidence: confidence)
            let expected = try values("interval \(confidence)")
            XCTAssertEqual(interval.lowerBound, expected[0], accuracy: 1e-13)
            XCTAssertEqual(interval.upperBound, expected[1], accuracy: 1e-13)
        }
        XCTAssertEqual(try fisherInterval(correlation: 0.3, count: 3), -1...1)
        XCTAssertEqual(try fisherInterval(correlation: 1, count: 10), 1...1)
        XCTAssertThrowsError(try fisherInterval(correlation: 1.1, count: 10))
        XCTAssertThrowsError(try fisherInterval(correlation: 0.1, count: 10, confidence: 1))
    }

    func testDifferenceOfTwoCorrelations() throws {
        // SciPy 1.17.1: 2 * norm.sf(abs(arctanh(.78) - arctanh(.84)) / sqrt(1 / 95 + 1 / 92))
        XCTAssertEqual(try correlationDifferencePValue((0.78, 98), (0.84, 95)), 0.22941001298916608, accuracy: 1e-14)
        XCTAssertEqual(try correlationDifferencePValue((0.5, 30), (0.5, 40)), 1)
        XCTAssertThrowsError(try correlationDifferencePValue((1, 30), (0.5, 40)))
    }

    func testAbsorptionAndAverageCorrelationHaveTheirClosedForms() throws {
        let (n, rho) = (10, 0.3)
        var equal = Matrix(rows: n, columns: n, repeating: rho)
        for i in 0..<n { equal[i, i] = 1 }
        XCTAssertEqual(averageCorrelation(equal), rho, accuracy: 1e-15)
        // Eigenvalues: 1 + (n − 1)ρ once, 1 − ρ else.
        XCTAssertEqual(try absorptionRatio(equal, eigenvectors: 1), (1 + 9 * rho) / 10, accuracy: 1e-14)
        XCTAssertEqual(try absorptionRatio(equal), (1 + 9 * rho + 1 - rho) / 10, accuracy: 1e-14)
        XCTAssertEqual(try absorptionRatio(equal, eigenvectors: 10), 1, accuracy: 1e-14)
        XCTAssertTrue(averageCorrelation(.identity(1)).isNaN)
        XCTAssertThrowsError(try absorptionRatio(equal, eigenvectors: 11))
        XCTAssertThrowsError(try absorptionRatio(Matrix(rows: 2, columns: 2)))
        XCTAssertThrowsError(try absorptionRatio(Matrix(rows: 1, columns: 1, repeating: .nan)))
    }

    func testBadInputIsNamed() throws {
        func message(_ data: Matrix, pairwise: Bool = false) -> String {
            do {
                _ = try CorrelationMatrix(of: data, pairwise: pairwise)
                return "accepted"
            } catch { return "\(error)" }
        }
        XCTAssertEqual(message(gaps), "data[0, 0] is nan; expected a number, or pairwise rows asked for")
        XCTAssertEqual(message(Matrix(rows: [[1, 2], [2, 1]])), "data is 2 rows; expected at least 3")
        var constant = data
        for row in 0..<40 { constant[row, 2] = 0.1 }
        XCTAssertEqual(message(constant), "data, column 2 is constant (0.1); expected values that differ")
        let disjoint = Matrix(columns: [[1, 2, 3, .nan, .nan, .nan], [.nan, .nan, .nan, 1, 2, 3]])
        XCTAssertEqual(message(disjoint, pairwise: true), "data, columns 0 and 1 is 0 common rows; expected at least 3")
        XCTAssertThrowsError(try kendallTest([1, 2], [1]))
        XCTAssertThrowsError(try kendallTest([1, 1], [1, 2]))
    }
}
