import Numerics
import XCTest

@testable import Optimization

final class CovariancePropertyTests: XCTestCase {
    private let methods: [CovarianceMethod] = [
        .sample(), .sample(ddof: 0), .ledoitWolf(.identity), .ledoitWolf(.constantCorrelation()),
        .ledoitWolf(.constantCorrelation(ddof: 1)),
        .oracleApproximating, .exponential(ExponentialWeights(halfLife: 20)), .exponential(.riskMetrics), .gerber(form: .first),
        .gerber(form: .second), .denoised(), .semi(),
    ]
    private let shapes = [(3, 2), (12, 1), (40, 3), (9, 20), (120, 17)]

    private func smallestEigenvalue(_ a: Matrix) -> Double {
        let values = SymmetricEigen(a, vectors: false)?.values ?? [.nan]
        return values[0] / values[values.count - 1]
    }

    func testEveryEstimateIsSemidefiniteAndRepeatsItsBits() throws {
        var scatter = Scatter(1)
        for (rows, columns) in shapes {
            let returns = scatter.returns(rows, columns)
            for method in methods {
                let estimate = try CovarianceEstimate(of: returns, by: method)
                XCTAssertGreaterThan(smallestEigenvalue(estimate.matrix), -1e-14, "\(method) of \(rows) × \(columns)")
                XCTAssertEqual(estimate, try CovarianceEstimate(of: returns, by: method))
                XCTAssertTrue((0...1).contains(estimate.shrinkage))
            }
        }
    }

    func testPermutingAssetsPermutesTheMatrix() throws {
        var scatter = Scatter(2)
        let returns = scatter.returns(60, 7)
        let order = [4, 2, 6, 0, 1, 5, 3]
        let permuted = returns.submatrix(rows: Array(0..<60), columns: order)
        for method in methods {
            let expected = try CovarianceEstimate(of: returns, by: method).matrix.submatrix(rows: order, columns: order)
            XCTAssertLessThan(
                relativeDistance(try CovarianceEstimate(of: permuted, by: method).matrix, expected), 1e-12, "\(method)")
        }
    }

    func testScalingReturnsScalesTheMatrixBySquares() throws {
        var scatter = Scatter(3)
        let returns = scatter.returns(80, 5)
        for method in methods {
            let expected = 1e4 * (try CovarianceEstimate(of: returns, by: method).matrix)
            let scaled = try CovarianceEstimate(of: 100 * returns, by: method).matrix
            XCTAssertLessThan(relativeDistance(scaled, expected), 1e-12, "\(method)")
        }
    }

    /// With more assets than rows the sample is singular; what shrinks to the identity can be inverted.
    func testShrinkageMakesWideDataInvertible() throws {
        var scatter = Scatter(8)
        let returns = scatter.returns(20, 60)
        XCTAssertNil(Cholesky(try CovarianceEstimate(of: returns, by: .sample()).matrix))
        for method in [CovarianceMethod.ledoitWolf(.identity), .oracleApproximating, .ledoitWolf(.constantCorrelation())] {
            let estimate = try CovarianceEstimate(of: returns, by: method)
            XCTAssertNotNil(Cholesky(estimate.matrix), "\(method)")
            XCTAssertLessThan(estimate.matrix.symmetricConditionNumber, 1e6)
        }
    }

    /// The definition, element by element, of what the estimator sums in factored form.
    func testShrinkageIsThatOfTheDefinition() throws {
        var scatter = Scatter(4)
        for (rows, n) in [(30, 6), (8, 12)] {
            let x = scatter.returns(rows, n).centredColumns
            let t = Double(rows)
            let s = (1 / t) * x.gram
            let deviation = s.diagonal.map { $0.squareRoot() }
            var correlation = 0.0
            for i in 0..<n {
                for j in 0..<n where i != j { correlation += s[i, j] / (deviation[i] * deviation[j]) / Double(n * (n - 1)) }
            }
            var (pi, rho, gamma) = (0.0, 0.0, 0.0)
            for i in 0..<n {
                for j in 0..<n {
                    func moment(_ f: (Double, Double) -> Double) -> Double {
                        (0..<rows).reduce(0) { $0 + f(x[$1, i], x[$1, j]) } / t
                    }
                    let target = i == j ? s[i, i] : correlation * deviation[i] * deviation[j]
                    let p = moment { ($0 * $1 - s[i, j]) * ($0 * $1 - s[i, j]) }
                    let ii = moment { ($0 * $0 - s[i, i]) * ($0 * $1 - s[i, j]) }
                    let jj = moment { ($1 * $1 - s[j, j]) * ($0 * $1 - s[i, j]) }
                    pi += p
                    let off = correlation / 2 * (deviation[j] / deviation[i] * ii + deviation[i] / deviation[j] * jj)
                    rho += i == j ? p : off
                    gamma += (target - s[i, j]) * (target - s[i, j])
                }
            }
            let expected = max(0, min(1, (pi - rho) / gamma / t))
            let estimate = try CovarianceEstimate(of: x, by: .ledoitWolf(.constantCorrelation()))
            XCTAssertEqual(estimate.shrinkage, expected, accuracy: 1e-11)
        }
    }

    func testPairwiseOfCompleteDataIsTheBatch() throws {
        var scatter = Scatter(5)
        var returns = scatter.returns(50, 6)
        for j in 0..<6 { returns[7, j] = .nan }
        let rows = (0..<50).filter { $0 != 7 }
        let complete = returns.submatrix(rows: rows, columns: Array(0..<6))
        for method in [CovarianceMethod.sample(), .sample(ddof: 0), .semi(benchmark: 0.001)] {
            let pairwise = try CovarianceEstimate(of: returns, by: method, missing: .pairwise(.clippedEigenvalues)).matrix
            XCTAssertLessThan(relativeDistance(pairwise, try CovarianceEstimate(of: complete, by: method).matrix), 1e-13)
        }
    }

    func testIndefinitePairwiseMatricesAreRepairedAndKeepTheirVariances() throws {
        var scatter = Scatter(6)
        var repaired = 0
        for seed in 0..<20 {
            var returns = scatter.returns(14, 9)
            for i in 0..<14 { for j in 0..<9 where (i * 5 + j * 3 + seed) % 4 == 0 { returns[i, j] = .nan } }
            for method in [SemidefiniteRepair.nearestCorrelation, .clippedEigenvalues] {
                let estimate = try CovarianceEstimate(of: returns, by: .sample(), missing: .pairwise(method))
                guard let repair = estimate.repair else { continue }
                repaired += 1
                XCTAssertLessThan(repair.smallestEigenvalue, 0)
                XCTAssertGreaterThan(repair.relativeDistance, 0)
                XCTAssertGreaterThan(smallestEigenvalue(estimate.matrix), -1e-12)
                for j in 0..<9 {
                    let present = returns.column(j).filter { !$0.isNaN }
                    XCTAssertEqual(estimate.matrix[j, j] / variance(present), 1, accuracy: 1e-12)
                }
            }
        }
        XCTAssertGreaterThan(repaired, 10)
    }

    func testDuplicatesAndConstantsAreLegalWhereTheyMeanSomething() throws {
        var scatter = Scatter(7)
        var returns = scatter.returns(40, 4)
        for i in 0..<40 {
            returns[i, 3] = returns[i, 2]
            returns[i, 0] = 0.1
        }
        for method in [
            CovarianceMethod.sample(), .ledoitWolf(.identity), .oracleApproximating, .exponential(.riskMetrics), .semi(),
        ] {
            let matrix = try CovarianceEstimate(of: returns, by: method).matrix
            XCTAssertEqual(matrix[2, 2], matrix[3, 3])
            XCTAssertTrue(matrix.elements.allSatisfy(\.isFinite))
        }
        let correlation = try CovarianceEstimate(of: returns, by: .sample()).matrix.correlationOfCovariance()
        XCTAssertEqual(correlation[2, 3], 1, accuracy: 1e-15)
        XCTAssertEqual(correlation.diagonal, [1, 1, 1, 1])
    }

    func testZeroReturnsGiveAZeroMatrix() throws {
        let zero = Matrix(rows: 5, columns: 3)
        for method in [CovarianceMethod.sample(), .ledoitWolf(.identity), .oracleApproximating, .semi()] {
            XCTAssertEqual(try CovarianceEstimate(of: zero, by: method).matrix, Matrix(rows: 3, columns: 3))
        }
    }
}
