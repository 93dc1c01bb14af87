import Numerics

extension MeanVariance {
    /// The whole frontier by the critical line, exact for box, budget, groups, turnover, leverage and costs. For a cardinality or a
    /// minimum position, under which weights are not linear between corners, `frontierPoints` searches point by point.
    public func frontier(expectedReturns: [Double]) throws -> EfficientFrontier {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        if needsSearch {
            throw BadProblem("constraints: the critical line knows no maximum assets and no minimum position; use frontierPoints")
        }
        let gain = portfolio.linear(expectedReturns, costScale: 1)
        var program = portfolio.program
        program.linear = gain.coefficients.map { _ in 0 }
        program.proximal = SeparableProgram.proximalWeights(covariance, asset: program.asset, relative: 0x1p-34)
        let solver = ProgramSolver(program, names: portfolio.names, limits: limits)
        var certificate = try solver.solve(centre: centre)
        func frontier(_ corners: [EfficientFrontier.Corner]) -> EfficientFrontier {
            EfficientFrontier(corners: corners, certificate: certificate, expectedReturns: expectedReturns, covariance: covariance)
        }
        guard case .optimal = certificate.status else { return frontier([]) }
        let engine = solver.engine
        var corners: [EfficientFrontier.Corner] = []
        var line = CriticalLine(solver, gain: gain.coefficients)
        let (events, isComplete) = try line.trace(limit: 40 * (engine.n + engine.m) + 200) { tau in
            certificate.kktResidual = max(certificate.kktResidual, engine.kktResidual())
            certificate.primalResidual = max(certificate.primalResidual, engine.primalResidual())
            append(corner(engine, expectedReturns, tau), to: &corners)
        }
        certificate.iterations = events
        var isWhole = isComplete
        if line.mayHaveSkipped {
            var refinement = FrontierRefinement(problem: self, solver: solver, gain: gain, expectedReturns: expectedReturns)
            corners = try refinement.run(corners)
            isWhole = isWhole && refinement.isComplete
        }
        if !isWhole { certificate.status = .inexact(residual: .infinity) }
        if certificate.kktResidual > 1e-7 || certificate.primalResidual > 1e-9 {
            certificate.status = .inexact(residual: max(certificate.kktResidual, certificate.primalResidual))
        }
        return frontier(corners)
    }

    /// The return is that of the weights: where nothing is gained by it (τ = 0) the program's own variables may buy and sell the same asset.
    func corner(_ engine: ActiveSet, _ expectedReturns: [Double], _ tau: Double) -> EfficientFrontier.Corner {
        let raw = portfolio.weights(engine.x)
        let weights = raw.indices.map { min(max(raw[$0], constraints.lower[$0]), constraints.upper[$0]) }
        return EfficientFrontier.Corner(
            weights: weights, expectedReturn: dot(expectedReturns, weights) - cost(weights), variance: variance(weights), tau: tau)
    }

    /// Appends a corner unless it is the last one again.
    private func append(_ corner: EfficientFrontier.Corner, to corners: inout [EfficientFrontier.Corner]) {
        if let last = corners.last {
            let moved = zip(last.weights, corner.weights).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
            if moved <= 1e-12 || corner.expectedReturn <= last.expectedReturn { return }
        }
        corners.append(corner)
    }

    /// `count` portfolios of least variance, equally spaced in expected return from that of minimum variance to the highest, each
    /// solved from the last one's active set. For constraints of every kind.
    public func frontierPoints(expectedReturns: [Double], count: Int) throws -> [Solution] {
        try InputCheck.finite(expectedReturns, count: assets, argument: "expectedReturns", names: names)
        guard count > 1 else { throw BadProblem("count: \(count), expected at least 2 points") }
        let least = try minimumVariance()
        guard !least.weights.isEmpty else { return [least] }
        let enough = (0..<assets).reduce(0.0) { $0 + covariance[$1, $1].squareRoot() * max(abs(constraints.lower[$1]), abs(constraints.upper[$1])) }
        let most = try maximumReturn(expectedReturns: expectedReturns, targetVolatility: enough)
        let from = dot(expectedReturns, least.weights) - cost(least.weights)
        let to = most.objective
        guard to > from else { return [least] }
        var points = [least]
        for index in 1..<count {
            let target = index == count - 1 ? to - 1e-12 * abs(to) : from + (to - from) * Double(index) / Double(count - 1)
            points.append(try minimumVariance(expectedReturns: expectedReturns, targetReturn: target))
        }
        return points
    }
}
