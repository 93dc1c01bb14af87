import Numerics
import Optimization
import Risk
import Store

/// The risk of a portfolio: tails, where they come from, how they would have been forecast, and what stress does.
struct RiskResult {
    let table: ReturnsTable
    let options: RiskOptions
    let weights: [Double]
    /// `nil` for equal weights, which were then not given.
    let weightsPath: String?
    let choice: CovarianceChoice
    let covariance: Matrix
    let sample: RiskSample
    let periods: (value: Double, reason: String)
    let estimates: [RiskEstimate]
    let contributions: [RiskContributions]
    let diversification: DiversificationFigures
    var backtests: [RiskBacktest] = []
    var stresses: [StressResult] = []
    var liquidity: LiquidityFigures?
    var factors: FactorRegression?

    init(_ table: ReturnsTable, weights given: [Double]?, path: String?, _ choice: CovarianceChoice, _ options: RiskOptions) throws {
        try table.requireComplete(for: "the return of a portfolio")
        guard table.rows >= 4 else { throw DataError(table.path, "\(table.rows) rows of returns: moments of the tail need at least 4") }
        let weights = given ?? [Double](repeating: 1 / Double(table.assets), count: table.assets)
        let estimate = try CovarianceEstimate(of: table.returns, by: choice.method)
        let sample = RiskSample(
            weights: weights, covariance: estimate.matrix, means: (0..<table.assets).map { mean(table.returns.column($0)) },
            returns: table.returns.times(weights), horizon: options.horizon, scenarios: options.scenarios, seed: options.seed)
        (self.table, self.options, self.weights, weightsPath, self.choice) = (table, options, weights, path, choice)
        (covariance, self.sample) = (estimate.matrix, sample)
        periods = PeriodsPerYear.infer(times: table.times)
        estimates = try options.methods.flatMap { method in
            try options.confidences.map { try sample.estimate(method, confidence: $0) }
        }
        contributions = try RiskResult.contributions(table, weights, estimate.matrix, options)
        diversification = try DiversificationFigures(weights, estimate.matrix)
    }

    /// Of volatility, and of normal VaR and historical shortfall at each confidence; per period.
    private static func contributions(
        _ table: ReturnsTable, _ weights: [Double], _ covariance: Matrix, _ options: RiskOptions
    ) throws -> [RiskContributions] {
        var all = [try RiskContributions.volatility(weights: weights, covariance: covariance, names: table.names)]
        for confidence in options.confidences {
            all.append(
                try RiskContributions.normalValueAtRisk(weights: weights, covariance: covariance, confidence: confidence, names: table.names))
            all.append(
                try RiskContributions.historicalExpectedShortfall(
                    weights: weights, returns: table.returns, confidence: confidence, names: table.names))
        }
        return all
    }

    var volatility: Double { contributions[0].total }
    /// Shortfall at the first confidence.
    var shortfall: RiskContributions { contributions[2] }

    var weightsNote: String {
        let total = sum(weights)
        let gross = weights.reduce(0) { $0 + abs($1) }
        guard let weightsPath else { return "equal weights, as none are given" }
        return "weights of \(weightsPath): sum \(TableText.significant(total)), gross \(TableText.significant(gross))"
    }
}

/// How spread the risk is. What a degenerate portfolio does not have is `nil`, and what takes longer than seconds, with many assets.
struct DiversificationFigures {
    let ratio: Double
    let principalBets: Double?
    let torsionBets: Double?
    let concentration: Concentration

    init(_ weights: [Double], _ covariance: Matrix) throws {
        ratio = try Diversification.ratio(weights: weights, covariance: covariance)
        let n = weights.count
        principalBets = n > 2_000 ? nil : try? Diversification.principalBets(weights: weights, covariance: covariance).effectiveNumber
        torsionBets = n > 500 ? nil : try? Diversification.minimumTorsionBets(weights: weights, covariance: covariance).effectiveNumber
        concentration = try Concentration(weights: weights)
    }
}
