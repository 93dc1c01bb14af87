import Numerics

extension MeanVariance {
    /// Minimum variance. Objective: wᵀΣw plus the cost of trading.
    public func minimumVariance() throws -> Solution {
        if needsSearch { return try search { try $0.minimumVariance() } }
        let zero = [Double](repeating: 0, count: assets)
        let certificate = try solve(portfolio.linear(zero, costScale: -0.5).coefficients)
        return solution(certificate) { self.variance($0) + self.cost($0) }
    }

    /// Mean-variance utility. Objective, maximised: μᵀw − cost − (riskAversion/2)·wᵀΣw.
    public func maximumUtility(expectedReturns: [Double], riskAversion: Double) throws -> Solution {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        guard riskAversion > 0, riskAversion.isFinite else {
            throw BadProblem("riskAversion: \(riskAversion), expected a positive number")
        }
        if needsSearch { return try search(maximising: true) { try $0.maximumUtility(expectedReturns: expectedReturns, riskAversion: riskAversion) } }
        let gain = portfolio.linear(expectedReturns, costScale: 1).coefficients
        let certificate = try solve(gain.map { -$0 / riskAversion })
        return solution(certificate) {
            dot(expectedReturns, $0) - self.cost($0) - riskAversion / 2 * self.variance($0)
        }
    }

    /// The least variance with μᵀw − cost ≥ targetReturn. Objective: wᵀΣw.
    public func minimumVariance(expectedReturns: [Double], targetReturn: Double) throws -> Solution {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        try InputCheck.finite(targetReturn, argument: "targetReturn")
        if needsSearch {
            return try search { try $0.minimumVariance(expectedReturns: expectedReturns, targetReturn: targetReturn) }
        }
        let gain = portfolio.linear(expectedReturns, costScale: 1)
        solver.setRow(portfolio.returnRow, gain.coefficients, lower: targetReturn - gain.constant)
        defer { solver.setRow(portfolio.returnRow, gain.coefficients, lower: -.infinity) }
        let certificate = try solve([Double](repeating: 0, count: gain.coefficients.count))
        return solution(certificate) { self.variance($0) }
    }

    /// Minimum tracking variance against benchmark weights, which need not satisfy the constraints. Objective:
    /// (w − b)ᵀΣ(w − b) plus the cost of trading.
    public func minimumTracking(benchmark: [Double]) throws -> Solution {
        try InputCheck.finite(benchmark, count: assets, argument: "benchmark", names: names)
        return try minimumTracking(covariances: covariance.times(benchmark), benchmarkVariance: variance(benchmark))
    }

    /// Minimum tracking variance against a benchmark of which the covariance with each asset and the variance are known, from the
    /// same sample as Σ. Objective: wᵀΣw − 2·covariancesᵀw + benchmarkVariance plus the cost of trading.
    public func minimumTracking(covariances: [Double], benchmarkVariance: Double) throws -> Solution {
        try InputCheck.finite(covariances, count: assets, argument: "covariances", names: names)
        try InputCheck.finite(benchmarkVariance, argument: "benchmarkVariance")
        if needsSearch {
            return try search { try $0.minimumTracking(covariances: covariances, benchmarkVariance: benchmarkVariance) }
        }
        let certificate = try solve(portfolio.linear(covariances, costScale: 0.5).coefficients.map { -$0 })
        return solution(certificate) {
            max(0, self.covariance.quadraticForm($0) - 2 * dot(covariances, $0) + benchmarkVariance) + self.cost($0)
        }
    }
}
