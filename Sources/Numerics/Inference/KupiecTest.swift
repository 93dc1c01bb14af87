import Glibc

/// Kupiec's proportion-of-failures test (1995): do losses exceed the value at risk as often as its confidence says?
///
/// LR = 2[x log(π̂/p) + (n − x) log((1 − π̂)/(1 − p))], π̂ = x/n, with 0·log 0 = 0; chi-square with 1 degree of freedom.
public struct KupiecTest: Equatable, Sendable {
    public let statistic: Double
    public let pValue: Double
    public let violations: Int
    public let observations: Int
    /// The probability of a violation that was claimed: 0.01 for a 99 % value at risk.
    public let expectedRate: Double
    public var observedRate: Double { Double(violations) / Double(observations) }
}

/// Kupiec's test of a number of violations. Throws for no observations, a count outside them, and a rate outside (0, 1).
public func kupiecTest(violations: Int, observations: Int, expectedRate: Double) throws -> KupiecTest {
    try StatisticsError.requireProbability(expectedRate, "expectedRate")
    guard observations > 0 else { throw StatisticsError("observations", observations, "at least 1") }
    guard violations >= 0, violations <= observations else {
        throw StatisticsError("violations", violations, "from 0 to \(observations), the number of observations")
    }
    let rate = Double(violations) / Double(observations)
    let ratio =
        timesLog(violations, rate, over: expectedRate) + timesLog(observations - violations, 1 - rate, over: 1 - expectedRate)
    let statistic = max(0, 2 * ratio)
    return KupiecTest(
        statistic: statistic, pValue: erfc((statistic / 2).squareRoot()), violations: violations, observations: observations,
        expectedRate: expectedRate)
}

/// n·log(p/q), 0 where n is 0.
func timesLog(_ n: Int, _ p: Double, over q: Double) -> Double { n == 0 ? 0 : Double(n) * log(p / q) }
