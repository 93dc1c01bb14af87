/// Both tails of a distribution at a point: `lower` = P(X ≤ x), `upper` = P(X > x). The smaller one is computed directly, so that
/// it keeps its relative precision.
public struct Tails: Equatable, Sendable {
    public let lower: Double
    public let upper: Double

    init(lower: Double) {
        let value = min(max(lower, 0), 1)
        self.lower = value
        upper = 1 - value
    }

    init(upper: Double) {
        let value = min(max(upper, 0), 1)
        self.upper = value
        lower = 1 - value
    }

    init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    static let undefined = Tails(lower: .nan, upper: .nan)
    var swapped: Tails { Tails(lower: upper, upper: lower) }
}
