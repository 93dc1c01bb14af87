import Numerics
import Risk

/// How long the portfolio takes to sell, what that costs, and what it adds to its VaR.
struct LiquidityFigures {
    let inputs: LiquidityInputs
    let time: LiquidationTime
    let cost: LiquidationCost
    /// With spreads: VaR at the first confidence plus half the widened spreads.
    let adjusted: LiquidityAdjustedRisk?

    /// Deviations by which a spread is taken to widen.
    static let spreadMultiple = 3.0
}

extension RiskResult {
    /// Positions are amounts of money, so prices are one.
    mutating func addLiquidity(_ inputs: LiquidityInputs) throws {
        let amounts = weights.map { $0 * inputs.capital }
        let ones = [Double](repeating: 1, count: weights.count)
        let spreads = inputs.spreads.isEmpty ? [Double](repeating: 0, count: weights.count) : inputs.spreads
        // The law of impact takes daily volatility.
        let daily = (periods.value / 252).squareRoot()
        let time = try LiquidationTime(
            quantities: amounts, prices: ones, volumes: inputs.volumes, participation: inputs.participation, names: table.names)
        let cost = try LiquidationCost(
            quantities: amounts, prices: ones, volumes: inputs.volumes, spreads: spreads,
            volatilities: covariance.diagonal.map { $0.squareRoot() * daily }, names: table.names)
        var adjusted: LiquidityAdjustedRisk?
        if !inputs.spreads.isEmpty {
            let deviations = inputs.spreadDeviations.isEmpty ? [Double](repeating: 0, count: weights.count) : inputs.spreadDeviations
            adjusted = try LiquidityAdjustedRisk(
                marketRisk: HistoricalRisk.estimate(sample.returns, confidence: options.confidences[0]).valueAtRisk, weights: weights,
                spreads: zip(spreads, deviations).map { try LiquidityAdjustedRisk.Spread(mean: $0, deviation: $1) },
                multiple: LiquidityFigures.spreadMultiple)
        }
        liquidity = LiquidityFigures(inputs: inputs, time: time, cost: cost, adjusted: adjusted)
    }
}
