import Numerics

/// Problems solved along the line of portfolios that minimise ½wᵀΣw − τ·gain(w): the active sets change only at corners, between
/// which weights are linear in τ, so that Newton's step lands on the answer as soon as the active set is the right one.
extension MeanVariance {
    /// Maximum Sharpe ratio. Objective: (μᵀw − riskFree·Σw − cost) / √(wᵀΣw), per period.
    ///
    /// Exact under every constraint: at the optimum the weights minimise ½wᵀΣw − τ·excess with τ = variance/excess, and that τ is
    /// found. Where no weights allowed earn more than the risk-free rate, or risk can be removed from a gain, the ratio has no
    /// maximum: the answer is minimum variance and its status a `fallback`.
    public func maximumSharpe(expectedReturns: [Double], riskFree: Double = 0) throws -> Solution {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        try InputCheck.finite(riskFree, argument: "riskFree")
        if needsSearch {
            return try search(maximising: true) { try $0.maximumSharpe(expectedReturns: expectedReturns, riskFree: riskFree) }
        }
        return try maximumRatio(of: expectedReturns.map { $0 - riskFree }, costScale: 1, name: "excess return")
    }

    /// Maximum diversification (Choueifaty and Coignard 2008). Objective: σᵀw / √(wᵀΣw). Transaction costs have no part in it.
    public func maximumDiversification() throws -> Solution {
        if constraints.costs != nil {
            throw BadProblem("costs: a diversification ratio has no return to take them from; bound the turnover instead")
        }
        if needsSearch { return try search(maximising: true) { try $0.maximumDiversification() } }
        return try maximumRatio(of: covariance.diagonal.map { $0.squareRoot() }, costScale: 0, name: "weighted volatility")
    }

    /// The highest μᵀw − cost with √(wᵀΣw) ≤ targetVolatility. Objective: that return.
    public func maximumReturn(expectedReturns: [Double], targetVolatility: Double) throws -> Solution {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        guard targetVolatility >= 0, targetVolatility.isFinite else {
            throw BadProblem("targetVolatility: \(targetVolatility), expected a number that is not negative")
        }
        if needsSearch {
            return try search(maximising: true) { try $0.maximumReturn(expectedReturns: expectedReturns, targetVolatility: targetVolatility) }
        }
        let gain = portfolio.linear(expectedReturns, costScale: 1)
        let target = targetVolatility * targetVolatility
        let least = try solve(gain.coefficients.map { _ in 0 })
        if case .infeasible(let conflict) = least.status { return .infeasible(conflict) }
        if variance(weights) > target * (1 + 1e-10) { return .infeasible(["target volatility"] + workingNames) }
        let highest = try highestGain(gain)
        let certificate = try follow(gain, from: least) { point in
            if point.gain >= highest - 1e-12 * abs(highest) && point.variance <= target { return .found }
            let error = point.variance - target
            let fixed = point.variance - point.slope * point.tau * point.tau
            let next = point.slope > 0 ? max(0, (target - fixed) / point.slope).squareRoot() : .infinity
            return abs(error) <= 1e-11 * target ? .found : error < 0 ? .low(next) : .high(next)
        }
        return solution(certificate) { dot(expectedReturns, $0) - self.cost($0) }
    }

    /// What stands against less variance: the rows that hold at the point where the solver is.
    private var workingNames: [String] {
        let engine = solver.engine
        let scale = engine.multipliers.reduce(0) { max($0, abs($1)) } * 1e-9
        return engine.working.sorted().filter { abs(engine.multipliers[$0]) > scale }.map { portfolio.names.rows[$0] }
    }

    private func maximumRatio(of values: [Double], costScale: Double, name: String) throws -> Solution {
        let gain = portfolio.linear(values, costScale: costScale)
        let least = try solve(gain.coefficients.map { _ in 0 })
        if case .infeasible(let conflict) = least.status { return .infeasible(conflict) }
        func ratio(_ weights: [Double]) -> Double {
            let variance = variance(weights)
            return (dot(values, weights) - costScale * cost(weights)) / variance.squareRoot()
        }
        func fallback(_ reason: String) throws -> Solution {
            var certificate = try solve(gain.coefficients.map { _ in 0 })
            certificate.status = .fallback(method: "minimum variance", reason: reason)
            let result = solution(certificate, objective: ratio)
            return Solution(weights: result.weights, objective: result.objective.isFinite ? result.objective : .nan, certificate: certificate)
        }
        if weights.allSatisfy({ abs($0) <= 1e-12 }) {
            return try fallback("nothing need be held, and the ratio is the same at every size: set a budget that is not 0, or a target volatility")
        }
        if self.gain(gain) <= 0, try highestGain(gain) <= 0 {
            return try fallback("no weights allowed have a positive \(name)")
        }
        var isRiskless = false
        let certificate = try follow(gain, from: least) { point in
            if point.gain > 0 && point.variance <= 1e-13 * point.largestVariance {
                isRiskless = true
                return .found
            }
            let error = point.tau * point.gain - point.variance
            let fixed = point.variance - point.slope * point.tau * point.tau
            let base = point.gain - point.slope * point.tau
            let next = base > 0 ? fixed / base : .infinity
            if abs(error) <= 1e-11 * point.variance { return .found }
            return error < 0 ? .low(next) : .high(next)
        }
        if isRiskless { return try fallback("the covariance is singular: some weights allowed have a positive \(name) and no risk") }
        return solution(certificate, objective: ratio)
    }
}
