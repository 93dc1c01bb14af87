import Numerics
import Optimization

/// `optimize`: weights with what shows that they are right.
enum OptimizeLibrary {
    static let functions = meanVariance + frontier + budgeting + scenario + exact

    private static func method(
        _ name: String, _ summary: String, _ options: [NativeFunction.Parameter],
        _ f: @escaping @Sendable (NativeCall, PortfolioInput) throws -> Solution
    ) -> NativeFunction {
        NativeFunction(
            "optimize.\(name)", summary, [PortfolioInput.returnsParameter], options: options, results: [PortfolioInput.solutionResult]
        ) { call in
            let input = try PortfolioInput(call)
            return [try f(call, input).native(input.names)]
        }
    }

    /// About a second of work: what is reached by then is `inexact`. The count, unlike the time, is the same on every run.
    static let limits = SolverLimits(iterations: 20_000, work: 4e9)

    private static func markowitz(_ input: PortfolioInput) throws -> MeanVariance {
        let problem = try MeanVariance(covariance: input.covariance(), constraints: input.constraints(), names: input.labels, limits: limits)
        problem.searchLimit = 500
        return problem
    }

    private static let common = PortfolioInput.sharedOptions

    private static let meanVariance: [NativeFunction] = [
        method("minimum_variance", "The least variance under the constraints.", common) { _, input in try markowitz(input).minimumVariance() },
        method(
            "mean_variance", "Mean-variance: the best utility, the least variance for a return, or the best return for a volatility.",
            [
                .number("risk_aversion", "maximises mean − risk_aversion/2 · variance (default 1)"),
                .number("target_return", "per period, at least"), .number("target_volatility", "per period, at most"), PortfolioInput.meanOption,
            ] + common
        ) { call, input in
            let (aversion, target, volatility) = (
                try call.number(option: "risk_aversion"), try call.number(option: "target_return"), try call.number(option: "target_volatility")
            )
            guard [aversion, target, volatility].compactMap({ $0 }).count <= 1 else {
                throw NativeMistake("optimize.mean_variance: give one of risk_aversion, target_return and target_volatility")
            }
            let means = try input.means()
            if let target { return try markowitz(input).minimumVariance(expectedReturns: means, targetReturn: target) }
            if let volatility { return try markowitz(input).maximumReturn(expectedReturns: means, targetVolatility: volatility) }
            return try markowitz(input).maximumUtility(expectedReturns: means, riskAversion: aversion ?? 1)
        },
        method(
            "maximum_sharpe", "The largest Sharpe ratio; minimum variance, as a fallback that says so, where nothing earns more than the risk-free rate.",
            [.number("risk_free", "per period (default 0)"), PortfolioInput.meanOption] + common
        ) { call, input in
            try markowitz(input).maximumSharpe(expectedReturns: input.means(), riskFree: call.number(option: "risk_free") ?? 0)
        },
        method("maximum_diversification", "The largest ratio of weighted volatilities to the volatility of the whole.", common) { _, input in
            try markowitz(input).maximumDiversification()
        },
        method("tracking", "The least tracking variance about benchmark weights.", [.each("benchmark", "weights of the benchmark")] + common) { call, input in
            guard let benchmark = try call.each(option: "benchmark", names: input.names, count: input.assets) else {
                throw NativeMistake("optimize.tracking: which benchmark? Give the option 'benchmark', a weight for each asset")
            }
            return try markowitz(input).minimumTracking(benchmark: benchmark)
        },
    ]

    private static let budgeting: [NativeFunction] = [
        method(
            "risk_parity", "Equal risk contributions, or contributions in the proportions of budgets; long-only, sum one.",
            [.each("budgets", "shares of the risk (default equal)")] + PortfolioInput.covarianceOptions
        ) { call, input in
            let budgets = try call.each(option: "budgets", names: input.names, count: input.assets)
            let solver = try RiskBudgeting(budgets: budgets ?? [Double](repeating: 1, count: input.assets), names: input.labels)
            return try solver.solve(input.covariance())
        },
        method(
            "hrp", "Hierarchical risk parity (López de Prado 2016).",
            [.text("linkage", "single (default), average, complete or ward")] + PortfolioInput.covarianceOptions + Array(PortfolioInput.constraintOptions.prefix(3))
        ) { call, input in
            try HierarchicalRiskParity(linkage: linkage(call) ?? .single).solve(covariance: input.covariance(), constraints: input.constraints())
        },
        method(
            "herc", "Hierarchical equal risk contribution (Raffinot 2018).",
            [.text("linkage", "ward (default), single, average or complete"), .whole("clusters", "by the gap statistic when absent")]
                + PortfolioInput.covarianceOptions + Array(PortfolioInput.constraintOptions.prefix(3))
        ) { call, input in
            try HierarchicalEqualRisk(linkage: linkage(call) ?? .ward, clusters: call.whole(option: "clusters", atLeast: 1))
                .solve(covariance: input.covariance(), constraints: input.constraints())
        },
        method("equal_weight", "The same weight each.", Array(PortfolioInput.constraintOptions.prefix(3))) { _, input in
            try SimpleWeights.equal(assets: input.assets, constraints: input.constraints())
        },
        method(
            "inverse_volatility", "Weights in proportion to 1 / volatility.",
            PortfolioInput.covarianceOptions + Array(PortfolioInput.constraintOptions.prefix(3))
        ) { _, input in try SimpleWeights.inverseVolatility(variances: input.covariance().diagonal, constraints: input.constraints()) },
    ]

    private static func linkage(_ call: NativeCall) throws -> Linkage? {
        try call.choice(option: "linkage", Linkage.allCases.map(\.rawValue)).flatMap { Linkage(rawValue: $0) }
    }

    private static let scenario: [NativeFunction] = [
        tail("minimum_cvar", "The least expected shortfall (Rockafellar and Uryasev 2000).") { .conditionalValueAtRisk(confidence: $0) },
        tail("minimum_cdar", "The least conditional drawdown at risk.") { .conditionalDrawdownAtRisk(confidence: $0) },
        tail("minimum_mad", "The least mean absolute deviation; its confidence has no meaning.") { _ in .meanAbsoluteDeviation },
        method(
            "kelly", "The largest mean logarithm of growth over the rows of returns; a share of it where asked.",
            [.number("share", "fraction of the optimum, 0 to 1 (default 1)"), .number("risk_free", "per period, of what is not invested (default 0)")]
                + Array(PortfolioInput.constraintOptions.prefix(3))
        ) { call, input in
            let share = try call.number(option: "share") ?? 1
            guard share > 0, share <= 1 else { throw NativeMistake("optimize.kelly: option 'share' is \(share): expected a number above 0 and at most 1") }
            let problem = try GrowthProblem(
                returns: input.scenarios(), constraints: input.constraints(), riskFree: call.number(option: "risk_free") ?? 0)
            var solution = try problem.solve()
            guard share < 1, !solution.weights.isEmpty else { return solution }
            solution.weights = solution.weights.map { $0 * share }
            solution.objective = problem.growth(solution.weights)
            return solution
        },
    ]

    private static func tail(_ name: String, _ summary: String, _ risk: @escaping @Sendable (Double) -> LinearRisk) -> NativeFunction {
        method(
            name, summary, [.number("confidence", "default 0.95"), .number("target_return", "per period, at least"), PortfolioInput.meanOption]
                + PortfolioInput.constraintOptions
        ) { call, input in
            let problem = try LinearRiskProblem(
                returns: input.scenarios(), risk: risk(call.number(option: "confidence") ?? 0.95), constraints: input.constraints(),
                expectedReturns: input.means())
            let goal = try call.number(option: "target_return").map { LinearGoal.minimumRiskWithReturn(atLeast: $0) }
            return try problem.solve(goal ?? .minimumRisk).solution
        }
    }
}
