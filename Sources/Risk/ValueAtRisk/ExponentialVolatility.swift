/// Volatility by exponentially weighted squares of returns about zero (RiskMetrics 1996), normalised by the sum of the weights,
/// so that no starting value is needed: σ²ₜ = Σ λ^(age)·r² / Σ λ^(age) over the returns before t.
public struct ExponentialVolatility: Sendable {
    public let decay: Double
    private var squares = 0.0
    private var weight = 0.0

    public init(decay: Double = 0.94) throws {
        guard decay > 0, decay < 1 else {
            throw BadRiskInput("decay is \(decay): expected a number between 0 and 1, such as 0.94")
        }
        self.decay = decay
    }

    public mutating func add(_ value: Double) {
        squares = decay * squares + value * value
        weight = decay * weight + 1
    }

    /// The forecast for the next return; NaN before the first.
    public var forecast: Double { weight > 0 ? (squares / weight).squareRoot() : .nan }
}
