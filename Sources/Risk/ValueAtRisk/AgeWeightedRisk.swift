import Glibc
import Numerics

/// Historical simulation in which a return's probability fades with its age (Boudoukh, Richardson and Whitelaw 1998).
public enum AgeWeightedRisk {
    /// Probabilities of `count` returns, the newest last: λ^age·(1 − λ)/(1 − λⁿ). λ = 1 weighs all alike.
    public static func probabilities(count: Int, decay: Double) throws -> [Double] {
        guard decay > 0, decay <= 1 else {
            throw BadRiskInput("decay is \(decay): expected a number above 0 and at most 1, such as 0.98")
        }
        let raw = (0..<count).map { pow(decay, Double(count - 1 - $0)) }
        let total = sum(raw)
        return raw.map { $0 / total }
    }

    /// Returns in the order of time. VaR is the return at which the probability of the ordered returns first reaches 1 − c,
    /// without the paper's interpolation, so that expected shortfall is the mean over exactly that tail. O(n log n).
    public static func estimate(_ returns: [Double], confidence: Double, decay: Double = 0.98) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        let probability = try probabilities(count: returns.count, decay: decay)
        let order = returns.indices.sorted { (returns[$0], $0) < (returns[$1], $1) }
        let tail = WeightedTail.estimate(
            ascending: order.lazy.map { (returns[$0], probability[$0]) }, tail: tailProbability(confidence))
        return TailRisk(confidence: confidence, valueAtRisk: tail.valueAtRisk, expectedShortfall: tail.expectedShortfall)
    }
}
