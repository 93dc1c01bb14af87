import Numerics
import Risk

/// Forecasts of one method at one confidence against the returns that came.
struct RiskBacktest {
    let method: RiskMethod
    let forecast: RollingRisk
    let result: ValueAtRiskBacktest
    let tests: ChristoffersenTest
    /// Of the last 250 periods, the supervisors' year; `nil` where there are fewer.
    let lastYear: ValueAtRiskBacktest?

    init?(_ method: RiskMethod, _ returns: [Double], window: Int, confidence: Double) throws {
        guard let rolling = method.rolling else { return nil }
        self.method = method
        forecast = try RollingRisk(returns, window: window, confidence: confidence, method: rolling)
        result = try ValueAtRiskBacktest(forecast, returns: returns)
        tests = try christoffersenTest(result.exceedances, expectedRate: max(result.expectedCount / Double(result.observations), 1e-300))
        let later = Array(returns.dropFirst(window).suffix(250))
        lastYear =
            later.count < 250
            ? nil
            : try ValueAtRiskBacktest(
                returns: later, valueAtRisk: Array(forecast.valueAtRisk.suffix(250)), expectedShortfall: Array(forecast.expectedShortfall.suffix(250)),
                confidence: confidence)
    }
}

extension RiskResult {
    mutating func addBacktests(window: Int) throws {
        guard window < sample.returns.count - 1 else {
            throw CommandError("--window '\(window)': expected less than \(sample.returns.count - 1), so that two of the \(sample.returns.count) rows are left to test")
        }
        backtests = try options.methods.flatMap { method in
            try options.confidences.compactMap { try RiskBacktest(method, sample.returns, window: window, confidence: $0) }
        }
        guard !backtests.isEmpty else { throw CommandError("--backtest: no method chosen forecasts period by period: choose historical, normal, student, cornish-fisher, age-weighted, ewma or filtered") }
    }
}
