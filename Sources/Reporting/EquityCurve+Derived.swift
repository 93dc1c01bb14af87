/// What the report draws from the curve alone.
extension BacktestResult.EquityCurve {
    /// Value over the highest so far, minus one: zero or negative.
    var drawdown: [Double] {
        var peak = -Double.infinity
        return values.map { value in
            peak = max(peak, value)
            return peak > 0 ? value / peak - 1 : .nan
        }
    }

    /// Simple returns from point to point, one fewer than the values.
    var returns: [Double] {
        guard values.count > 1 else { return [] }
        return (1..<values.count).map { values[$0] / values[$0 - 1] - 1 }
    }

    /// From the last value of a UTC day to that of the next day which has one.
    var dailyReturns: [Double] {
        var closes: [Double] = []
        for index in values.indices {
            let day = TimeText.dayNumber(times[index])
            if index > 0, TimeText.dayNumber(times[index - 1]) == day { closes.removeLast() }
            closes.append(values[index])
        }
        guard closes.count > 1 else { return [] }
        return (1..<closes.count).map { closes[$0] / closes[$0 - 1] - 1 }
    }

    /// Half a year of points, at most a third of the curve; 0 when that is under 20 points.
    var rollingWindow: Int {
        guard periodsPerYear.isFinite, periodsPerYear > 0 else { return 0 }
        let window = min(Int(min(periodsPerYear / 2, 1e9).rounded()), (values.count - 1) / 3)
        return window >= 20 ? window : 0
    }

    /// Annualised mean over sample standard deviation of the last `rollingWindow` returns, no risk-free rate; by the times
    /// of the curve, NaN before the first whole window and where the returns do not vary.
    var rollingSharpe: [Double] {
        let window = rollingWindow
        guard window > 0 else { return [] }
        let returns = returns
        var result = Array(repeating: Double.nan, count: values.count)
        var mean = 0.0
        var squares = 0.0
        // Sliding update of the mean and of the sum of squared deviations: no cancellation of large sums.
        for index in returns.indices {
            let entering = returns[index]
            if index < window {
                let delta = entering - mean
                mean += delta / Double(index + 1)
                squares += delta * (entering - mean)
            } else {
                let leaving = returns[index - window]
                let before = mean
                mean += (entering - leaving) / Double(window)
                squares += (entering - leaving) * (entering - mean + leaving - before)
            }
            guard index >= window - 1 else { continue }
            let deviation = (max(0, squares) / Double(window - 1)).squareRoot()
            if deviation > 1e-12 { result[index + 1] = mean / deviation * periodsPerYear.squareRoot() }
        }
        return result
    }
}
