import Glibc

/// Christoffersen's tests of a series of value-at-risk violations, "Evaluating interval forecasts" (1998): coverage, independence
/// against a first-order Markov chain, and both together.
///
/// Conditional coverage is the sum of Kupiec's statistic over all n observations and the independence statistic over the n − 1
/// transitions, chi-square with 2 degrees of freedom: the usual convention. Transitions that never occur count as 0·log 0 = 0, so
/// a series without violations has an independence statistic of 0.
public struct ChristoffersenTest: Equatable, Sendable {
    public let coverage: KupiecTest
    public let independenceStatistic: Double
    public let independencePValue: Double
    public let conditionalStatistic: Double
    public let conditionalPValue: Double
    /// Counts [from][to], 1 a violation.
    public let transitions: [[Int]]
}

/// Christoffersen's tests of `violations` in time order, O(n). Throws for fewer than two observations and a rate outside (0, 1).
public func christoffersenTest(_ violations: [Bool], expectedRate: Double) throws -> ChristoffersenTest {
    guard violations.count >= 2 else { throw StatisticsError("violations", "\(violations.count) values", "at least 2") }
    let count = violations.reduce(0) { $0 + ($1 ? 1 : 0) }
    let coverage = try kupiecTest(violations: count, observations: violations.count, expectedRate: expectedRate)
    var transitions = [[0, 0], [0, 0]]
    for (from, to) in zip(violations, violations.dropFirst()) { transitions[from ? 1 : 0][to ? 1 : 0] += 1 }
    let total = Double(violations.count - 1)
    var ratio = 0.0
    for from in 0...1 {
        let leaving = Double(transitions[from][0] + transitions[from][1])
        for to in 0...1 {
            let entering = Double(transitions[0][to] + transitions[1][to])
            ratio += timesLog(transitions[from][to], Double(transitions[from][to]) / leaving, over: entering / total)
        }
    }
    let independence = max(0, 2 * ratio)
    let conditional = coverage.statistic + independence
    return ChristoffersenTest(
        coverage: coverage, independenceStatistic: independence, independencePValue: erfc((independence / 2).squareRoot()),
        conditionalStatistic: conditional, conditionalPValue: exp(-conditional / 2), transitions: transitions)
}
