import Foundation
import Numerics
import XCTest

@testable import Optimization

final class KellyTests: XCTestCase {
    func testBets() throws {
        // Kelly (1956): an even bet won with 0.6 takes 2p − 1 and grows by ln 2 + p ln p + q ln q.
        let even = try Kelly.bet(probability: 0.6, odds: 1)
        XCTAssertEqual(even.fraction, 0.2, accuracy: 1e-15)
        XCTAssertEqual(even.growth, log(2) + 0.6 * log(0.6) + 0.4 * log(0.4), accuracy: 1e-15)
        XCTAssertEqual(try Kelly.bet(probability: 0.5, odds: 2).fraction, 0.25, accuracy: 1e-15)
        XCTAssertEqual(try Kelly.bet(probability: 0.5, odds: 2, share: 0.5).fraction, 0.125, accuracy: 1e-15)
        XCTAssertEqual(try Kelly.bet(probability: 0.3, odds: 2).fraction, 0)
        XCTAssertEqual(try Kelly.bet(probability: 1, odds: 2).fraction, 1)
        // Losing half the stake only: 0.5 / 0.5 − 0.5 / 1.
        XCTAssertEqual(try Kelly.bet(probability: 0.5, odds: 1, loss: 0.5).fraction, 0.5, accuracy: 1e-15)
        assertBad("probability is 1.2") { _ = try Kelly.bet(probability: 1.2, odds: 1) }
        assertBad("odds is 0.0") { _ = try Kelly.bet(probability: 0.5, odds: 0) }
        assertBad("share", "nan") { _ = try Kelly.bet(probability: 0.5, odds: 1, share: .nan) }
    }

    func testMoments() throws {
        let stake = try Kelly.moments(mean: 0.08, variance: 0.04, riskFree: 0.02)
        XCTAssertEqual(stake.fraction, 1.5, accuracy: 1e-15)
        // Half the squared Sharpe ratio above cash.
        XCTAssertEqual(stake.growth, 0.02 + 0.3 * 0.3 / 2, accuracy: 1e-15)
        assertBad("variance is 0.0") { _ = try Kelly.moments(mean: 0.1, variance: 0) }
    }

    func testSeries() throws {
        // A bet written as its outcomes.
        let bets = [Double](repeating: 1, count: 6) + [Double](repeating: -1, count: 4)
        let stake = try Kelly.series(bets)
        XCTAssertEqual(stake.fraction, 0.2, accuracy: 1e-14)
        XCTAssertEqual(stake.ruin, 1)
        XCTAssertEqual(stake.residual, 0, accuracy: 1e-14)
        // SciPy 1.17.1, `minimize_scalar(lambda f: -mean(log1p(f * aapl)), method="bounded")`.
        let apple = try Kelly.series(Samples.returns.column(0))
        XCTAssertEqual(apple.fraction, 0.42294677999, accuracy: 1e-7)
        XCTAssertEqual(apple.growth, 3.365051683655873e-05, accuracy: 1e-15)
        XCTAssertEqual(try Kelly.series(bets, maximum: 0.1).fraction, 0.1)
        XCTAssertEqual(try Kelly.series(bets, share: 0.5).fraction, 0.1, accuracy: 1e-14)
        XCTAssertEqual(try Kelly.series(bets.map { -$0 }).fraction, 0)
        XCTAssertEqual(try Kelly.series([0, 0, 0]).fraction, 0)
        XCTAssertEqual(try Kelly.series([0.1, 0.2], maximum: 3).fraction, 3)
        XCTAssertEqual(Kelly.ruinFraction([0.1, -0.25]), 4)
        XCTAssertEqual(Kelly.ruinFraction([0.1]), .infinity)
        assertBad("none of 2 is a loss") { _ = try Kelly.series([0.1, 0.2]) }
        assertBad("value 1", "nan") { _ = try Kelly.series([0.1, .nan]) }
    }

    func testNoOtherFractionGrowsFaster() throws {
        var random = TestRandom(41)
        for _ in 0..<50 {
            let returns = (0..<60).map { _ in 0.02 * random.normal() + 0.002 }
            let stake = try Kelly.series(returns)
            XCTAssertLessThan(stake.fraction, stake.ruin)
            for _ in 0..<20 {
                let other = random.uniform(0...min(100, stake.ruin * 0.999))
                XCTAssertLessThanOrEqual(mean(returns.map { log1p(other * $0) }), stake.growth + 1e-13)
            }
        }
    }

    func testPortfolioOfMoments() throws {
        // NumPy 2.4.6, `linalg.solve(cov(returns.T), mean)`.
        let expected = [
            -1.906245565762613, -1.0416205043862519, -1.7453521333695812, -0.1812826249450734, 2.3322001522069034,
            1.588543363198082,
            -1.0559591561649593, 2.6418605092823477, 1.6642312103360137, 6.627890588011883,
        ]
        let covariance = Samples.covariance(Samples.returns)
        let solution = try Kelly.portfolio(means: Samples.means, covariance: covariance)
        assertEqual(solution.weights, expected, accuracy: 1e-10)
        XCTAssertEqual(solution.certificate.status, .optimal)
        let half = try Kelly.portfolio(means: Samples.means, covariance: covariance, share: 0.5)
        assertEqual(half.weights, expected.map { $0 / 2 }, accuracy: 1e-10)
        // Half the stake keeps three quarters of the growth.
        XCTAssertEqual(half.objective, 0.75 * solution.objective, accuracy: 1e-15)
        XCTAssertLessThan(Kelly.worstWealth(solution.weights, returns: Samples.returns), 1)
        let twins = Matrix(rows: [[1, 1], [1, 1]])
        assertBad("singular") { _ = try Kelly.portfolio(means: [1, 1], covariance: twins) }
        assertBad("1 values") { _ = try Kelly.portfolio(means: [1], covariance: covariance) }
    }
}
