import Numerics
import Optimization

extension OptimizeLibrary {
    static let frontier: [NativeFunction] = [
        NativeFunction(
            "optimize.frontier", "The efficient frontier: portfolios equally spaced in expected return, from minimum variance up.",
            [PortfolioInput.returnsParameter],
            options: [.whole("points", "2 to 500 (default 20)"), PortfolioInput.meanOption] + PortfolioInput.sharedOptions,
            results: [.table("points", "of {weights, expected_return, volatility}, or {} where nothing satisfies the constraints"), .text("status", "")]
        ) { call in
            let input = try PortfolioInput(call)
            let count = try call.whole(option: "points", atLeast: 2) ?? 20
            guard count <= 500 else { throw NativeMistake("optimize.frontier: option 'points' is \(count): expected at most 500") }
            let means = try input.means()
            let problem = try MeanVariance(covariance: input.covariance(), constraints: input.constraints(), names: input.labels, limits: limits)
            problem.searchLimit = 500
            if problem.constraints.maximumAssets != nil || problem.constraints.minimumPosition != nil {
                let solutions = try problem.frontierPoints(expectedReturns: means, count: count).filter { !$0.weights.isEmpty }
                let points = solutions.map { solution in
                    point(solution.weights, dot(means, solution.weights) - problem.cost(solution.weights), problem.variance(solution.weights), input.names)
                }
                return [.list(points), .text(solutions.isEmpty ? "infeasible" : solutions.allSatisfy { $0.certificate.status == .optimal } ? "optimal" : "inexact")]
            }
            let line = try problem.frontier(expectedReturns: means)
            let points = line.points(count).map { point($0.weights, $0.expectedReturn, $0.variance, input.names) }
            return [.list(points), .text(name(line.certificate.status))]
        },
        NativeFunction(
            "optimize.black_litterman", "Expected returns and covariance after views; hand both to another optimizer as means and covariance.",
            [PortfolioInput.returnsParameter],
            options: [
                .table("views", "{{asset = 'A', value = 0.01}, {asset = 'A', over = 'B', value = 0.005, confidence = 0.6}}"),
                .each("market", "weights of the market (default equal)"), .number("risk_aversion", "of the market (default 2.5)"),
                .number("tau", "default 0.05"), .each("prior", "expected returns without views, instead of those the market implies"),
            ] + PortfolioInput.covarianceOptions,
            results: [.table("posterior", "means (named), covariance")]
        ) { call in
            let input = try PortfolioInput(call)
            let model = try model(call, input)
            let (views, uncertainty) = try views(call, input)
            let posterior = try model.posterior(views: views, uncertainty: uncertainty)
            return [.record([
                ("means", .vector(posterior.expectedReturns, names: input.names)), ("covariance", .matrix(posterior.covariance, names: input.names)),
            ])]
        },
        NativeFunction(
            "optimize.best_subset", "The combination of at most 20 candidates with the largest Sharpe ratio, by looking at all of them.",
            [PortfolioInput.returnsParameter],
            options: [
                .whole("least", "members (default 1)"), .whole("most", "members (default all)"), .text("weighting", "equal (default) or minimum-variance"),
                .number("risk_free", "per period (default 0)"), PortfolioInput.meanOption,
            ] + PortfolioInput.covarianceOptions,
            results: [.table("answer", "members (positions from 1), weights, sharpe (per period)")]
        ) { call in
            let input = try PortfolioInput(call)
            let least = try call.whole(option: "least", atLeast: 1) ?? 1
            let most = try call.whole(option: "most", atLeast: 1) ?? input.assets
            guard least <= most else { throw NativeMistake("optimize.best_subset: option 'least' is \(least): expected at most 'most', \(most)") }
            let weighting = try call.choice(option: "weighting", ["equal", "minimum-variance"])
            let search = BestSubset(
                weighting: weighting == "minimum-variance" ? .minimumVariance : .equal, sizes: least...most,
                riskFree: try call.number(option: "risk_free") ?? 0)
            let answer = try search.solve(means: input.means(), covariance: input.covariance())
            return [.record([
                ("members", .list(answer.members.map { .number(Double($0 + 1)) })),
                ("weights", .vector(answer.weights, names: input.names.isEmpty ? [] : answer.members.map { input.names[$0] })),
                ("sharpe", .number(answer.sharpe)),
            ])]
        },
    ]

    private static func point(_ weights: [Double], _ expected: Double, _ variance: Double, _ names: [String]) -> NativeValue {
        .record([
            ("weights", .vector(weights, names: names)), ("expected_return", .number(expected)), ("volatility", .number(max(0, variance).squareRoot())),
        ])
    }

    private static func name(_ status: Status) -> String {
        switch status {
        case .optimal: "optimal"
        case .inexact: "inexact"
        case .infeasible: "infeasible"
        case .fallback: "fallback"
        }
    }

    private static func model(_ call: NativeCall, _ input: PortfolioInput) throws -> BlackLitterman {
        let tau = try call.number(option: "tau") ?? 0.05
        if let prior = try call.each(option: "prior", names: input.names, count: input.assets) {
            return try BlackLitterman(prior: prior, covariance: input.covariance(), tau: tau, names: input.labels)
        }
        let market = try call.each(option: "market", names: input.names, count: input.assets)
        return try BlackLitterman(
            marketWeights: market ?? [Double](repeating: 1 / Double(input.assets), count: input.assets),
            riskAversion: call.number(option: "risk_aversion") ?? 2.5, covariance: input.covariance(), tau: tau, names: input.labels)
    }

    private static func views(_ call: NativeCall, _ input: PortfolioInput) throws -> ([BlackLitterman.View], BlackLitterman.Uncertainty) {
        guard case .table(let rows) = call.option("views"), !rows.isEmpty else {
            throw NativeMistake("optimize.black_litterman: option 'views': expected a table such as {{asset = 'A', value = 0.01}}")
        }
        var (views, confidences): ([BlackLitterman.View], [Double?]) = ([], [])
        for (index, row) in rows.enumerated() {
            guard case .table(let fields) = row.value else { throw NativeMistake("optimize.black_litterman: view \(index + 1) is a \(row.value.kind): expected a table") }
            var (coefficients, value, confidence) = ([Double](repeating: 0, count: input.assets), Double.nan, Double?.none)
            for field in fields {
                switch (field.key, field.value) {
                case ("asset", .text(let label)): coefficients[try asset(label, call, input)] += 1
                case ("over", .text(let label)): coefficients[try asset(label, call, input)] -= 1
                case ("value", .number(let number)): value = number
                case ("confidence", .number(let number)): confidence = number
                default:
                    throw NativeMistake("optimize.black_litterman: view \(index + 1): '\(field.key ?? "?")' is not understood: expected asset, over, value and confidence")
                }
            }
            guard value.isFinite, coefficients.contains(where: { $0 != 0 }) else {
                throw NativeMistake("optimize.black_litterman: view \(index + 1): expected an asset and a finite value")
            }
            views.append(.init(coefficients: coefficients, expectedReturn: value))
            confidences.append(confidence)
        }
        let given = confidences.compactMap { $0 }
        guard given.isEmpty || given.count == views.count else {
            throw NativeMistake("optimize.black_litterman: \(given.count) of \(views.count) views have a confidence: give it to all or none")
        }
        return (views, given.isEmpty ? .proportional : .confidence(given))
    }

    private static func asset(_ label: String, _ call: NativeCall, _ input: PortfolioInput) throws -> Int {
        guard let index = input.names.firstIndex(of: label) else { throw call.unknownAsset(label, in: "views", input.names) }
        return index
    }
}
