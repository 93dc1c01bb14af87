/// The augmented Dickey-Fuller test of a unit root: the t statistic of γ in
/// Δxₜ = (deterministic terms) + γxₜ₋₁ + Σ δᵢΔxₜ₋ᵢ + εₜ. Small p-values speak against a unit root.
public struct DickeyFullerTest: Equatable, Sendable {
    /// The deterministic terms of the regression.
    public enum Trend: String, Sendable, CaseIterable {
        case none, constant, linear, quadratic

        var terms: Int {
            switch self {
            case .none: 0
            case .constant: 1
            case .linear: 2
            case .quadratic: 3
            }
        }
    }

    /// How many lagged differences the regression has.
    public enum Lags: Equatable, Sendable {
        case fixed(Int)
        /// The number up to `maximum` with the least AIC, all compared over the same observations; then estimated again with
        /// every observation that it leaves. nil: Schwert's ⌈12(n/100)^¼⌉ (1989), at most n/2 − 1 − terms.
        case aic(maximum: Int?)
    }

    public let statistic: Double
    /// By MacKinnon's response surface (1994); 0 or 1 outside the range that it covers.
    public let pValue: Double
    public let trend: Trend
    /// The number of lagged differences used.
    public let lags: Int
    /// Rows of the regression.
    public let observations: Int
    /// Critical values for this number of observations at 1 %, 5 % and 10 % (MacKinnon 2010).
    public let criticalValues: (onePercent: Double, fivePercent: Double, tenPercent: Double)

    public static func == (a: Self, b: Self) -> Bool {
        a.statistic == b.statistic && a.pValue == b.pValue && a.trend == b.trend && a.lags == b.lags
            && a.observations == b.observations && a.criticalValues == b.criticalValues
    }
}

/// The augmented Dickey-Fuller test of `x` in time order. One QR factorisation for the choice of lags and one for the statistic,
/// O(n·(terms + lags)²). Throws for a value that is not finite, a constant series, more lags than the length allows, and
/// regressors that depend on each other (a series that is a straight line, say). Needs OpenBLAS: call `LinearAlgebra.require()`
/// first where it may be missing.
public func dickeyFullerTest(
    _ x: [Double], trend: DickeyFullerTest.Trend = .constant, lags: DickeyFullerTest.Lags = .aic(maximum: nil)
) throws -> DickeyFullerTest {
    try StatisticsError.requireFinite(x, "x")
    try StatisticsError.requireCount(x, atLeast: 2 * (trend.terms + 2), "x")
    if isConstant(x) { throw StatisticsError("x", "constant (\(x[0]))", "values that differ") }
    let most = x.count / 2 - trend.terms - 1
    func allowed(_ lags: Int) throws -> Int {
        guard (0...most).contains(lags) else { throw StatisticsError("lags", lags, "from 0 to \(most) for \(x.count) values") }
        return lags
    }
    let regression = DickeyFullerRegression(x, trend)
    let used: Int
    switch lags {
    case .fixed(let lags): used = try allowed(lags)
    case .aic(let maximum): used = try regression.bestLags(upTo: try allowed(maximum ?? min(most, regression.schwertLags)))
    }
    let (statistic, observations) = try regression.statistic(lags: used)
    let surface = MacKinnonSurface(trend)
    return DickeyFullerTest(
        statistic: statistic, pValue: surface.pValue(statistic), trend: trend, lags: used, observations: observations,
        criticalValues: surface.criticalValues(observations: observations))
}
