import Numerics

/// Shocks of factors, passed on to assets by their sensitivities.
public enum FactorShock {
    public struct Result: Equatable, Sendable {
        public let stress: StressResult
        /// The loss by factor, in the order of the shocks; they too sum to the loss.
        public let factorLosses: [Double]
    }

    /// `betas` has a row for each asset and a column for each factor; a shock is the factor's return, −0.2 for a fall by a fifth.
    /// The loss of asset i is −wᵢ·Σₖ βᵢₖ·shockₖ; nothing but the factors moves.
    public static func apply(weights: [Double], betas: Matrix, shocks: [Double], names: [String] = [], factors: [String] = [])
        throws -> Result
    {
        try RiskChecks.series(weights, "weights")
        try RiskChecks.names(names, assets: weights.count)
        guard betas.rows == weights.count, betas.columns == shocks.count else {
            throw BadRiskInput(
                "betas is \(betas.rows) × \(betas.columns): expected \(weights.count) × \(shocks.count), assets by factors")
        }
        try RiskChecks.series(shocks, "shocks")
        try RiskChecks.series(betas.elements, "betas")
        guard factors.isEmpty || factors.count == shocks.count else {
            throw BadRiskInput("factors has \(factors.count) names: expected \(shocks.count), one for each shock")
        }
        let moves = betas.times(shocks)
        let losses = zip(weights, moves).map { -$0 * $1 }
        let exposures = betas.times(weights, transposed: true)
        let labels = factors.isEmpty ? shocks.indices.map { "factor \($0 + 1)" } : factors
        let stress = StressResult(
            "factor shock", inputs: zip(labels, shocks).map { ($0, "\($1)") }, loss: losses.reduce(0, +), names: names,
            losses: losses)
        return Result(stress: stress, factorLosses: zip(exposures, shocks).map { -$0 * $1 })
    }
}
