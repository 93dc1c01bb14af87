import Glibc
import Numerics
import XCTest

@testable import Risk

/// Stresses and liquidity: scaling laws, closed forms, sums of contributions.
final class StressTests: XCTestCase {
    private func sums(_ result: StressResult, file: StaticString = #filePath, line: UInt = #line) {
        let total = result.contributions.reduce(0) { $0 + $1.loss }
        XCTAssertEqual(total, result.loss, accuracy: 1e-12 * max(abs(result.loss), 1e-9), result.scenario, file: file, line: line)
        XCTAssertFalse(result.inputs.isEmpty, file: file, line: line)
    }

    func testAVolatilitySpikeScalesTheRisk() throws {
        let data = try reference()
        let result = try CovarianceStress.volatilitySpike(
            weights: data.weights, covariance: data.covariance, factor: 3, confidence: 0.99, names: data.names)
        XCTAssertEqual(result.loss, 3 * result.unstressed, accuracy: 1e-15)
        let direct = try RiskContributions.normalValueAtRisk(
            weights: data.weights, covariance: 9 * data.covariance, confidence: 0.99)
        XCTAssertEqual(result.loss, direct.total, accuracy: 1e-14)
        XCTAssertEqual(result.contributions[4].name, "CVX")
        sums(result)
    }

    func testCorrelationsOfOneAddTheVolatilities() throws {
        let data = try reference()
        let one = try CovarianceStress.correlation(
            weights: data.weights, covariance: data.covariance, stress: .towardOne(1), confidence: 0.99)
        let added = zip(data.weights, data.covariance.diagonal).reduce(0) { $0 + $1.0 * $1.1.squareRoot() }
        XCTAssertEqual(one.loss, added * NormalDistribution.standard.quantile(0.99), accuracy: 1e-12)
        var last = one.unstressed
        for part in [0.0, 0.25, 0.5, 0.75, 1] {
            let result = try CovarianceStress.correlation(
                weights: data.weights, covariance: data.covariance, stress: .towardOne(part), confidence: 0.99)
            XCTAssertGreaterThanOrEqual(result.loss, last - 1e-15)
            sums(result)
            last = result.loss
        }
    }

    func testAFloorOfCorrelationsIsRepairedWhereItIsIndefinite() throws {
        // 1 and 2 move against each other; a floor between 3 and both contradicts that.
        let covariance = Matrix(rows: [[1, -0.9, 0.2], [-0.9, 1, 0.2], [0.2, 0.2, 1]])
        let (same, none) = try CovarianceStress.covarianceMatrix(covariance, .floor(-0.95))
        XCTAssertEqual(none, 0)
        XCTAssertEqual(same, covariance)
        let indefinite = Matrix(rows: [[4, -1.8, 2], [-1.8, 1, 0.9], [2, 0.9, 4]])
        let (repaired, change) = try CovarianceStress.covarianceMatrix(indefinite, .floor(-0.9))
        let smallest = SymmetricEigen(repaired)?.values[0] ?? .nan
        XCTAssertGreaterThan(smallest, -1e-12)
        XCTAssertGreaterThan(change, 0)
        XCTAssertEqual(repaired.diagonal.map { ($0 * 1e12).rounded() / 1e12 }, [4, 1, 4])
        sums(try CovarianceStress.correlation(weights: [1, 1, 1], covariance: covariance, stress: .floor(0.5), confidence: 0.95))
    }

    func testSpreadsOutagesAndFactors() throws {
        let spread = try SpreadStress.liquidation(weights: [0.5, -0.25, 0], spreads: [0.001, 0.004, 0.1], factor: 5)
        XCTAssertEqual(spread.loss, 5 * (0.5 * 0.5 * 0.001 + 0.5 * 0.25 * 0.004), accuracy: 1e-18)
        sums(spread)
        let covariance = Matrix(rows: [[0.0004, 0], [0, 0.0001]])
        let outage = try OutageStress.gapLoss(
            weights: [1, 0.5], covariance: covariance, hours: 6, hoursPerPeriod: 24, confidence: 0.99)
        let day = try OutageStress.gapLoss(
            weights: [1, 0.5], covariance: covariance, hours: 24, hoursPerPeriod: 24, confidence: 0.99)
        XCTAssertEqual(outage.loss, day.loss / 2, accuracy: 1e-16)
        sums(outage)
        let betas = Matrix(rows: [[1.2, 0.1], [0.8, -0.5]])
        let shock = try FactorShock.apply(
            weights: [0.6, 0.4], betas: betas, shocks: [-0.2, 0.05], factors: ["market", "rates"])
        XCTAssertEqual(shock.stress.loss, 0.6 * (0.24 - 0.005) + 0.4 * (0.16 + 0.025), accuracy: 1e-15)
        XCTAssertEqual(shock.factorLosses.reduce(0, +), shock.stress.loss, accuracy: 1e-15)
        XCTAssertEqual(shock.stress.inputs.map(\.name), ["market", "rates"])
        sums(shock.stress)
    }

    func testHistoricalWindows() throws {
        let data = try reference()
        let worst = try HistoricalStress.worst(periods: 20, weights: data.weights, returns: data.returns, names: data.names)
        try assert(worst.loss, "worst20_loss", relative: 1e-11)
        try assert(Double(worst.inputs[0].value) ?? .nan, "worst20_row")
        sums(worst)
        let day = try HistoricalStress.worst(periods: 1, weights: data.weights, returns: data.returns)
        XCTAssertEqual(day.loss, -(data.returns.times(data.weights).min() ?? .nan), accuracy: 1e-15)
        let whole = try HistoricalStress.worst(periods: 1_500, weights: data.weights, returns: data.returns)
        let named = try HistoricalStress.window(.init(name: "all", rows: 0..<1_500), weights: data.weights, returns: data.returns)
        XCTAssertEqual(whole.loss, named.loss, accuracy: 1e-12)
        let days: [Int64] = [10, 20, 30, 40, 50]
        XCTAssertEqual(HistoricalStress.Window(name: "w", times: days, from: 15, through: 40).rows, 1..<4)
        XCTAssertTrue(HistoricalStress.Window(name: "w", times: days, from: 41, through: 45).rows.isEmpty)
        // A total loss stays within its windows.
        var crash = Matrix(rows: 30, columns: 1, repeating: 0.01)
        crash[4, 0] = -1
        XCTAssertEqual(try HistoricalStress.worst(periods: 3, weights: [1], returns: crash).loss, 1)
        crash[4, 0] = 0.01
        crash[25, 0] = -0.05
        XCTAssertEqual(
            try HistoricalStress.worst(periods: 3, weights: [1], returns: crash).loss, 1 - 0.95 * 1.01 * 1.01, accuracy: 1e-14)
    }

    func testLiquidityAdjustedRisk() throws {
        let spread = try LiquidityAdjustedRisk.Spread(mean: 0.002, deviation: 0.001)
        let risk = try LiquidityAdjustedRisk(marketRisk: 0.03, weights: [1, -0.5], spreads: [spread, spread], multiple: 3)
        XCTAssertEqual(risk.total, 0.03 + 0.5 * 1.5 * 0.005, accuracy: 1e-16)
        XCTAssertEqual(
            try LiquidityAdjustedRisk.lognormalMarketRisk(mean: 0, deviation: 0.01, confidence: 0.99),
            1 - exp(-0.01 * 2.3263478740408408), accuracy: 1e-15)
        XCTAssertEqual(
            try LiquidityAdjustedRisk.Spread(observed: [0.001, 0.003]).deviation, 0.002.squareRoot() / 1_000.0.squareRoot(),
            accuracy: 1e-15)
    }

    func testTimeToLiquidate() throws {
        let time = try LiquidationTime(
            quantities: [1_000, -500, 0], prices: [10, 20, 5], volumes: [1_000, 10_000, 0], participation: 0.1,
            names: ["a", "b", "c"])
        XCTAssertEqual(time.positions.map(\.days), [10, 0.5, 0])
        XCTAssertEqual(time.days, 10)
        XCTAssertEqual(time.soldFraction(after: 0.5), (10_000 + 500) / 20_000, accuracy: 1e-15)
        for fraction in [0, 0.1, 0.5, 0.525, 0.9, 1] {
            XCTAssertEqual(time.soldFraction(after: try time.days(toSell: fraction)), fraction, accuracy: 1e-12)
        }
        XCTAssertEqual(try LiquidationTime(quantities: [5], prices: [1], volumes: [0], participation: 1).days, .infinity)
        assertRefused("participation is 0", try LiquidationTime(quantities: [1], prices: [1], volumes: [1], participation: 0))
    }

    func testImpactGrowsWithTheRootOfSize() throws {
        func cost(_ quantity: Double) throws -> LiquidationCost {
            try LiquidationCost(
                quantities: [quantity], prices: [50], volumes: [1e6], spreads: [0], volatilities: [0.02], impactCoefficient: 0.8)
        }
        XCTAssertEqual(try cost(10_000).fraction, 0.8 * 0.02 * 0.1, accuracy: 1e-16)
        XCTAssertEqual(try cost(40_000).fraction, 2 * (try cost(10_000)).fraction, accuracy: 1e-15)
        XCTAssertEqual(try cost(-40_000).cost, 8 * (try cost(10_000)).cost, accuracy: 1e-9)
        assertRefused(
            "volumes[0] is 0", try LiquidationCost(quantities: [1], prices: [1], volumes: [0], spreads: [0], volatilities: [0.1]))
    }
}
