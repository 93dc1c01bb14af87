/// How much of the capital stands in few positions; no covariance is needed.
public struct Concentration: Equatable, Sendable {
    /// Herfindahl-Hirschman index Σ(|wᵢ|/Σ|w|)²: 1/n for equal weights, 1 for one position.
    public let herfindahl: Double
    /// 1 / Herfindahl: the number of equal positions that would be as concentrated.
    public var effectivePositions: Double { 1 / herfindahl }
    /// Share of the largest position in Σ|w|, and of the five largest.
    public let largest: Double
    public let fiveLargest: Double

    public init(weights: [Double]) throws {
        try RiskChecks.series(weights, "weights")
        let sizes = weights.map { abs($0) }.sorted(by: >)
        let gross = sizes.reduce(0, +)
        guard gross > 0 else { throw BadRiskInput("weights are all 0: expected at least one position") }
        herfindahl = sizes.reduce(0) { $0 + $1 / gross * ($1 / gross) }
        largest = sizes[0] / gross
        fiveLargest = sizes.prefix(5).reduce(0, +) / gross
    }
}
