/// Value at risk and expected shortfall of one period, as fractions of the capital.
///
/// Both are losses: positive where the tail loses, negative where even the tail gains. With confidence c the tail has probability
/// 1 − c; VaR is the loss that is not exceeded with probability c, expected shortfall the mean loss within the tail (Acerbi and
/// Tasche 2002).
public struct TailRisk: Equatable, Sendable {
    public let confidence: Double
    public let valueAtRisk: Double
    public let expectedShortfall: Double

    public init(confidence: Double, valueAtRisk: Double, expectedShortfall: Double) {
        self.confidence = confidence
        self.valueAtRisk = valueAtRisk
        self.expectedShortfall = expectedShortfall
    }

    /// By the square root of time, which is right for independent returns of mean zero with a stable shape, and is the rule of
    /// Basel. The parametric methods take a horizon themselves, and scale mean, deviation, skewness and kurtosis each by its own
    /// law.
    public func scaledBySquareRoot(periods: Double) throws -> TailRisk {
        try RiskChecks.positive(periods, "periods")
        let factor = periods.squareRoot()
        return TailRisk(confidence: confidence, valueAtRisk: factor * valueAtRisk, expectedShortfall: factor * expectedShortfall)
    }
}
