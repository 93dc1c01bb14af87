import Numerics

/// The checked matrix of a regression with its factorisation.
struct RegressionDesign {
    let x: Matrix
    let names: [String]
    let solution: [Double]
    private let q: Matrix
    /// R⁻¹.
    private let inverse: Matrix

    init(returns: [Double], factors: Matrix, names: [String], intercept: Bool) throws {
        try RiskChecks.series(returns, "returns")
        guard factors.rows == returns.count, factors.columns > 0 else {
            throw BadRiskInput(
                "factors is \(factors.rows) × \(factors.columns): expected \(returns.count) rows, one for each "
                    + "return, and a column"
            )
        }
        if let index = factors.elements.firstIndex(where: { !$0.isFinite }) {
            throw BadRiskInput(
                "factors[\(index % factors.rows), \(index / factors.rows)] is \(factors.elements[index]): "
                    + "expected a finite number"
            )
        }
        guard names.isEmpty || names.count == factors.columns else {
            throw BadRiskInput("names has \(names.count) values: expected \(factors.columns), one for each factor")
        }
        let labels = names.isEmpty ? (1...factors.columns).map { "factor \($0)" } : names
        let n = returns.count
        self.names = intercept ? ["alpha"] + labels : labels
        x = Matrix(
            rows: n, columns: factors.columns + (intercept ? 1 : 0),
            elements: (intercept ? [Double](repeating: 1, count: n) : []) + factors.elements)
        guard n > x.columns else {
            throw BadRiskInput("returns has \(n) values: expected more than the \(x.columns) coefficients")
        }
        let factorization = QR(x)
        let r = factorization.r
        try RegressionDesign.checkIndependence(r, x, self.names)
        guard let solution = factorization.leastSquares(returns) else {
            throw BadRiskInput("factors has columns that depend on each other: remove one of them")
        }
        self.solution = solution
        q = factorization.q
        inverse = RegressionDesign.inverted(r)
    }

    /// |Rⱼⱼ| is the length of column j that the columns before it do not explain.
    private static func checkIndependence(_ r: Matrix, _ x: Matrix, _ names: [String]) throws {
        for j in 0..<r.columns {
            let length = (0...j).reduce(0) { $0 + r[$1, j] * r[$1, j] }.squareRoot()
            guard abs(r[j, j]) > length * Double(max(x.rows, x.columns)) * 0x1p-52 else {
                throw BadRiskInput(
                    "factors: \(names[j]) is constant or a combination of the columns before it: remove one of them")
            }
        }
    }

    private static func inverted(_ r: Matrix) -> Matrix {
        let k = r.columns
        var result = Matrix(rows: k, columns: k)
        for j in 0..<k {
            for i in stride(from: j, through: 0, by: -1) {
                var value = i == j ? 1.0 : 0
                for m in i + 1..<max(j + 1, i + 1) { value -= r[i, m] * result[m, j] }
                result[i, j] = value / r[i, i]
            }
        }
        return result
    }

    func covariance(residuals: [Double], errors: FactorRegression.Errors) throws -> Matrix {
        let (n, k) = (x.rows, x.columns)
        switch errors {
        case .classic:
            return dot(residuals, residuals) / Double(n - k) * inverse.times(inverse, transposingOther: true)
        case .neweyWest(let lags, let corrected):
            guard lags >= 0, lags < n else { throw BadRiskInput("lags is \(lags): expected from 0 to \(n - 1)") }
            var scores = q
            for j in 0..<k { for i in 0..<n { scores[i, j] *= residuals[i] } }
            var middle = scores.gram
            for lag in 0..<lags {
                let weight = 1 - Double(lag + 1) / Double(lags + 1)
                let joint = RegressionDesign.lagged(scores, lag + 1)
                middle = middle + weight * (joint + joint.transposed)
            }
            let scale = corrected ? Double(n) / Double(n - k) : 1
            return scale * inverse.times(middle).times(inverse, transposingOther: true)
        }
    }

    /// Σₜ sₜ·s'ₜ₋ₗ.
    private static func lagged(_ scores: Matrix, _ lag: Int) -> Matrix {
        let (n, k) = (scores.rows, scores.columns)
        var result = Matrix(rows: k, columns: k)
        for i in 0..<k {
            for j in 0..<k {
                var total = 0.0
                for t in lag..<n { total += scores[t, i] * scores[t - lag, j] }
                result[i, j] = total
            }
        }
        return result
    }
}
