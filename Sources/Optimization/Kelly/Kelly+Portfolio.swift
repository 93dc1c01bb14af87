import Numerics

extension Kelly {
    /// Σ⁻¹(μ − riskFree): the growth-optimal weights of small steps without constraints, times `share`; the rest is cash or
    /// borrowed.
    ///
    /// - Returns: objective: growth riskFree + (μ − riskFree)·w − wᵀΣw / 2 per period. Throws for a covariance that Cholesky
    ///   refuses.
    public static func portfolio(means: [Double], covariance: Matrix, riskFree: Double = 0, share: Double = 1) throws -> Solution
    {
        try requireCovariance(covariance)
        try requireFinite(means, "means")
        try check(share: share)
        guard riskFree.isFinite else { throw BadProblem("riskFree is \(riskFree), expected a finite number") }
        guard means.count == covariance.rows else {
            throw BadProblem("means: \(means.count) values, expected \(covariance.rows), one an asset")
        }
        guard let factor = Cholesky(covariance) else {
            throw BadProblem(
                "covariance: singular or indefinite, expected positive definite "
                    + "(more rows than assets, no duplicate assets, or shrinkage)"
            )
        }
        let excess = means.map { $0 - riskFree }
        let full = factor.solve(excess)
        let back = covariance.times(full)
        var (residual, scale) = (0.0, 0.0)
        for i in excess.indices {
            residual = max(residual, abs(back[i] - excess[i]))
            scale = max(scale, abs(excess[i]))
        }
        let relative = scale > 0 ? residual / scale : 0
        let weights = full.map { $0 * share }
        let growth = riskFree + dot(excess, weights) - covariance.quadraticForm(weights) / 2
        let status = relative <= 1e-8 ? Status.optimal : .inexact(residual: relative)
        return Solution(weights: weights, objective: growth, certificate: Certificate(status: status, kktResidual: relative))
    }

    /// Smallest wealth after one period over all scenarios, as a multiple of the wealth before: 0 or less is ruin.
    public static func worstWealth(_ weights: [Double], returns: Matrix, riskFree: Double = 0) -> Double {
        let cash = 1 + riskFree * (1 - weights.reduce(0, +))
        return returns.times(weights).reduce(.infinity) { min($0, cash + $1) }
    }
}
