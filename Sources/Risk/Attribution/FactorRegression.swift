import Numerics

/// Exposure of a return series to factors by ordinary least squares, y = α + Xβ + ε, solved by QR.
public struct FactorRegression: Equatable, Sendable {
    /// How the covariance of the coefficients is estimated.
    public enum Errors: Equatable, Sendable {
        /// s²(X'X)⁻¹ with s² = RSS/(n − k): independent errors of one variance.
        case classic
        /// Newey and West 1987, Bartlett's weights 1 − l/(lags + 1): errors may change in variance and be correlated up to
        /// `lags`. Lags 0 is White's. `corrected` multiplies the covariance by n/(n − k).
        case neweyWest(lags: Int, corrected: Bool = false)
    }

    public struct Coefficient: Equatable, Sendable {
        public let name: String
        public let value: Double
        public let standardError: Double
        public let tStatistic: Double
        /// Two-sided, by Student's t with n − k degrees of freedom, for either kind of errors.
        public let pValue: Double
    }

    /// The intercept first, where there is one; per period, not annualised.
    public let coefficients: [Coefficient]
    public let residuals: [Double]
    public let observations: Int
    public let degreesOfFreedom: Int
    /// Centered with an intercept, about zero without; NaN where the returns do not vary.
    public let rSquared: Double
    public let adjustedRSquared: Double
    /// √(RSS/(n − k)).
    public let residualDeviation: Double

    /// `factors` has a row for each period and a column for each factor. Throws where columns depend on each other, naming one.
    /// O(n·k²), and O(n·k·lags) for Newey-West.
    public init(
        returns: [Double], factors: Matrix, names: [String] = [], intercept: Bool = true, errors: Errors = .classic
    ) throws {
        let design = try RegressionDesign(returns: returns, factors: factors, names: names, intercept: intercept)
        let (n, k) = (design.x.rows, design.x.columns)
        let fitted = design.x.times(design.solution)
        let residuals = zip(returns, fitted).map { $0 - $1 }
        let squares = dot(residuals, residuals)
        let center = intercept ? mean(returns) : 0
        let total = returns.reduce(0) { $0 + ($1 - center) * ($1 - center) }
        let covariance = try design.covariance(residuals: residuals, errors: errors)
        let freedom = Double(n - k)
        let student = try StudentTDistribution(degreesOfFreedom: freedom)
        coefficients = (0..<k).map { index in
            let (value, error) = (design.solution[index], max(covariance[index, index], 0).squareRoot())
            let t = ratio(value, error)
            return Coefficient(
                name: design.names[index], value: value, standardError: error, tStatistic: t,
                pValue: t.isNaN ? .nan : 2 * student.cdf(-abs(t)))
        }
        self.residuals = residuals
        observations = n
        degreesOfFreedom = n - k
        rSquared = total > 0 ? 1 - squares / total : .nan
        adjustedRSquared = 1 - (1 - rSquared) * Double(intercept ? n - 1 : n) / freedom
        residualDeviation = (squares / freedom).squareRoot()
    }
}
