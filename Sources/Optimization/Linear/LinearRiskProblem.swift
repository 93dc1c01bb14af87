import Numerics

/// What a `LinearRiskProblem` is solved for.
public enum LinearGoal: Equatable, Sendable {
    /// Least risk plus transaction costs.
    case minimumRisk
    /// Least risk plus transaction costs of those whose expected return, less transaction costs, is at least this.
    case minimumRiskWithReturn(atLeast: Double)
    /// Largest expected return less transaction costs of those whose risk is at most this.
    case maximumReturn(riskAtMost: Double)
}

/// Portfolios of minimum CVaR, CDaR or mean absolute deviation over T scenarios of N returns, with all of `Constraints`.
///
/// Up to `cutLimit` assets by cutting planes (Künzi-Bay and Mayer 2006, Kelley 1960) that are taken between the best point so far
/// and the master's (Ben-Ameur and Neto 2007): the program has N columns whatever T is. Above it, where a plane is too little to
/// learn, by the program with a column a scenario. `maximumAssets` and `minimumPosition` make it mixed-integer: branch and cut
/// over the same cuts. Returns and costs are per period; nothing is annualised.
///
/// In the answer's certificate `kktResidual` is the gap between objective and bound, relative to the objective (or to a hundredth
/// of the largest scenario, for returns a thousandth, if that is more), and `iterations` counts master programs, simplex steps or
/// nodes, as the way taken has them.
public struct LinearRiskProblem: Sendable {
    /// T × N simple returns per period.
    public let returns: Matrix
    public let risk: LinearRisk
    public let constraints: Constraints
    /// One an asset and per period.
    public let expectedReturns: [Double]
    public var cutLimit = 40
    /// Master programs solved at most; what is reached then is `inexact` with its gap.
    public var maximumIterations = 3_000
    /// Nodes of the search over counted assets at most.
    public var maximumNodes = 2_000

    /// - Parameter expectedReturns: the columns' means where nil.
    public init(returns: Matrix, risk: LinearRisk, constraints: Constraints? = nil, expectedReturns: [Double]? = nil) throws {
        let n = returns.columns
        try risk.check()
        let constraints = constraints ?? Constraints(assets: n)
        try constraints.check(assets: n)
        guard returns.rows > 1 else { throw BadProblem("returns: \(returns.rows) rows, expected at least two") }
        for (index, value) in returns.elements.enumerated() where !value.isFinite {
            throw BadProblem(
                "returns: row \(index % returns.rows), asset \(index / returns.rows) is \(value), expected a finite number")
        }
        if let expectedReturns {
            guard expectedReturns.count == n else {
                throw BadProblem("expectedReturns: \(expectedReturns.count) values, expected \(n), one an asset")
            }
            for (i, value) in expectedReturns.enumerated() where !value.isFinite {
                throw BadProblem("expectedReturns of asset \(i) is \(value), expected a finite number")
            }
        }
        self.returns = returns
        self.risk = risk
        self.constraints = try Self.bounded(constraints)
        self.expectedReturns = expectedReturns ?? (0..<n).map { mean(returns.column($0)) }
    }

    /// Weights beyond the leverage are none; without a leverage, infinite bounds leave the program without a bottom.
    private static func bounded(_ constraints: Constraints) throws -> Constraints {
        var result = constraints
        for i in 0..<constraints.assets {
            if let leverage = constraints.maximumLeverage {
                if result.lower[i] == -.infinity { result.lower[i] = -leverage }
                if result.upper[i] == .infinity { result.upper[i] = leverage }
            }
            guard result.lower[i].isFinite, result.upper[i].isFinite else {
                throw BadProblem(
                    "constraints: bounds of asset \(i) are [\(result.lower[i]), \(result.upper[i])], expected finite ones or a "
                        + "maximumLeverage")
            }
        }
        return result
    }

    /// Throws `HiGHS.Unavailable` where the library is missing, `BadProblem` for a goal that is no number and `SolverStopped`;
    /// all else is a status.
    public func solve(_ goal: LinearGoal = .minimumRisk) throws -> LinearRiskSolution {
        try HiGHS.require()
        switch goal {
        case .minimumRisk: break
        case .minimumRiskWithReturn(let value), .maximumReturn(let value):
            guard value.isFinite else { throw BadProblem("goal: \(value), expected a finite number") }
        }
        let support = RiskSupport(risk, returns: returns)
        let master = RiskMaster(constraints, support: support, expectedReturns: expectedReturns, goal: goal)
        let solver = RiskSolver(problem: self, support: support)
        let outcome =
            master.switches.isEmpty
            ? try solver.solve(master, budget: maximumIterations) : try solver.solveCounted(master, budget: maximumIterations)
        guard let outcome else { return .infeasible(try conflict(goal, solver)) }
        return describe(outcome, master, support)
    }

    private func describe(_ outcome: RiskOutcome, _ master: RiskMaster, _ support: RiskSupport) -> LinearRiskSolution {
        let weights = outcome.weights
        let risk = support.evaluate(weights).value
        let net = dot(expectedReturns, weights) - constraints.cost(of: weights)
        var violation = constraints.violation(of: weights)
        var objective = risk + constraints.cost(of: weights)
        var bound = outcome.lowerBound * support.scale
        switch master.goal {
        case .minimumRisk: break
        case .minimumRiskWithReturn(let least): violation = max(violation, least - net)
        case .maximumReturn(let most):
            violation = max(violation, risk - most)
            objective = net
            bound = -bound
        }
        let residual = outcome.relativeGap(master.goal)
        let isOptimal = residual <= 1e-8 && violation <= 1e-8
        let certificate = Certificate(
            status: isOptimal ? .optimal : .inexact(residual: max(residual, violation)), kktResidual: residual,
            primalResidual: max(0, violation), iterations: outcome.iterations)
        return LinearRiskSolution(
            solution: Solution(weights: weights, objective: objective, certificate: certificate), risk: risk, expectedReturn: net,
            bound: bound, gradient: outcome.gradient.map { $0 * support.scale }, riskMultiplier: outcome.riskMultiplier)
    }
}

/// Weights with both sides of their optimality.
///
/// For `minimumRisk` without counted assets it can be checked without a solver: risk(v) ≥ gradient·v for every portfolio v, and
/// the least gradient·v plus costs over the constraints (over a box and a budget: fill the best first) is `bound`.
public struct LinearRiskSolution: Equatable, Sendable {
    public var solution: Solution
    public var risk: Double
    /// Per period, less transaction costs.
    public var expectedReturn: Double
    /// What no portfolio within the constraints can beat: below it for a risk, above it for a return.
    public var bound: Double
    /// Of the linear function below the risk that proves `bound`; empty for counted assets and where the risk does not bind.
    public var gradient: [Double]
    /// How the objective answers to the risk: 1 when it is minimised, else the marginal return of risk.
    public var riskMultiplier: Double

    static func infeasible(_ conflict: [String]) -> LinearRiskSolution {
        LinearRiskSolution(
            solution: .infeasible(conflict), risk: .nan, expectedReturn: .nan, bound: .nan, gradient: [], riskMultiplier: .nan)
    }
}
