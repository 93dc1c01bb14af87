import Numerics
import XCTest

@testable import Optimization

/// Optima of the ten stocks of `Samples` over 500 days, by SciPy 1.17.1 `linprog(method="highs")` on the full programs of
/// Rockafellar and Uryasev, of Chekhlov et al. and of Konno and Yamazaki. Riskfolio-Lib 7.4.0 (`Portfolio.optimization(rm="CVaR"
/// | "CDaR" | "MAD")`) gives 0.018773880649, 0.065813154356, 0.0064642769115 and PyPortfolioOpt 1.6.0 (`EfficientCVaR`,
/// `EfficientCDaR`) 0.018773880622, 0.065813153924.
final class LinearRiskTests: XCTestCase {
    override func setUpWithError() throws { try Samples.requireHiGHS() }

    private let cases: [(LinearRisk, least: Double, withReturn: Double, longShort: Double, weights: [Double])] = [
        (
            .conditionalValueAtRisk(confidence: 0.95), 0.01877388064260919, 0.019053811171479525, 0.018480441015508203,
            [0, 0, 0, 0.109178, 0, 0.607697, 0.037091, 0.165616, 0.052481, 0.027937]
        ),
        (
            .conditionalDrawdownAtRisk(confidence: 0.95), 0.06581315435548438, 0.06670871287624477, 0.05426507810175661,
            [0.20816, 0, 0, 0, 0, 0.543573, 0, 0.03918, 0, 0.209087]
        ),
        (
            .meanAbsoluteDeviation, 0.00646427691144436, 0.006618604600152096, 0.00645733740762975,
            [0, 0, 0, 0.091887, 0.067668, 0.417074, 0.035032, 0.307887, 0.025615, 0.054838]
        ),
    ]
    private let target = 0.0008335748000000002

    /// Both ways to solve it: by cuts and by the program over scenarios.
    private func problems(_ risk: LinearRisk, _ constraints: Constraints? = nil) throws -> [LinearRiskProblem] {
        let byCuts = try LinearRiskProblem(returns: Samples.returns, risk: risk, constraints: constraints)
        var byScenarios = byCuts
        byScenarios.cutLimit = 0
        return [byCuts, byScenarios]
    }

    private func assertOptimal(_ answer: LinearRiskSolution, file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertEqual(answer.solution.certificate.status, .optimal, file: file, line: line)
        XCTAssertEqual(answer.solution.objective, answer.bound, accuracy: 1e-10, file: file, line: line)
        XCTAssertLessThanOrEqual(answer.solution.certificate.primalResidual, 1e-9, file: file, line: line)
    }

    func testMinimumRiskIsThatOfTheFullProgram() throws {
        for (risk, least, _, _, weights) in cases {
            for problem in try problems(risk) {
                let answer = try problem.solve()
                assertOptimal(answer)
                XCTAssertEqual(answer.risk, least, accuracy: 1e-11)
                assertEqual(answer.solution.weights, weights, accuracy: 1e-5)
            }
        }
        let tail = try LinearRiskProblem(returns: Samples.returns, risk: .conditionalValueAtRisk(confidence: 0.99)).solve()
        XCTAssertEqual(tail.risk, 0.02513698406974498, accuracy: 1e-11)
    }

    func testMinimumRiskWithAReturn() throws {
        for (risk, _, withReturn, _, _) in cases {
            for problem in try problems(risk) {
                let answer = try problem.solve(.minimumRiskWithReturn(atLeast: target))
                assertOptimal(answer)
                XCTAssertEqual(answer.risk, withReturn, accuracy: 1e-11)
                XCTAssertGreaterThanOrEqual(answer.expectedReturn, target - 1e-12)
            }
        }
    }

    func testLongShort() throws {
        for (risk, _, _, longShort, _) in cases {
            for problem in try problems(risk, Constraints(assets: 10, lower: -0.2, upper: 0.4)) {
                let answer = try problem.solve()
                assertOptimal(answer)
                XCTAssertEqual(answer.risk, longShort, accuracy: 1e-11)
            }
        }
    }

    /// The frontier read the other way round: the largest return at the risk of the least risk at a return is that return.
    func testMaximumReturnInvertsMinimumRisk() throws {
        for (risk, _, withReturn, _, _) in cases {
            for problem in try problems(risk) {
                let answer = try problem.solve(.maximumReturn(riskAtMost: withReturn))
                assertOptimal(answer)
                XCTAssertEqual(answer.expectedReturn, target, accuracy: 1e-10)
                XCTAssertLessThanOrEqual(answer.risk, withReturn * (1 + 1e-9))
            }
        }
    }

    func testTheRiskOfTheSolutionIsTheMeasureOfItsReturns() throws {
        let answer = try LinearRiskProblem(returns: Samples.returns, risk: .conditionalValueAtRisk(confidence: 0.95)).solve()
        let worst = Samples.returns.times(answer.solution.weights).sorted().prefix(25)
        XCTAssertEqual(-sum(Array(worst)) / 25, answer.risk, accuracy: 1e-15)
    }

    func testPermutedAssetsHavePermutedWeights() throws {
        let order = [3, 7, 1, 9, 0, 2, 8, 4, 6, 5]
        let shuffled = Samples.returns.submatrix(rows: Array(0..<500), columns: order)
        for (risk, _, _, _, _) in cases {
            let plain = try LinearRiskProblem(returns: Samples.returns, risk: risk).solve().solution.weights
            let permuted = try LinearRiskProblem(returns: shuffled, risk: risk).solve().solution.weights
            assertEqual(permuted, order.map { plain[$0] }, accuracy: 1e-8)
        }
    }

    func testTheSameBytesAgain() throws {
        for (risk, _, _, _, _) in cases {
            let problem = try LinearRiskProblem(returns: Samples.returns, risk: risk)
            let (first, second) = (try problem.solve(), try problem.solve())
            XCTAssertEqual(first.solution.weights.map(\.bitPattern), second.solution.weights.map(\.bitPattern))
        }
    }

    func testTheTailOfManyValuesIsThatOfSorting() {
        var random = RandomStream(seed: 3, stream: "tail")
        let samples: [[Double]] = [
            (0..<5_000).map { _ in random.normal() }, (0..<5_000).map { _ in Double(random.integer(below: 4)) },
            (0..<2_000).map { Double($0) }, (0..<2_000).map { $0 % 16 == 0 ? 1 : 0 }, [Double](repeating: 2, count: 1_500),
        ]
        for values in samples {
            for confidence in [0.5, 0.8, 0.95, 0.9501, 0.99, 0.9999] {
                let size = (1 - confidence) * Double(values.count)
                let sorted = values.sorted(by: >)
                let whole = Int(size)
                let wanted = (sorted[..<whole].reduce(0, +) + (size - Double(whole)) * sorted[whole]) / size
                let shares = tailWeights(values, confidence)
                XCTAssertEqual(zip(shares, values).reduce(0) { $0 + $1.0 * $1.1 }, wanted, accuracy: 1e-12 * max(1, abs(wanted)))
                XCTAssertEqual(shares.reduce(0, +), 1, accuracy: 1e-12)
                XCTAssertLessThanOrEqual(shares.max() ?? 2, min(1, 1 / size) + 1e-15)
            }
        }
    }
}
