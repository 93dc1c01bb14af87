import Numerics

/// VaR and expected shortfall forecast for each period from the periods before it only.
public struct RollingRisk: Equatable, Sendable {
    public enum Method: Equatable, Sendable {
        case historical
        case ageWeighted(decay: Double)
        case normal
        /// Degrees of freedom given (above 2), or nil for those of each window's kurtosis.
        case student(degreesOfFreedom: Double?)
        /// Rearranged outside its domain.
        case cornishFisher
        /// RiskMetrics: over all periods so far, which the weights make forget.
        case exponential(decay: Double)
        /// Hull and White 1998, over the window's scaled returns.
        case filteredHistorical(decay: Double)
    }

    public let method: Method
    public let confidence: Double
    public let window: Int
    /// The forecasts are for `returns[window...]`, one each.
    public let valueAtRisk: [Double]
    public let expectedShortfall: [Double]

    /// A step costs O(1) for the methods of moments, O(window) moves and the tail's length for the others.
    public init(_ returns: [Double], window: Int, confidence: Double, method: Method) throws {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        guard window >= 4, window < returns.count else {
            throw BadRiskInput("window is \(window): expected at least 4 and less than the \(returns.count) returns")
        }
        var forecaster = try RollingForecaster(method, window: window, confidence: confidence)
        var (values, shortfalls): ([Double], [Double]) = ([], [])
        values.reserveCapacity(returns.count - window)
        shortfalls.reserveCapacity(returns.count - window)
        for index in returns.indices {
            if index >= window {
                let forecast = forecaster.forecast
                values.append(forecast.valueAtRisk)
                shortfalls.append(forecast.expectedShortfall)
            }
            forecaster.add(returns[index])
        }
        self.method = method
        self.confidence = confidence
        self.window = window
        valueAtRisk = values
        expectedShortfall = shortfalls
    }
}
