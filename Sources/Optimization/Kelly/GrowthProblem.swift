import Glibc
import Numerics

/// Weights with the largest mean log growth over T equally likely scenarios, inside a box, with the sum equal to the budget or at
/// most it: multi-asset Kelly without the assumption of small steps. No portfolio that is ruined in a scenario is ever
/// considered.
///
/// An interior-point method, one T·N² product a step; then Newton's method on the weights off their bounds, for exact bounds. The
/// certificate is the Frank-Wolfe gap max ∇·(v − w) over the constraints: no portfolio grows faster than the objective plus it.
public struct GrowthProblem: Sendable {
    public enum Investment: Sendable {
        /// Σw = budget.
        case all
        /// Σw ≤ budget; the rest is cash.
        case atMost
    }

    /// T × N simple returns.
    public let returns: Matrix
    public let constraints: Constraints
    public let investment: Investment
    public let riskFree: Double
    /// Returns beyond cash; wealth after a period is `cash` + excess·w.
    let excess: Matrix
    var cash: Double { 1 + riskFree }

    /// - Parameter constraints: box and budget with finite bounds, and for long-only ones `maximumLeverage`; throws for more.
    public init(returns: Matrix, constraints: Constraints? = nil, investment: Investment = .atMost, riskFree: Double = 0) throws {
        var constraints = constraints ?? Constraints(assets: returns.columns)
        try constraints.check(assets: returns.columns)
        guard returns.rows > 0 else { throw BadProblem("returns: there are no rows, expected at least one scenario") }
        for (index, value) in returns.elements.enumerated() where !value.isFinite {
            throw BadProblem(
                "returns: row \(index % returns.rows), asset \(index / returns.rows) is \(value), expected a finite number")
        }
        guard riskFree.isFinite, riskFree > -1 else {
            throw BadProblem("riskFree is \(riskFree), expected a finite number above -1")
        }
        if let leverage = constraints.maximumLeverage, constraints.lower.allSatisfy({ $0 >= 0 }) {
            // Weights that are not negative have their sum as leverage.
            if investment == .atMost || constraints.budget <= leverage {
                constraints.budget = min(constraints.budget, leverage)
                constraints.maximumLeverage = nil
            }
        }
        guard constraints.isBoxAndBudget else {
            throw BadProblem(
                "constraints: growth takes bounds, a budget and long-only leverage, expected no groups, turnover, counts, costs or "
                    + "leverage below the budget")
        }
        for i in 0..<returns.columns where !constraints.lower[i].isFinite || !constraints.upper[i].isFinite {
            throw BadProblem(
                "constraints: bounds of asset \(i) are [\(constraints.lower[i]), \(constraints.upper[i])], expected finite ones")
        }
        self.returns = returns
        self.constraints = constraints
        self.investment = investment
        self.riskFree = riskFree
        var excess = returns
        for index in excess.elements.indices { excess.elements[index] -= riskFree }
        self.excess = excess
    }

    /// - Returns: objective: mean log growth per period.
    public func solve() throws -> Solution {
        if let conflict = constraintConflict { return .infeasible(conflict) }
        guard let start = try start() else {
            return .infeasible(["ruin: every portfolio within the bounds loses everything in one of the scenarios"])
        }
        let (inner, steps) = descend(start)
        let polished = polish(inner)
        let weights = gap(polished) < gap(inner) ? polished : inner
        let gradient = gradient(weights).reduce(0) { max($0, abs($1)) }
        let residual = gradient > 0 ? max(0, gap(weights)) / gradient : 0
        var violation = constraints.violation(of: weights)
        if investment == .atMost {
            violation = max(0, weights.reduce(0, +) - constraints.budget)
            for i in weights.indices {
                violation = max(violation, constraints.lower[i] - weights[i], weights[i] - constraints.upper[i])
            }
        }
        let status = residual <= 1e-8 ? Status.optimal : .inexact(residual: residual)
        return Solution(
            weights: weights, objective: growth(weights),
            certificate: Certificate(status: status, kktResidual: residual, primalResidual: max(0, violation), iterations: steps))
    }

    private var constraintConflict: [String]? {
        guard investment == .atMost else { return constraints.boundsConflict }
        var loose = constraints
        loose.upper = loose.upper.map { max($0, abs(constraints.budget) + 1) }
        for i in 0..<constraints.assets where constraints.lower[i] > constraints.upper[i] { return constraints.boundsConflict }
        return loose.boundsConflict
    }

    /// Mean log growth; -infinity at ruin.
    public func growth(_ weights: [Double]) -> Double {
        var total = 0.0
        for part in excess.times(weights) {
            guard cash + part > 0 else { return -.infinity }
            total += log(cash + part)
        }
        return total / Double(returns.rows)
    }

    public func gradient(_ weights: [Double]) -> [Double] {
        let share = 1 / Double(returns.rows)
        return excess.times(excess.times(weights).map { share / (cash + $0) }, transposed: true)
    }

    /// max over the constraints of gradient·(v − w): by filling the best assets first.
    public func gap(_ weights: [Double]) -> Double {
        let gradient = gradient(weights)
        guard gradient.allSatisfy(\.isFinite) else { return .infinity }
        var left = constraints.budget - constraints.lower.reduce(0, +)
        var best = dot(gradient, constraints.lower)
        for i in gradient.indices.sorted(by: { (gradient[$0], $1) > (gradient[$1], $0) }) {
            if investment == .atMost && gradient[i] <= 0 { break }
            let part = max(0, min(left, constraints.upper[i] - constraints.lower[i]))
            best += part * gradient[i]
            left -= part
        }
        return best - dot(gradient, weights)
    }
}
