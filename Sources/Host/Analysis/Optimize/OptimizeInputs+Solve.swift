import Numerics
import Optimization

extension OptimizeInputs {
    /// - Throws: `BadProblem` with the assets by name, and what the solver itself throws.
    func solve() throws -> OptimizeAnswer {
        do {
            var answer = try answer()
            if case .infeasible(let conflict) = answer.solution.certificate.status {
                let described = describe(conflict)
                answer.solution.certificate.status = .infeasible(
                    conflict: options.method.countsAssets ? described.map(named) : described)
            }
            return answer
        } catch let error as BadProblem where options.method.countsAssets {
            throw BadProblem(named(error.description))
        }
    }

    private func answer() throws -> OptimizeAnswer {
        let method = options.method
        if method.usesScenarios { try table.requireComplete(for: method.rawValue) }
        switch method {
        case .riskParity:
            return plain(try RiskBudgeting(assets: names.count, names: names).solve(covariance, constraints: constraints))
        case .riskBudgeting:
            return plain(try RiskBudgeting(budgets: budgets ?? [], names: names).solve(covariance, constraints: constraints))
        case .minVariance, .meanVariance: return try moments()
        case .maxSharpe: return plain(try meanVariance().maximumSharpe(expectedReturns: means, riskFree: riskFree))
        case .maxDiversification: return plain(try meanVariance().maximumDiversification())
        case .frontier: return try frontier()
        case .blackLitterman: return try blackLitterman()
        case .hrp:
            let rule = HierarchicalRiskParity(linkage: options.linkage ?? .single)
            return plain(try rule.solve(covariance: covariance, constraints: constraints))
        case .herc:
            let rule = HierarchicalEqualRisk(linkage: options.linkage ?? .ward, clusters: options.clusters)
            return plain(try rule.solve(covariance: covariance, constraints: constraints))
        case .minCVaR: return try linear(.conditionalValueAtRisk(confidence: options.confidence))
        case .minCDaR: return try linear(.conditionalDrawdownAtRisk(confidence: options.confidence))
        case .minMAD: return try linear(.meanAbsoluteDeviation)
        case .tracking: return plain(try tracking())
        case .kelly: return try kelly()
        case .inverseVolatility:
            return plain(try SimpleWeights.inverseVolatility(variances: covariance.diagonal, constraints: constraints))
        case .inverseVariance:
            return plain(try SimpleWeights.inverseVariance(variances: covariance.diagonal, constraints: constraints))
        case .equalWeight: return plain(try SimpleWeights.equal(assets: names.count, constraints: constraints))
        }
    }

    private func plain(_ solution: Solution) -> OptimizeAnswer {
        OptimizeAnswer(solution: solution, objective: options.method.objective)
    }

    func meanVariance(_ matrix: Matrix? = nil) throws -> MeanVariance {
        try MeanVariance(covariance: matrix ?? covariance, constraints: constraints, names: names)
    }

    private func moments() throws -> OptimizeAnswer {
        let problem = try meanVariance()
        if let answer = try target(problem, means) { return answer }
        guard options.method == .meanVariance else { return plain(try problem.minimumVariance()) }
        return plain(try problem.maximumUtility(expectedReturns: means, riskAversion: options.riskAversion ?? 1))
    }

    /// The portfolio of a target, where one is given.
    func target(_ problem: MeanVariance, _ means: [Double]) throws -> OptimizeAnswer? {
        if let target = targetReturn {
            return OptimizeAnswer(
                solution: try problem.minimumVariance(expectedReturns: means, targetReturn: target),
                objective: "variance a period")
        }
        if let target = targetVolatility {
            return OptimizeAnswer(
                solution: try problem.maximumReturn(expectedReturns: means, targetVolatility: target),
                objective: "expected return a period")
        }
        return nil
    }

    private func linear(_ risk: LinearRisk) throws -> OptimizeAnswer {
        let problem = try LinearRiskProblem(returns: returns, risk: risk, constraints: constraints, expectedReturns: means)
        let found = try problem.solve(targetReturn.map { .minimumRiskWithReturn(atLeast: $0) } ?? .minimumRisk)
        var answer = plain(found.solution)
        answer.scenarioRisk = (found.risk, found.bound)
        return answer
    }

    private func tracking() throws -> Solution {
        switch benchmark {
        case .series(_, let covariances, let variance, _):
            return try meanVariance().minimumTracking(covariances: covariances, benchmarkVariance: variance)
        case .weights(_, let weights): return try meanVariance().minimumTracking(benchmark: weights)
        case nil:
            throw CommandError(
                "perigee optimize tracking: which benchmark? Give --benchmark NAME (a column) or --benchmark-weights FILE.csv")
        }
    }

    /// A step of the growth problem factors an n × n matrix: at this size some seconds, at three times as many minutes.
    private static let mostKellyAssets = 2_000

    private func kelly() throws -> OptimizeAnswer {
        guard names.count <= Self.mostKellyAssets else {
            throw CommandError("kelly: \(names.count) assets: expected at most \(Self.mostKellyAssets): choose some by --columns")
        }
        let problem = try GrowthProblem(returns: returns, constraints: constraints, investment: .atMost, riskFree: riskFree)
        var answer = plain(try problem.solve())
        let fraction = options.kellyFraction
        guard fraction < 1, !answer.solution.weights.isEmpty else { return answer }
        if let index = constraints.lower.firstIndex(where: { $0 > 0 }) {
            throw CommandError(
                "--fraction \(fraction): would take \(names[index]) below its min \(constraints.lower[index]): leave one out"
            )
        }
        answer.solution.weights = answer.solution.weights.map { $0 * fraction }
        answer.solution.objective = problem.growth(answer.solution.weights)
        answer.notes.append("weights are \(fraction) of the growth-optimal ones; the certificate is of those")
        return answer
    }

    /// "asset 3" is the fourth name.
    private func named(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: "asset ") {
            result += rest[..<range.lowerBound]
            let digits = rest[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
            if let index = Int(digits), names.indices.contains(index) {
                result += names[index]
            } else {
                result += "asset \(digits)"
            }
            rest = rest[digits.endIndex...]
        }
        return result + rest
    }
}
