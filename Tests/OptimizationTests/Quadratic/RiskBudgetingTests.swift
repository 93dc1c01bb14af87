import Numerics
import XCTest

@testable import Optimization

final class RiskBudgetingTests: XCTestCase {
    private func requireBudgets(_ w: [Double], _ sigma: Matrix, _ budgets: [Double], _ message: String = "") {
        let product = sigma.times(w)
        let variance = dot(w, product)
        for i in w.indices { XCTAssertEqual(w[i] * product[i] / variance / budgets[i], 1, accuracy: 1e-10, message) }
        XCTAssertEqual(w.reduce(0, +), 1, accuracy: 1e-14, message)
        XCTAssertGreaterThan(w.min() ?? 0, 0, message)
    }

    func testContributionsAreTheBudgets() throws {
        var stream = ProblemStream(seed: 41)
        for n in [1, 2, 3, 5, 12, 30, 60] {
            for trial in 0..<8 {
                let sigma = stream.covariance(n, rows: trial == 0 ? max(2, n / 2) : 3 * n + 5)
                let equal = try RiskBudgeting(assets: n).solve(sigma)
                guard equal.certificate.status == .optimal else {
                    XCTAssertEqual(trial, 0, "only a singular matrix may have none")
                    continue
                }
                requireBudgets(equal.weights, sigma, [Double](repeating: 1 / Double(n), count: n), "\(n) \(trial)")
                XCTAssertLessThanOrEqual(equal.certificate.kktResidual, 1e-10)
                let budgets = stream.weights(n).map { $0 + 0.01 }
                let total = budgets.reduce(0, +)
                requireBudgets(try RiskBudgeting(budgets: budgets).solve(sigma).weights, sigma, budgets.map { $0 / total }, "\(n) \(trial)")
            }
        }
    }

    func testUncorrelatedAssetsGetInverseVolatility() throws {
        let weights = try RiskBudgeting(assets: 3).solve(.diagonal([0.01, 0.04, 0.16])).weights
        for (weight, expected) in zip(weights, [4.0 / 7, 2.0 / 7, 1.0 / 7]) { XCTAssertEqual(weight, expected, accuracy: 1e-12) }
    }

    func testPermutationAndScale() throws {
        var stream = ProblemStream(seed: 42)
        let sigma = stream.covariance(15, rows: 60)
        let order = Array((0..<15).reversed())
        let straight = try RiskBudgeting(assets: 15).solve(sigma).weights
        let turned = try RiskBudgeting(assets: 15).solve(sigma.submatrix(rows: order, columns: order)).weights
        let scaled = try RiskBudgeting(assets: 15).solve(1e6 * sigma).weights
        for i in 0..<15 {
            XCTAssertEqual(straight[order[i]], turned[i], accuracy: 1e-11)
            XCTAssertEqual(straight[i], scaled[i], accuracy: 1e-11)
        }
    }

    func testWhatHasNoAnswerFallsBackAndSaysWhy() throws {
        let constant = Matrix.diagonal([0.01, 0, 0.04])
        let flat = try RiskBudgeting(assets: 3, names: ["A", "CASH", "B"]).solve(constant)
        XCTAssertEqual(flat.certificate.status, .fallback(method: "inverse volatility", reason: "CASH has no variance"))
        for (weight, expected) in zip(flat.weights, [2.0 / 3, 0, 1.0 / 3]) { XCTAssertEqual(weight, expected, accuracy: 1e-15) }
        let hedge = try RiskBudgeting(assets: 2).solve(Matrix(rows: [[0.01, -0.01], [-0.01, 0.01]]))
        guard case .fallback("inverse volatility", _) = hedge.certificate.status else { return XCTFail("\(hedge)") }
        XCTAssertEqual(hedge.weights, [0.5, 0.5])
        let zeros = try RiskBudgeting(assets: 2).solve(Matrix(rows: 2, columns: 2))
        guard case .fallback("equal weight", _) = zeros.certificate.status else { return XCTFail("\(zeros)") }
    }

    func testOtherConstraintsAreRefusedByName() throws {
        let risk = try RiskBudgeting(assets: 2, names: ["A", "B"])
        var grouped = Constraints(assets: 2)
        XCTAssertNoThrow(try risk.solve(.identity(2), constraints: grouped))
        grouped.groups = [GroupBound(name: "tech", members: [0], upper: 0.3)]
        XCTAssertThrowsError(try risk.solve(.identity(2), constraints: grouped)) { XCTAssertTrue("\($0)".contains("group 'tech'"), "\($0)") }
        XCTAssertThrowsError(try risk.solve(.identity(2), constraints: Constraints(assets: 2, upper: 0.5))) {
            XCTAssertTrue("\($0)".contains("upper bound 0.5 of A"), "\($0)")
        }
        XCTAssertThrowsError(try RiskBudgeting(budgets: [1, 0]))
        XCTAssertThrowsError(try RiskBudgeting(budgets: []))
    }

    func testRollingWindowsAgreeWithTheBatchForm() throws {
        var stream = ProblemStream(seed: 43)
        let rows = (0..<300).map { _ in
            let market = 0.01 * stream.normal()
            return (0..<6).map { j in 1e-3 + market + 0.01 * (1 + Double(j) / 6) * stream.normal() }
        }
        let rolling = try RollingRiskBudgeting(RiskBudgeting(assets: 6), window: 60)
        for (t, row) in rows.enumerated() {
            let certificate = try rolling.push(row)
            XCTAssertEqual(certificate == nil, t < 59)
            guard t >= 59, t % 7 == 0 else { continue }
            let columns = (0..<6).map { j in rows[(t - 59)...t].map { $0[j] } }
            let batch = Matrix(columns: columns.map { a in columns.map { b in covariance(a, b) } })
            for (a, b) in zip(rolling.covariance.elements, batch.elements) { XCTAssertEqual(a, b, accuracy: 1e-16) }
            requireBudgets(rolling.weights, batch, [Double](repeating: 1.0 / 6, count: 6))
        }
        XCTAssertThrowsError(try rolling.push([.nan, 0, 0, 0, 0, 0]))
    }

    func testAConstantSeriesInTheWindowIsReported() throws {
        let rolling = try RollingRiskBudgeting(RiskBudgeting(assets: 2), window: 5)
        var stream = ProblemStream(seed: 44)
        for t in 0..<40 {
            guard let certificate = try rolling.push([0.01 * stream.normal(), t < 20 ? 0.01 * stream.normal() : 0.001]) else { continue }
            if t >= 25 { XCTAssertEqual(certificate.status, .fallback(method: "inverse volatility", reason: "asset 2 has no variance")) }
            XCTAssertEqual(rolling.weights.reduce(0, +), 1, accuracy: 1e-12)
        }
    }
}
