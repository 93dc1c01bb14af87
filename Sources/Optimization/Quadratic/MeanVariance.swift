import Numerics

/// Portfolios that are optimal in mean and variance (Markowitz 1952) under `Constraints`, all of them: box, sum, groups, turnover,
/// leverage and proportional costs exactly, cardinality and minimum position by branch and bound (`searchLimit`).
///
/// Covariance Σ is assets × assets, in returns per period squared; expected returns are per the same period. Each method states its
/// objective; where several weights reach it, the answer is the one nearest to equal weights in √Σ σᵢ²wᵢ², to about 1e-7. Weights on
/// a bound are exactly there. An instance keeps its active set: solving again after a small change costs little.
public final class MeanVariance {
    public let assets: Int
    public let constraints: Constraints
    public let names: [String]
    public private(set) var covariance: Matrix
    public var limits: SolverLimits
    /// Relaxations that a search for a cardinality or a minimum position may solve.
    public var searchLimit = 5_000

    let portfolio: PortfolioProgram
    let solver: ProgramSolver
    let centre: [Double]

    /// Throws where Σ is not square, finite, symmetric (1e-9 relative) and positive semidefinite, or constraints do not fit it.
    public convenience init(
        covariance: Matrix, constraints: Constraints, names: [String]? = nil, limits: SolverLimits = SolverLimits()
    ) throws {
        let names = names ?? (0..<covariance.rows).map { "asset \($0 + 1)" }
        try InputCheck.length(names.count, covariance.rows, of: "names")
        try CovarianceCheck.requireSemidefinite(covariance, argument: "covariance", names: names)
        try constraints.requireWellFormed(assets: covariance.rows, names: names)
        self.init(checked: covariance, constraints: constraints, names: names, limits: limits)
    }

    /// From parts that were checked before.
    init(checked covariance: Matrix, constraints: Constraints, names: [String], limits: SolverLimits) {
        assets = covariance.rows
        self.covariance = covariance
        self.constraints = constraints
        self.names = names
        self.limits = limits
        portfolio = PortfolioProgram(covariance: covariance, constraints: constraints, names: names)
        solver = ProgramSolver(portfolio.program, names: portfolio.names, limits: limits)
        let even = [Double](repeating: constraints.budget / Double(max(1, assets)), count: assets)
        centre = portfolio.point(even)
    }

    /// Takes another covariance of the same assets; the next solution starts from the last one's active set.
    public func replaceCovariance(_ new: Matrix) throws {
        guard new.rows == assets else { throw BadProblem("covariance: \(new.rows) assets, expected \(assets)") }
        try CovarianceCheck.requireSemidefinite(new, argument: "covariance", names: names)
        covariance = new
        solver.replaceQuadratic(new)
    }

    /// Starts the next solution from these weights, as near to the solution as is known, instead of from the last one.
    public func start(from weights: [Double]) throws {
        try InputCheck.finite(weights, count: assets, argument: "weights", names: names)
        solver.nextStart = portfolio.point(weights)
    }

    /// wᵀΣw.
    public func variance(_ weights: [Double]) -> Double { max(0, covariance.quadraticForm(weights)) }

    /// What going from the previous weights to these costs.
    public func cost(_ weights: [Double]) -> Double {
        guard let costs = constraints.costs else { return 0 }
        return (0..<assets).reduce(0) { $0 + costs.rates[$1] * abs(weights[$1] - costs.previous[$1]) }
    }

    var needsSearch: Bool { constraints.maximumAssets.map { $0 < assets } ?? false || constraints.minimumPosition ?? 0 > 0 }

    /// The weights where the solver stands, in their box to the last bit.
    var weights: [Double] {
        let raw = portfolio.weights(solver.engine.x)
        return raw.indices.map { min(max(raw[$0], constraints.lower[$0]), constraints.upper[$0]) }
    }

    /// Minimises ½wᵀΣw + linear·x over the constraints.
    func solve(_ linear: [Double]) throws(BadProblem) -> Certificate {
        solver.engine.program.linear = linear
        return try solver.solve(centre: centre)
    }

    func solution(_ certificate: Certificate, objective: ([Double]) -> Double) -> Solution {
        if case .infeasible(let conflict) = certificate.status { return .infeasible(conflict) }
        let weights = weights
        return Solution(weights: weights, objective: objective(weights), certificate: certificate)
    }
}
