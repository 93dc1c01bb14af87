/// The Mann-Whitney U test (Wilcoxon's rank sum): does a value of x tend to be larger than one of y?
public struct MannWhitneyTest: Equatable, Sendable {
    public enum Method: String, Sendable {
        /// The permutation distribution of the rank sum of the values as they are, ties included.
        case exact
        /// Normal approximation with correction for ties and for continuity.
        case asymptotic
    }

    /// U of x: the number of pairs with x > y, ties counted one half.
    public let statistic: Double
    public let pValue: Double
    public let alternative: Alternative
    /// What the p-value was computed by.
    public let method: Method
    public let hasTies: Bool
    /// U/(nₓnᵧ), an estimate of P(x > y) + ½P(x = y).
    public let effectSize: Double
}

/// The Mann-Whitney test of `x` against `y`.
///
/// Without a `method` it is exact for up to 50 values in all, with or without ties, and asymptotic for more. Exact: all
/// arrangements of the observed (mid-)ranks are counted by the shift algorithm of Streitberg and Röhmel (1986), O(m·n²·(m + n)) for
/// samples of m ≤ n, allowed to 200 values; the two-sided p-value is twice the smaller one-sided one, at most 1. Asymptotic:
/// z = (|U − mn/2| − ½)/σ, σ² = mn/12·((N + 1) − Σ(t³ − t)/(N(N − 1))), O(N log N). Throws for an empty sample, a value that is not
/// finite, all values equal where the approximation is asked for, and an exact p-value of more than 200 values.
public func mannWhitneyTest(
    _ x: [Double], _ y: [Double], alternative: Alternative = .twoSided, method: MannWhitneyTest.Method? = nil
) throws -> MannWhitneyTest {
    for (sample, name) in [(x, "x"), (y, "y")] {
        try StatisticsError.requireCount(sample, atLeast: 1, name)
        try StatisticsError.requireFinite(sample, name)
    }
    let n = x.count + y.count
    let method = method ?? (n <= 50 ? .exact : .asymptotic)
    let (ranks, tieSum) = averageRanks(x + y)
    let pairs = Double(x.count) * Double(y.count)
    let u = ranks[..<x.count].reduce(0, +) - Double(x.count) * Double(x.count + 1) / 2
    let (less, greater): (Double, Double)
    switch method {
    case .exact:
        guard n <= 200 else { throw StatisticsError("method", "exact for \(n) values", "at most 200; use the asymptotic method") }
        let small = x.count <= y.count
        let tails = rankSumTails(ranks, count: min(x.count, y.count), sumOf: small ? 0..<x.count : x.count..<n)
        (less, greater) = small ? tails : (tails.1, tails.0)
    case .asymptotic:
        let total = Double(n)
        let sigma = (pairs / 12 * ((total + 1) - tieSum / (total * (total - 1)))).squareRoot()
        guard sigma > 0 else { throw StatisticsError("x", "equal to y throughout", "values that differ") }
        (less, greater) = (normalCDF((u - pairs / 2 + 0.5) / sigma), normalCDF(-(u - pairs / 2 - 0.5) / sigma))
    }
    let p = alternative == .less ? less : alternative == .greater ? greater : min(1, 2 * min(less, greater))
    return MannWhitneyTest(
        statistic: u, pValue: p, alternative: alternative, method: method, hasTies: tieSum > 0, effectSize: u / pairs)
}

/// P(R ≤ r) and P(R ≥ r) for the sum R of `count` of the ranks taken at random, r the sum of those at `observed`. Ranks are
/// doubled to be whole numbers; `ways[k][s]` counts the choices of k ranks with sum s (exact below 2⁵³, to rounding above).
private func rankSumTails(_ ranks: [Double], count: Int, sumOf observed: Range<Int>) -> (Double, Double) {
    let doubled = ranks.map { Int(2 * $0) }
    let target = doubled[observed].reduce(0, +)
    // No choice sums to more than the largest `count` ranks.
    let limit = doubled.sorted().suffix(count).reduce(0, +)
    let width = limit + 1
    var ways = [Double](repeating: 0, count: (count + 1) * width)
    ways[0] = 1
    ways.withUnsafeMutableBufferPointer { ways in
        for (seen, rank) in doubled.enumerated() {
            for k in stride(from: min(seen, count - 1), through: 0, by: -1) {
                let (from, to) = (k * width, (k + 1) * width + rank)
                for s in 0..<max(0, width - rank) { ways[to + s] += ways[from + s] }
            }
        }
    }
    let row = ways[(count * width)...]
    let total = row.reduce(0, +)
    let below = row.prefix(target + 1).reduce(0, +)
    let above = row.dropFirst(target).reduce(0, +)
    return (below / total, above / total)
}
