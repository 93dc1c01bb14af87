import Glibc
import Numerics
import XCTest

@testable import Risk

/// Contributions sum to the whole, are the derivatives they claim to be, and agree with Riskfolio-Lib.
final class DecompositionTests: XCTestCase {
    private func all(_ weights: [Double], _ data: RiskReference) throws -> [(RiskContributions, ([Double]) throws -> Double)] {
        let means = (0..<20).map { mean(data.returns.column($0)) }
        func portfolio(_ w: [Double]) -> (mean: Double, deviation: Double) {
            (dot(w, means), data.covariance.quadraticForm(w).squareRoot())
        }
        return [
            (try .volatility(weights: weights, covariance: data.covariance), { portfolio($0).deviation }),
            (
                try .normalValueAtRisk(weights: weights, covariance: data.covariance, means: means, confidence: 0.99),
                {
                    try NormalRisk.estimate(mean: portfolio($0).mean, deviation: portfolio($0).deviation, confidence: 0.99)
                        .valueAtRisk
                }
            ),
            (
                try .normalExpectedShortfall(weights: weights, covariance: data.covariance, means: means, confidence: 0.99),
                {
                    try NormalRisk.estimate(mean: portfolio($0).mean, deviation: portfolio($0).deviation, confidence: 0.99)
                        .expectedShortfall
                }
            ),
            (
                try .historicalValueAtRisk(weights: weights, returns: data.returns, confidence: 0.95),
                { try HistoricalRisk.estimate(data.returns.times($0), confidence: 0.95).valueAtRisk }
            ),
            (
                try .historicalExpectedShortfall(weights: weights, returns: data.returns, confidence: 0.97),
                { try HistoricalRisk.estimate(data.returns.times($0), confidence: 0.97).expectedShortfall }
            ),
        ]
    }

    func testComponentsSumToTheWholeAndMarginalsAreDerivatives() throws {
        let data = try reference()
        let longShort = data.weights.enumerated().map { $0 % 3 == 0 ? -$1 : $1 }
        for weights in [data.weights, longShort] {
            for (report, measure) in try all(weights, data) {
                XCTAssertEqual(report.total, try measure(weights), accuracy: 1e-14)
                XCTAssertEqual(
                    report.positions.reduce(0) { $0 + $1.component }, report.total, accuracy: 1e-12 * report.total,
                    report.kind.rawValue)
                XCTAssertEqual(report.positions.reduce(0) { $0 + $1.share }, 1, accuracy: 1e-12)
                for asset in [0, 7, 19] {
                    var (up, down, without) = (weights, weights, weights)
                    up[asset] += 1e-6
                    down[asset] -= 1e-6
                    without[asset] = 0
                    let slope = (try measure(up) - measure(down)) / 2e-6
                    XCTAssertEqual(report.positions[asset].marginal, slope, accuracy: 1e-6, "\(report.kind) \(asset)")
                    XCTAssertEqual(report.positions[asset].incremental, report.total - (try measure(without)), accuracy: 1e-13)
                    var alone = [Double](repeating: 0, count: 20)
                    alone[asset] = weights[asset]
                    XCTAssertEqual(report.positions[asset].standalone, try measure(alone), accuracy: 1e-14)
                }
            }
        }
    }

    func testAgainstNumpyAndRiskfolio() throws {
        let data = try reference()
        let volatility = try RiskContributions.volatility(weights: data.weights, covariance: data.covariance, names: data.names)
        try assert(volatility.total, "book_volatility", relative: 1e-11)
        try assert(volatility.positions[0].component, "book_component_0", relative: 1e-11)
        try assert(volatility.positions[19].component, "book_component_19", relative: 1e-11)
        XCTAssertEqual(volatility.positions[19].name, "XOM")
        let shortfall = try RiskContributions.historicalExpectedShortfall(
            weights: data.weights, returns: data.returns, confidence: 0.95)
        // Riskfolio-Lib differentiates numerically.
        try assert(shortfall.positions[0].component, "book_cvar_component_0", relative: 1e-5)
        try assert(shortfall.positions[19].component, "book_cvar_component_19", relative: 1e-5)
    }

    func testHistoricalContributionsAveragedOverNeighboursStillSum() throws {
        let data = try reference()
        let sharp = try RiskContributions.historicalValueAtRisk(weights: data.weights, returns: data.returns, confidence: 0.99)
        let smooth = try RiskContributions.historicalValueAtRisk(
            weights: data.weights, returns: data.returns, confidence: 0.99, neighbours: 5)
        XCTAssertEqual(smooth.total, sharp.total)
        XCTAssertEqual(smooth.positions.reduce(0) { $0 + $1.component }, sharp.total, accuracy: 1e-14)
        XCTAssertNotEqual(smooth.positions[0].component, sharp.positions[0].component)
    }

    func testShortfallIsSubadditive() throws {
        let data = try reference()
        for confidence in [0.5, 0.9, 0.95, 0.99, 0.9995] {
            let report = try RiskContributions.historicalExpectedShortfall(
                weights: data.weights, returns: data.returns, confidence: confidence)
            XCTAssertGreaterThanOrEqual(report.diversification, 0)
        }
    }

    func testIncrementalRiskOfATrade() throws {
        let data = try reference()
        var trade = [Double](repeating: 0, count: 20)
        trade[3] = -data.weights[3]
        let normal = try IncrementalRisk.normal(
            weights: data.weights, trade: trade, covariance: data.covariance, confidence: 0.99)
        let report = try RiskContributions.normalValueAtRisk(weights: data.weights, covariance: data.covariance, confidence: 0.99)
        XCTAssertEqual(normal.before.valueAtRisk - normal.after.valueAtRisk, report.positions[3].incremental, accuracy: 1e-14)
        let historical = try IncrementalRisk.historical(
            weights: data.weights, trade: trade, returns: data.returns, confidence: 0.95)
        let scenarios = try RiskContributions.historicalExpectedShortfall(
            weights: data.weights, returns: data.returns, confidence: 0.95)
        XCTAssertEqual(
            historical.before.expectedShortfall - historical.after.expectedShortfall, scenarios.positions[3].incremental,
            accuracy: 1e-14)
    }

    func testDiversification() throws {
        let data = try reference()
        try assert(
            Diversification.ratio(weights: data.weights, covariance: data.covariance), "diversification_ratio", relative: 1e-11)
        let principal = try Diversification.principalBets(weights: data.weights, covariance: data.covariance)
        try assert(principal.effectiveNumber, "principal_bets", relative: 1e-10)
        XCTAssertEqual(principal.shares.reduce(0, +), 1, accuracy: 1e-12)
        let torsion = try Diversification.minimumTorsionBets(weights: data.weights, covariance: data.covariance)
        try assert(torsion.effectiveNumber, "torsion_bets", relative: 1e-7)
        XCTAssertEqual(torsion.shares.reduce(0, +), 1, accuracy: 1e-12)
        // Uncorrelated assets of one variance: as many bets as assets, and a ratio of √n.
        let equal = [Double](repeating: 0.25, count: 4)
        XCTAssertEqual(
            try Diversification.minimumTorsionBets(weights: equal, covariance: .identity(4)).effectiveNumber, 4, accuracy: 1e-12)
        XCTAssertEqual(try Diversification.ratio(weights: equal, covariance: .identity(4)), 2, accuracy: 1e-14)
        XCTAssertEqual(try Diversification.ratio(weights: [0, 0, -1, 0], covariance: .identity(4)), 1, accuracy: 1e-14)
    }

    func testMinimumTorsionMakesUncorrelatedFactorsNearerToTheAssetsThanTheirPlainRoot() throws {
        let data = try reference()
        let torsion = try MinimumTorsion(data.covariance).matrix
        let factors = torsion.times(data.covariance).times(torsion, transposingOther: true)
        let deviations = data.covariance.diagonal.map { $0.squareRoot() }
        for i in 0..<20 {
            for j in 0..<20 where i != j { XCTAssertEqual(factors[i, j], 0, accuracy: 1e-10 * deviations[i] * deviations[j]) }
        }
        /// Σᵢ of the variance of factor i less asset i, over the asset's.
        func distance(_ map: Matrix) -> Double {
            let moved = map - .identity(20)
            let error = moved.times(data.covariance).times(moved, transposingOther: true)
            return (0..<20).reduce(0) { $0 + error[$1, $1] / data.covariance[$1, $1] }
        }
        var correlation = data.covariance
        for j in 0..<20 { for i in 0..<20 { correlation[i, j] /= deviations[i] * deviations[j] } }
        var plain = try XCTUnwrap(SymmetricEigen(correlation)).reconstruct { 1 / $0.squareRoot() }
        for j in 0..<20 { for i in 0..<20 { plain[i, j] *= deviations[i] / deviations[j] } }
        XCTAssertLessThan(distance(torsion), distance(plain))
    }

    func testPermutingTheAssetsPermutesTheContributionsAndScalingScalesThem() throws {
        let data = try reference()
        let order = (0..<20).map { (7 * $0 + 3) % 20 }
        let weights = order.map { data.weights[$0] }
        let returns = data.returns.submatrix(rows: Array(0..<data.returns.rows), columns: order)
        for (kind, report) in try all(data.weights, data).enumerated() {
            let doubled = try all(data.weights.map { 2 * $0 }, data)[kind].0
            XCTAssertEqual(doubled.total, 2 * report.0.total, accuracy: 1e-14)
            for asset in 0..<20 {
                XCTAssertEqual(doubled.positions[asset].component, 2 * report.0.positions[asset].component, accuracy: 1e-14)
            }
        }
        let original = try RiskContributions.historicalExpectedShortfall(
            weights: data.weights, returns: data.returns, confidence: 0.95)
        let moved = try RiskContributions.historicalExpectedShortfall(
            weights: weights, returns: returns, confidence: 0.95)
        XCTAssertEqual(moved.total, original.total, accuracy: 1e-15)
        for (place, asset) in order.enumerated() {
            XCTAssertEqual(moved.positions[place].component, original.positions[asset].component, accuracy: 1e-15)
        }
    }

    func testConcentration() throws {
        XCTAssertEqual(try Concentration(weights: [0.25, 0.25, -0.25, 0.25]).effectivePositions, 4, accuracy: 1e-14)
        let skewed = try Concentration(weights: [0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0])
        XCTAssertEqual(skewed.herfindahl, 0.25 + 0.05, accuracy: 1e-15)
        XCTAssertEqual(skewed.largest, 0.5, accuracy: 1e-15)
        XCTAssertEqual(skewed.fiveLargest, 0.9, accuracy: 1e-15)
    }
}
