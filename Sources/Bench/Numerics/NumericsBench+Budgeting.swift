import Numerics
import Optimization

extension NumericsBench {
    /// Cold: a new start. Warm: from the answer of the day before, 2,500 rows of which one is new.
    func measureRiskBudgeting() throws {
        let returns = FactorSample.returns(rows: 2_501, assets: 500, seed: 1)
        let (today, tomorrow) = (try sample(returns.rows(0..<2_500)), try sample(returns.rows(1..<2_501)))
        try files?.write(returns, "returns500")
        try files?.write(today, "covariance500")
        let risk = try RiskBudgeting(assets: 500)
        let cold = try Stopwatch.measure(runs: 30) {
            risk.reset()
            return try risk.solve(today)
        }
        try report(
            Figure(
                id: "erc", name: "equal risk contribution, N = 500, cold", best: cold.watch.best, median: cold.watch.median,
                target: 3e-3, accuracy: contributions(cold.result.weights, today), note: "\(cold.result.certificate.iterations) products"),
            weights: cold.result.weights)
        var days = [today, tomorrow]
        let warm = try Stopwatch.measure(runs: 60) {
            days.swapAt(0, 1)
            return try risk.solve(days[0])
        }
        try report(
            Figure(
                id: "erc_warm", name: "equal risk contribution, N = 500, warm", best: warm.watch.best, median: warm.watch.median,
                target: 0.5e-3, accuracy: contributions(warm.result.weights, days[0]),
                note: "\(warm.result.certificate.iterations) products"))
    }

    /// 20 shares, 60 days, the weights of each of 8,000 days. Where a share did not move in 60 days there is no answer, and the
    /// status says so.
    func measureRolling() throws {
        let (window, days) = (60, 8_000)
        let returns = try NumericsBench.shares().rows(0..<days + window - 1)
        try files?.write(returns, "shares_rolling")
        let rows = (0..<returns.rows).map { returns.row($0) }
        let names = (0..<returns.columns).map { "asset \($0 + 1)" }
        let (watch, answer) = try Stopwatch.measure(runs: 7) {
            let rolling = try RollingRiskBudgeting(RiskBudgeting(assets: returns.columns, names: names), window: window)
            var (solved, worst) = (0, 0.0)
            for row in rows {
                guard let certificate = try rolling.push(row), certificate.status == .optimal else { continue }
                solved += 1
                worst = max(worst, certificate.kktResidual)
            }
            return (solved: solved, worst: worst, weights: rolling.weights)
        }
        try report(
            Figure(
                id: "erc_rolling", name: "equal risk contribution on each of 8,000 days, N = 20, window 60", best: watch.best,
                median: watch.median, target: 0.2,
                accuracy: Figure.Accuracy(name: "largest relative error of a contribution", value: answer.worst, target: 1e-10),
                note: "\(answer.solved) optimal, \(days - answer.solved) with a share that did not move"),
            weights: answer.weights)
    }

    /// Computed from weights and matrix alone.
    private func contributions(_ weights: [Double], _ covariance: Matrix) -> Figure.Accuracy {
        let product = covariance.times(weights)
        let variance = dot(weights, product)
        let worst = weights.indices.reduce(0.0) { max($0, abs(weights[$1] * product[$1] / variance * Double(weights.count) - 1)) }
        return Figure.Accuracy(name: "largest relative error of a contribution", value: worst, target: 1e-10)
    }
}
