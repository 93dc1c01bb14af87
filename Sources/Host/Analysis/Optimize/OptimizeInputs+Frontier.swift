import Numerics
import Optimization

extension OptimizeInputs {
    /// Assets beyond which the frontier is not drawn beside another method's answer.
    static let largestDrawnFrontier = 300

    func frontier() throws -> OptimizeAnswer {
        let found = try frontierAnswer(points: options.points)
        let problem = try meanVariance()
        var answer =
            try target(problem, means)
            ?? OptimizeAnswer(
                solution: try problem.maximumSharpe(expectedReturns: means, riskFree: riskFree),
                objective: options.method.objective)
        answer.frontier = found
        if found.points.count == 1 {
            answer.notes.append("the frontier is one point: no other portfolio earns more than that of least variance")
        }
        return answer
    }

    /// By the critical line, or point by point where positions are counted.
    func frontierAnswer(points: Int) throws -> FrontierAnswer {
        let problem = try meanVariance()
        let isCounted = (constraints.maximumAssets.map { $0 < names.count } ?? false) || constraints.minimumPosition ?? 0 > 0
        if isCounted {
            let solutions = try problem.frontierPoints(expectedReturns: means, count: points)
            var worst = solutions[0].certificate
            for solution in solutions.dropFirst() {
                let certificate = solution.certificate
                if worst.status == .optimal { worst.status = certificate.status }
                worst.kktResidual = max(worst.kktResidual, certificate.kktResidual)
                worst.primalResidual = max(worst.primalResidual, certificate.primalResidual)
                worst.iterations += certificate.iterations
            }
            let found = solutions.filter { !$0.weights.isEmpty }.map { solution in
                FrontierAnswer.Point(
                    weights: solution.weights,
                    expectedReturn: dot(means, solution.weights) - constraints.cost(of: solution.weights),
                    variance: problem.variance(solution.weights), isCorner: false)
            }
            return FrontierAnswer(points: found, corners: nil, certificate: worst)
        }
        let frontier = try problem.frontier(expectedReturns: means)
        let found = frontier.points(points).map { corner in
            FrontierAnswer.Point(
                weights: corner.weights, expectedReturn: corner.expectedReturn, variance: corner.variance,
                isCorner: frontier.corners.contains { $0.expectedReturn == corner.expectedReturn })
        }
        return FrontierAnswer(points: found, corners: frontier.corners.count, certificate: frontier.certificate)
    }

    /// The usual coefficient of relative risk aversion of a market.
    private static let marketRiskAversion = 2.5

    func blackLitterman() throws -> OptimizeAnswer {
        let assets = names.count
        let weights = market ?? [Double](repeating: 1 / Double(assets), count: assets)
        let aversion = options.riskAversion ?? Self.marketRiskAversion
        let tau = views?.tau ?? 0.05
        let model = try BlackLitterman(
            marketWeights: weights, riskAversion: aversion, riskFree: riskFree, covariance: covariance, tau: tau, names: names)
        let list = views?.views ?? []
        let year = periods.value
        let posterior = try model.posterior(
            views: list.map { BlackLitterman.View(coefficients: $0.coefficients, expectedReturn: $0.expectedReturn / year) },
            uncertainty: .confidence(list.map(\.confidence)))
        let problem = try meanVariance(posterior.covariance)
        var answer =
            try target(problem, posterior.expectedReturns)
            ?? OptimizeAnswer(
                solution: try problem.maximumSharpe(expectedReturns: posterior.expectedReturns, riskFree: riskFree),
                objective: options.method.objective)
        answer.blackLitterman = BlackLittermanAnswer(
            riskAversion: aversion, tau: tau, prior: model.prior, posterior: posterior.expectedReturns,
            covariance: posterior.covariance, views: list)
        if market == nil {
            answer.notes.append("the market is taken as equal weights: give --market FILE.csv (name,weight) for another")
        }
        if list.isEmpty { answer.notes.append("no views: the answer is the market's own portfolio within the constraints") }
        return answer
    }
}
