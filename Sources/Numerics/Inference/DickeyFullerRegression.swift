import Glibc

/// The regressions of the augmented Dickey-Fuller test, answered from the triangular factor of [regressors, Δx] alone.
struct DickeyFullerRegression {
    private let x: [Double]
    private let trend: DickeyFullerTest.Trend

    init(_ x: [Double], _ trend: DickeyFullerTest.Trend) {
        self.x = x
        self.trend = trend
    }

    /// ⌈12(n/100)^¼⌉.
    var schwertLags: Int { Int((12 * (Double(x.count) / 100).squareRoot().squareRoot()).rounded(.up)) }

    private func difference(_ t: Int) -> Double { x[t + 1] - x[t] }

    /// R of the columns trend terms, level and lagged differences (the level before or after them), and last Δxₜ.
    private func factor(lags: Int, levelLast: Bool) throws -> (r: Matrix, rows: Int) {
        let rows = x.count - 1 - lags
        var columns = (0..<trend.terms).map { power in (1...rows).map { raised(Double($0), power) } }
        let level = (0..<rows).map { x[lags + $0] }
        let lagged = (1...max(lags, 1)).prefix(lags).map { lag in (0..<rows).map { difference(lags + $0 - lag) } }
        columns += levelLast ? lagged + [level] : [level] + lagged
        columns.append((0..<rows).map { difference(lags + $0) })
        let factor = QR(Matrix(columns: columns)).r
        for j in 0..<factor.columns - 1 {
            let length = (0...j).reduce(0) { $0 + factor[$1, j] * factor[$1, j] }.squareRoot()
            if abs(factor[j, j]) <= length * Double(rows) * 0x1p-52 {
                throw StatisticsError(
                    "x", "such that the test's regressors depend on each other (\(lags) lags, trend \(trend.rawValue))",
                    "a series with more variation, or fewer lags")
            }
        }
        return (factor, rows)
    }

    private func raised(_ t: Double, _ power: Int) -> Double { power == 0 ? 1 : power == 1 ? t : t * t }

    /// The number of lags with the least AIC = n(log(2π·SSR/n) + 1) + 2k, the smaller of equals. The models are nested, so each
    /// residual sum is that of the next plus the square of one element of R's last column.
    func bestLags(upTo most: Int) throws -> Int {
        let (r, rows) = try factor(lags: most, levelLast: false)
        let last = r.columns - 1
        let n = Double(rows)
        var residual = r[last, last] * r[last, last]
        var best = (aic: Double.infinity, lags: most)
        for lags in stride(from: most, through: 0, by: -1) {
            let parameters = trend.terms + 1 + lags
            let aic = n * (log(2 * Double.pi * residual / n) + 1) + 2 * Double(parameters)
            if aic <= best.aic { best = (aic, lags) }
            residual += r[parameters - 1, last] * r[parameters - 1, last]
        }
        return best.lags
    }

    /// γ/se(γ): with the level as the last regressor k, γ = Rₖᵧ/Rₖₖ and se = s/|Rₖₖ|.
    func statistic(lags: Int) throws -> (t: Double, rows: Int) {
        let (r, rows) = try factor(lags: lags, levelLast: true)
        let last = r.columns - 1
        let k = last - 1
        let freedom = Double(rows - last)
        let s = abs(r[last, last]) / freedom.squareRoot()
        let length = (0...last).reduce(0) { $0 + r[$1, last] * r[$1, last] }.squareRoot()
        guard freedom > 0, abs(r[last, last]) > length * Double(rows) * 0x1p-52 else {
            throw StatisticsError("x", "fitted without residual by \(last) regressors", "a series with noise, or fewer lags")
        }
        return (r[k, last] / s * (r[k, k] < 0 ? -1 : 1), rows)
    }
}
