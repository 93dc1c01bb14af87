import Glibc
import Numerics

/// How spread a portfolio is, by its covariance.
public enum Diversification {
    /// Σ|wᵢ|σᵢ/σ of the portfolio (Choueifaty and Coignard 2008, with the magnitude of short positions): 1 for one asset, √n for
    /// n equal and uncorrelated ones. NaN where the portfolio has no variance.
    public static func ratio(weights: [Double], covariance: Matrix) throws -> Double {
        try check(weights, covariance)
        let variance = try RiskChecks.variance(covariance, weights)
        return Risk.ratio(
            zip(weights, covariance.diagonal).reduce(0) { $0 + abs($1.0) * $1.1.squareRoot() }, variance.squareRoot())
    }

    /// Bets that are uncorrelated and add up to the portfolio.
    public struct Bets: Equatable, Sendable {
        /// The share of each in the variance; they sum to one.
        public let shares: [Double]
        /// The exponential of the shares' entropy: from 1 (all in one) to the number of bets.
        public let effectiveNumber: Double

        init(shares: [Double]) {
            self.shares = shares
            effectiveNumber = exp(-shares.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) })
        }
    }

    /// Bets on the principal components of the covariance, the largest variance first (Meucci 2009): pᵢ = (eᵢ'w)²λᵢ/σ². O(n³).
    public static func principalBets(weights: [Double], covariance: Matrix) throws -> Bets {
        try check(weights, covariance)
        let variance = try RiskChecks.variance(covariance, weights)
        guard variance > 0 else { throw BadRiskInput("weights have a variance of 0: expected a portfolio with risk") }
        guard let eigen = SymmetricEigen(covariance) else {
            throw BadRiskInput("covariance has no eigenvalues to working precision")
        }
        let exposures = eigen.vectors.times(weights, transposed: true)
        let raw = exposures.indices.reversed().map { max(eigen.values[$0], 0) * exposures[$0] * exposures[$0] }
        let total = sum(raw)
        return Bets(shares: raw.map { $0 / total })
    }

    /// Bets on the minimum-torsion factors: the uncorrelated ones that are nearest to the assets (Meucci, Santangelo and Deguest
    /// 2013). Shares may be a little below zero; entropy counts those as nothing. The covariance must be positive definite. O(n³)
    /// a step.
    public static func minimumTorsionBets(weights: [Double], covariance: Matrix) throws -> Bets {
        try check(weights, covariance)
        let variance = try RiskChecks.variance(covariance, weights)
        guard variance > 0 else { throw BadRiskInput("weights have a variance of 0: expected a portfolio with risk") }
        let torsion = try MinimumTorsion(covariance).matrix
        guard let exposures = QR(torsion.transposed).leastSquares(weights) else {
            throw BadRiskInput("covariance is singular to working precision: expected a positive definite matrix")
        }
        let joint = torsion.times(covariance.times(weights))
        return Bets(shares: zip(exposures, joint).map { $0 * $1 / variance })
    }

    private static func check(_ weights: [Double], _ covariance: Matrix) throws {
        try RiskChecks.series(weights, "weights")
        try RiskChecks.covariance(covariance, assets: weights.count)
    }
}
