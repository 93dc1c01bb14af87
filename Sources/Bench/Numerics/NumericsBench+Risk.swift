import Numerics
import Optimization
import Risk

extension NumericsBench {
    func measureConditionalValueAtRisk() throws {
        let all = try NumericsBench.shares()
        let returns = all.rows(all.rows - 8_000..<all.rows)
        try files?.write(returns, "shares_cvar")
        let (watch, answer) = try Stopwatch.measure(runs: 5) {
            try LinearRiskProblem(returns: returns, risk: .conditionalValueAtRisk(confidence: 0.95)).solve()
        }
        try report(
            Figure(
                id: "cvar", name: "minimum CVaR 95 %, N = 20, T = 8,000", best: watch.best, median: watch.median, target: 1,
                accuracy: Figure.Accuracy(name: "relative gap", value: answer.solution.certificate.kktResidual, target: 1e-8),
                note: "CVaR \(answer.risk), \(answer.solution.certificate.iterations) programs"),
            weights: answer.solution.weights)
    }

    /// All measures of returns and of a benchmark beside them; those of trades have none to count.
    func measureMeasures() throws {
        let returns = FactorSample.returns(rows: 1_000_000, assets: 2, seed: 5)
        // A twentieth of what a day moves: about a minute.
        let series = (0..<2).map { returns.column($0).map { $0 / 20 } }
        try files?.write(Matrix(columns: series), "measures_returns")
        let times = (0..<series[0].count).map { Int64($0) * 60_000_000_000 }
        let (watch, values) = try Stopwatch.measure(runs: 9) {
            let input = MeasureInput(returns: series[0], times: times, periodsPerYear: 252 * 390, benchmarkReturns: series[1])
            return MeasureCatalog.all.map { $0.compute(input) }
        }
        let defined = values.count { !$0.isNaN }
        try report(
            Figure(
                id: "measures", name: "\(defined) measures over 1 M returns", best: watch.best, median: watch.median, target: 0.06),
            weights: ["sharpe", "sortino", "max_drawdown", "volatility"].map { id in
                MeasureCatalog.all.firstIndex { $0.id == id }.map { values[$0] } ?? .nan
            })
    }
}
