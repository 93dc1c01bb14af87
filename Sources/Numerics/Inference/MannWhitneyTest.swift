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
/// arrangements of the observed (mid-)ranks are counted by the shift algorithm of Streitberg and Röhmel (1986), O(m²nN) time
/// and O(m²n) memory for samples of m ≤ n, N = m + n at most 200; the two-sided p-value is twice the smaller one-sided one, at
/// most 1. Asymptotic: z = (|U − mn/2| − ½)/σ, σ² = mn/12·((N + 1) − Σ(t³ − t)/(N(N − 1))), O(N log N). Throws for an empty
/// sample, a value that is not finite, all values equal where the approximation is asked for, and an exact p-value of more than
/// 200 values.
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

/// P(R ≤ r) and P(R ≥ r) for the sum R of `count` of the ranks taken at random, r the sum of those at `observed`.
private func rankSumTails(_ ranks: [Double], count: Int, sumOf observed: Range<Int>) -> (Double, Double) {
    // Doubled ranks are whole numbers; without ties all are even, and half as large will do.
    let doubled = ranks.map { Int(2 * $0) }
    let unit = doubled.allSatisfy { $0 % 2 == 0 } ? 2 : 1
    let scores = doubled.map { $0 / unit }
    let target = scores[observed].reduce(0, +)
    // Counted from the nearer end: reflecting every score turns the upper tail into the lower one.
    let twiceMean = 2 * Double(scores.reduce(0, +)) * Double(count) / Double(scores.count)
    let reflects = 2 * Double(target) > twiceMean
    let highest = scores.max() ?? 0
    let counted = reflects ? scores.map { highest - $0 } : scores
    let (below, at) = lowerTail(counted.sorted(), count: count, upTo: reflects ? count * highest - target : target)
    let tails = (below, 1 - below + at)
    return reflects ? (tails.1, tails.0) : tails
}

/// P(R ≤ r) and P(R = r). `ways[k][s]` counts the choices of k scores whose sum exceeds that of the k least by s (exact below
/// 2⁵³, to rounding above); scores ascend, so each choice adds something not negative.
private func lowerTail(_ scores: [Int], count: Int, upTo target: Int) -> (atMost: Double, equal: Double) {
    let width = target - scores.prefix(count).reduce(0, +) + 1
    var ways = [Double](repeating: 0, count: (count + 1) * width)
    ways[0] = 1
    ways.withUnsafeMutableBufferPointer { ways in
        for (seen, score) in scores.enumerated() {
            for k in stride(from: min(seen, count - 1), through: 0, by: -1) {
                let shift = score - scores[k]
                let (from, to) = (k * width, (k + 1) * width + shift)
                for s in 0..<max(0, width - shift) { ways[to + s] += ways[from + s] }
            }
        }
    }
    var total = 1.0
    for k in 0..<count { total = total * Double(scores.count - k) / Double(k + 1) }
    let row = ways[(count * width)...]
    return (row.reduce(0, +) / total, row[row.endIndex - 1] / total)
}
