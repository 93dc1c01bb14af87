import Numerics

/// What a window of simple returns is described by. Nothing is annualised: regimes do not depend on a scale.
public enum RegimeFeature: String, CaseIterable, Sendable {
    /// Mean return a period.
    case mean
    /// Standard deviation of the returns, ddof 1.
    case volatility
    /// Mean over volatility; 0 where the volatility is 0.
    case sharpe
    /// Return over the window, ∏(1 + r) − 1.
    case momentum
    /// Highest less lowest value, within the window, of one unit of wealth invested at its start.
    case range

    /// Of the last `window` returns at each position: T − window + 1 rows, of which row i describes the window that ends at
    /// return i + window − 1; a column for each of `features`. O(T·window).
    /// - Throws: `StatisticsError` for a window below two or longer than the series, no feature, returns that are not finite or
    ///   below −1.
    public static func table(_ features: [RegimeFeature], of returns: [Double], window: Int) throws -> Matrix {
        try check(features, window: window)
        guard window <= returns.count else {
            throw StatisticsError("returns", "\(returns.count) values", "at least \(window), the length of a window")
        }
        for (index, value) in returns.enumerated() { try check(value, at: index) }
        var result = Matrix(rows: returns.count - window + 1, columns: features.count)
        for row in 0..<result.rows {
            let values = describe(features, Array(returns[row..<row + window]))
            for (column, value) in values.enumerated() { result[row, column] = value }
        }
        return result
    }

    static func check(_ features: [RegimeFeature], window: Int) throws {
        if window < 2 { throw StatisticsError("window", window, "at least 2 returns") }
        if features.isEmpty {
            throw StatisticsError("features", "none", "at least one of \(allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    static func check(_ value: Double, at index: Int) throws {
        guard value >= -1, value <= 1e6 else {
            throw StatisticsError("returns", value, at: index, "a simple return, at least −1; fill what is missing")
        }
    }

    /// Every caller, batch or row by row, comes through here with the window's returns, oldest first: they agree bit for bit.
    static func describe(_ features: [RegimeFeature], _ window: [Double]) -> [Double] {
        let average = Numerics.mean(window)
        // Returns that are all the same vary by nothing; their mean may differ from them by its rounding.
        let isConstant = window.allSatisfy { $0 == window[0] }
        let deviation = isConstant ? 0 : standardDeviation(window)
        var (wealth, low, high) = (1.0, 1.0, 1.0)
        for value in window {
            wealth *= 1 + value
            (low, high) = (min(low, wealth), max(high, wealth))
        }
        return features.map { feature in
            switch feature {
            case .mean: average
            case .volatility: deviation
            case .sharpe: deviation > 0 ? average / deviation : 0
            case .momentum: wealth - 1
            case .range: high - low
            }
        }
    }
}
