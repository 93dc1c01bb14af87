import Foundation
import Numerics
import XCTest

@testable import Optimization

/// The last 1,000 daily returns of examples/data/sp20_adjusted_close.csv (simple, ddof 1), against PyPortfolioOpt 1.6.0, skfolio
/// 1.12.2, Riskfolio-Lib 7.4.0, riskparityportfolio 0.6.0 and CVXPY 1.9.3, the conic ones with Clarabel 0.11.1. Interior points stop near
/// the optimum: their weights agree to 1e-4 to 1e-3, and what they reach must not be better than ours.
final class ReferenceTests: XCTestCase {
    private static let returns: Matrix = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let text = (try? String(contentsOf: folder.appendingPathComponent("examples/data/sp20_adjusted_close.csv"), encoding: .utf8)) ?? ""
        let prices = text.split(separator: "\n").suffix(1001).map { $0.split(separator: ",").dropFirst().map { Double($0) ?? .nan } }
        return Matrix(rows: zip(prices, prices.dropFirst()).map { a, b in zip(a, b).map { $1 / $0 - 1 } })
    }()

    private let mu = (0..<20).map { mean(returns.column($0)) }
    private let sigma: Matrix = {
        let columns = (0..<20).map { returns.column($0) }
        return Matrix(columns: columns.map { a in columns.map { covariance(a, $0) } })
    }()

    private func problem(_ change: (inout Constraints) -> Void = { _ in }) throws -> MeanVariance {
        var constraints = Constraints(assets: 20)
        change(&constraints)
        return try MeanVariance(covariance: sigma, constraints: constraints)
    }

    /// `objective` is to be minimised: ours must be as low, and the reference's no more than `slack` relative above it.
    private func compare(
        _ solution: Solution, _ reference: [Double], accuracy: Double, slack: Double, line: UInt = #line, _ objective: ([Double]) -> Double
    ) {
        XCTAssertEqual(solution.certificate.status, .optimal, line: line)
        for (a, b) in zip(solution.weights, reference) { XCTAssertEqual(a, b, accuracy: accuracy, line: line) }
        let (ours, theirs) = (objective(solution.weights), objective(reference))
        XCTAssertLessThanOrEqual(ours, theirs + 1e-5 * abs(theirs), line: line)
        XCTAssertEqual(ours, theirs, accuracy: slack * abs(theirs), line: line)
    }

    func testMinimumVariance() throws {
        // PyPortfolioOpt CLA(mu, S).min_volatility()
        compare(
            try problem().minimumVariance(),
            [0, 0, 0, 0, 0, 0, 0, 0.250844, 0, 0.144390, 0, 0.165533, 0, 0, 0.057542, 0.061296, 0, 0, 0.273134, 0.047262],
            accuracy: 1e-6, slack: 1e-5, sigma.quadraticForm)
        // PyPortfolioOpt EfficientFrontier(mu, S, (-0.2, 0.4)).min_volatility()
        compare(
            try problem {
                $0.lower = [Double](repeating: -0.2, count: 20)
                $0.upper = [Double](repeating: 0.4, count: 20)
            }.minimumVariance(),
            [
                -0.002795, 0.005742, -0.150921, -0.005841, -0.103533, -0.005428, 0.051258, 0.296581, 0.104414, 0.208192, -0.026120,
                0.185982, -0.020312, -0.127885, 0.062868, 0.102698, 0.008463, -0.024266, 0.278685, 0.162218,
            ], accuracy: 1e-3, slack: 1e-5, sigma.quadraticForm)
        // skfolio MeanRisk(VARIANCE, linear_constraints=["a<=0.2"]), a being the first ten assets
        compare(
            try problem { $0.groups = [GroupBound(name: "a", members: Array(0..<10), upper: 0.2)] }.minimumVariance(),
            [0, 0, 0, 0, 0, 0, 0, 0.136886, 0, 0.063114, 0, 0.207411, 0, 0, 0.086460, 0.144219, 0, 0, 0.293370, 0.068540],
            accuracy: 1e-4, slack: 1e-6, sigma.quadraticForm)
        // CVXPY: box (−0.1, 0.3), ‖w‖₁ ≤ 1.3, ‖w − 1/20‖₁ ≤ 0.8
        compare(
            try problem {
                $0.lower = [Double](repeating: -0.1, count: 20)
                $0.upper = [Double](repeating: 0.3, count: 20)
                $0.maximumLeverage = 1.3
                $0.turnover = TurnoverBound(previous: [Double](repeating: 0.05, count: 20), maximum: 0.8)
            }.minimumVariance(),
            [
                0.025388, -0.020913, -0.080280, 0.011915, 0.011002, 0.023900, 0.050000, 0.183391, 0.050000, 0.066671, 0.050000, 0.121131,
                0.030833, 0.050000, 0.050000, 0.050000, 0.010927, 0.037230, 0.228807, 0.050000,
            ], accuracy: 1e-4, slack: 1e-5, sigma.quadraticForm)
    }

    func testMaximumSharpe() throws {
        // PyPortfolioOpt CLA(mu, S).max_sharpe()
        compare(
            try problem().maximumSharpe(expectedReturns: mu),
            [0.330901, 0.031185, 0, 0, 0, 0, 0, 0, 0, 0, 0.455458, 0, 0, 0, 0, 0.074530, 0.087452, 0.020473, 0, 0], accuracy: 1e-5,
            slack: 1e-6
        ) { -dot(mu, $0) / sigma.quadraticForm($0).squareRoot() }
        // Riskfolio-Lib optimization(model="Classic", rm="MV", obj="Sharpe", rf=0.0001)
        compare(
            try problem().maximumSharpe(expectedReturns: mu, riskFree: 1e-4),
            [0.360618, 0.037218, 0, 0, 0, 0, 0, 0, 0, 0, 0.490016, 0, 0, 0, 0, 0.006256, 0.094599, 0.011294, 0, 0], accuracy: 1e-4,
            slack: 1e-6
        ) { (1e-4 - dot(mu, $0)) / sigma.quadraticForm($0).squareRoot() }
    }

    func testTargetsAndUtility() throws {
        // PyPortfolioOpt efficient_return(0.001), efficient_risk(0.012)
        XCTAssertEqual(
            try problem().minimumVariance(expectedReturns: mu, targetReturn: 0.001).objective, 0.000154944, accuracy: 1e-8)
        XCTAssertEqual(
            try problem().maximumReturn(expectedReturns: mu, targetVolatility: 0.012).objective, 0.000927037, accuracy: 1e-8)
        // PyPortfolioOpt max_quadratic_utility(risk_aversion=4) with transaction_cost(w_prev=1/20, k=0.0002)
        compare(
            try problem { $0.costs = TransactionCosts(previous: [Double](repeating: 0.05, count: 20), rates: [Double](repeating: 2e-4, count: 20)) }
                .maximumUtility(expectedReturns: mu, riskAversion: 4),
            [
                0.161910, 0.050056, 0, 0, 0.009442, 0, 0.038575, 0, 0, 0, 0.311980, 0.05, 0.05, 0.05, 0, 0.05, 0.078055, 0.05, 0.05, 0.05,
            ], accuracy: 2e-3, slack: 1e-3
        ) { w in 2 * sigma.quadraticForm(w) - dot(mu, w) + 2e-4 * w.reduce(0) { $0 + abs($1 - 0.05) } }
    }

    func testMaximumDiversification() throws {
        // skfolio MaximumDiversification(): ratio 1.661061723
        let ratio = try problem().maximumDiversification().objective
        XCTAssertEqual(ratio, 1.661061723, accuracy: 2e-7)
        XCTAssertGreaterThan(ratio, 1.661061723)
    }

    func testTracking() throws {
        // CVXPY: tenth each of the first ten, at least 0.7 outside the first five
        let solution = try problem { $0.groups = [GroupBound(name: "rest", members: Array(5..<20), lower: 0.7)] }
            .minimumTracking(benchmark: (0..<20).map { $0 < 10 ? 0.1 : 0 })
        XCTAssertEqual(solution.objective, 1.310949231e-6, accuracy: 1e-12)
    }

    func testEqualRiskContribution() throws {
        let weights = try RiskBudgeting(assets: 20).solve(sigma).weights
        // Riskfolio-Lib rp_optimization(rm="MV"); skfolio RiskBudgeting(VARIANCE) and riskparityportfolio vanilla.design agree to 1e-5 and 1e-4.
        let reference = [
            0.042208, 0.033280, 0.035904, 0.039287, 0.038742, 0.037007, 0.046426, 0.070447, 0.039657, 0.061934, 0.055727, 0.069471,
            0.043566, 0.057501, 0.062606, 0.065904, 0.031542, 0.046526, 0.078484, 0.043780,
        ]
        for (a, b) in zip(weights, reference) { XCTAssertEqual(a, b, accuracy: 1e-5) }
        // skfolio RiskBudgeting(risk_budget=[1…20]/210)
        let budgeted = try RiskBudgeting(budgets: (1...20).map(Double.init)).solve(sigma).weights
        let second = [
            0.004185, 0.006995, 0.010281, 0.015790, 0.017873, 0.021724, 0.031183, 0.050165, 0.034050, 0.056184, 0.054048, 0.073701,
            0.054195, 0.071767, 0.081491, 0.092202, 0.045371, 0.074679, 0.125532, 0.078582,
        ]
        for (a, b) in zip(budgeted, second) { XCTAssertEqual(a, b, accuracy: 1e-5) }
    }

    func testCornerPortfolios() throws {
        // PyPortfolioOpt CLA(mu, S)._solve(), expected returns of w; where it repeats a corner, once.
        let reference = [
            0.001870004787, 0.001783986057, 0.001686332576, 0.001481231739, 0.001475564653, 0.001398698336, 0.001393132793, 0.001363673355,
            0.001065939661, 0.0009901742516, 0.0008327030117, 0.0006006290104, 0.0005890948373, 0.0005885297954,
        ]
        let frontier = try problem().frontier(expectedReturns: mu)
        for expected in reference {
            XCTAssertEqual(frontier.portfolio(expectedReturn: expected).expectedReturn, expected, accuracy: 1e-12)
            XCTAssertTrue(frontier.corners.contains { abs($0.expectedReturn - expected) < 1e-11 }, "\(expected)")
        }
        // It passes over three corners: between its neighbours its variance is above the optimum, which Clarabel at a gap of 1e-13 puts at
        // the second number.
        XCTAssertEqual(frontier.corners.count, reference.count + 3)
        for (r, variance) in [
            (0.0009777783699290513, 0.0001514007388616051), (0.0007066603025352847, 0.0001227119859596806),
            (0.0006218842647425532, 0.000119075392065548),
        ] {
            XCTAssertEqual(frontier.portfolio(expectedReturn: r).variance, variance, accuracy: 1e-12)
            XCTAssertTrue(frontier.corners.contains { abs($0.expectedReturn - r) < 1e-12 })
        }
    }

    func testBlackLitterman() throws {
        // PyPortfolioOpt BlackLittermanModel(S, pi=2.5·S·w, P, Q, tau=0.05), and with omega="idzorek", view_confidences=[0.25, 0.8]
        let market = (1...20).reversed().map { Double($0) / 210 }
        let model = try BlackLitterman(marketWeights: market, riskAversion: 2.5, covariance: sigma)
        let views = [
            BlackLitterman.View.absolute(0, expectedReturn: 0.002, assets: 20), .relative(12, over: 19, by: 0.0005, assets: 20),
        ]
        let plain = try model.posterior(views: views)
        for (i, expected) in [(0, 0.00133021798417), (1, 0.0015791513943), (12, 0.00111805835152), (19, 0.000731148130762)] {
            XCTAssertEqual(plain.expectedReturns[i], expected, accuracy: 1e-13)
        }
        XCTAssertEqual(plain.covariance[0, 0], 0.00047572137074303596, accuracy: 1e-15)
        XCTAssertEqual(plain.covariance[12, 19], 0.00015607217882106816, accuracy: 1e-15)
        let sure = try model.posterior(views: views, uncertainty: .confidence([0.25, 0.8]))
        for (i, expected) in [(0, 0.00103109636238), (1, 0.00130365731766), (12, 0.000934055301234), (19, 0.000505152209828)] {
            XCTAssertEqual(sure.expectedReturns[i], expected, accuracy: 1e-13)
        }
        XCTAssertEqual(sure.covariance[0, 1], 0.0004697532093894119, accuracy: 1e-15)
    }
}
