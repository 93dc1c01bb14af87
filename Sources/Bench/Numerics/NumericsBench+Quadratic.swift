import Numerics
import Optimization

extension NumericsBench {
    /// From a covariance matrix that was never seen: checks, factor and solution.
    func measureMeanVariance() throws {
        let returns = FactorSample.returns(rows: 1_000, assets: 200, seed: 3)
        let (covariance, means) = (try sample(returns), returns.columnMeans)
        try files?.write(returns, "returns200")
        let constraints = Constraints(assets: 200)
        let least = try Stopwatch.measure(runs: 30) {
            try MeanVariance(covariance: covariance, constraints: constraints).minimumVariance()
        }
        try report(
            figure("minimum_variance", "minimum variance, long only, N = 200", least, residual(least.result.weights, covariance, nil)),
            weights: least.result.weights)
        let best = try Stopwatch.measure(runs: 30) {
            try MeanVariance(covariance: covariance, constraints: constraints).maximumSharpe(expectedReturns: means)
        }
        try report(
            figure("maximum_sharpe", "maximum Sharpe, long only, N = 200", best, residual(best.result.weights, covariance, means)),
            weights: best.result.weights)
    }

    private func figure(_ id: String, _ name: String, _ run: (watch: Stopwatch, result: Solution), _ residual: Double) -> Figure {
        let held = run.result.weights.filter { $0 > 0 }.count
        return Figure(
            id: id, name: name, best: run.watch.best, median: run.watch.median, target: 5e-3,
            accuracy: Figure.Accuracy(name: "KKT residual", value: residual, target: 1e-9),
            note: "\(held) held, \(run.result.certificate.iterations) steps")
    }

    /// Computed from weights, matrix and means alone: the gradient less its multiplier, which is zero for a ratio, must be zero where
    /// an asset is held and not below where it is not; relative to the largest element of Σw.
    private func residual(_ weights: [Double], _ covariance: Matrix, _ means: [Double]?) -> Double {
        var gradient = covariance.times(weights)
        let variance = dot(weights, gradient)
        let scale = gradient.reduce(0) { max($0, abs($1)) }
        if let means {
            let tau = variance / dot(means, weights)
            for i in gradient.indices { gradient[i] -= tau * means[i] }
        } else {
            for i in gradient.indices { gradient[i] -= variance }
        }
        let stationarity = weights.indices.reduce(0.0) { max($0, weights[$1] > 0 ? abs(gradient[$1]) : -gradient[$1]) }
        let budget = abs(sum(weights) - 1)
        return max(stationarity / scale, budget)
    }

    func measureFrontier() throws {
        let returns = FactorSample.returns(rows: 1_000, assets: 100, seed: 4)
        let (covariance, means) = (try sample(returns), returns.columnMeans)
        try files?.write(returns, "returns100")
        let (watch, frontier) = try Stopwatch.measure(runs: 20) {
            try MeanVariance(covariance: covariance, constraints: Constraints(assets: 100)).frontier(expectedReturns: means)
        }
        try files?.write(Matrix(columns: frontier.corners.map(\.weights)), "frontier_corners")
        try report(
            Figure(
                id: "frontier", name: "exact frontier, long only, N = 100", best: watch.best, median: watch.median, target: 0.05,
                accuracy: Figure.Accuracy(name: "KKT residual", value: frontier.certificate.kktResidual, target: 1e-9),
                note: "\(frontier.corners.count) corners"))
    }

    func measureHierarchical() throws {
        let returns = FactorSample.returns(rows: 2_501, assets: 500, seed: 1).rows(0..<2_500)
        let covariance = try sample(returns)
        let given = try Stopwatch.measure(runs: 20) { try HierarchicalRiskParity().solve(covariance: covariance) }
        try report(
            Figure(
                id: "hrp", name: "hierarchical risk parity, N = 500", best: given.watch.best, median: given.watch.median, target: 0.03),
            weights: given.result.weights)
    }
}
