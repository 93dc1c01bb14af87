/// Kendall's rank correlation τ-b and the test of its being zero.
public struct KendallTest: Equatable, Sendable {
    /// (concordant − discordant) / √((pairs not tied in x)·(pairs not tied in y)), in [−1, 1].
    public let coefficient: Double
    /// Two-sided: exact for up to 33 pairs without ties, else of the normal approximation with the variance for ties (Kendall
    /// 1970), the rule of SciPy's `kendalltau`.
    public let pValue: Double
    public let isExact: Bool
}

/// Kendall's τ-b of pairs, O(n log n) by Knight's merge sort; the exact p-value adds O(n³) for its few pairs. Throws for series
/// of different lengths, fewer than two pairs, a value that is not finite and a constant series.
public func kendallTest(_ x: [Double], _ y: [Double]) throws -> KendallTest {
    try StatisticsError.requireOneLength(x, y)
    for (series, name) in [(x, "x"), (y, "y")] {
        try StatisticsError.requireCount(series, atLeast: 2, name)
        try StatisticsError.requireFinite(series, name)
        if isConstant(series) {
            throw StatisticsError(name, "constant (\(series[0]))", "values that differ: correlation is not defined")
        }
    }
    return KendallTest(DenseRanks(x), DenseRanks(y))
}

/// The place of each value among the different values of a series, and its ties.
struct DenseRanks {
    let ranks: [UInt32]
    let ties: TieSums

    init(_ x: [Double]) {
        let order = x.indices.sorted { x[$0] < x[$1] }
        var ranks = [UInt32](repeating: 0, count: x.count)
        var lengths: [Int] = []
        for (place, index) in order.enumerated() {
            if place > 0, x[order[place - 1]] == x[index] { lengths[lengths.count - 1] += 1 } else { lengths.append(1) }
            ranks[index] = UInt32(lengths.count - 1)
        }
        self.ranks = ranks
        ties = TieSums(lengths)
    }
}

extension KendallTest {
    /// Of two series that are not constant.
    init(_ x: DenseRanks, _ y: DenseRanks) {
        let n = x.ranks.count
        // Both ranks in one number: sorts by x, then by y.
        let pairs = zip(x.ranks, y.ranks).map { UInt64($0) << 32 | UInt64($1) }.sorted()
        var lengths: [Int] = []
        for index in pairs.indices {
            if index > 0, pairs[index - 1] == pairs[index] { lengths[lengths.count - 1] += 1 } else { lengths.append(1) }
        }
        var values = pairs.map { UInt32(truncatingIfNeeded: $0) }
        var space = values
        let discordant = values.withUnsafeMutableBufferPointer { values in
            space.withUnsafeMutableBufferPointer { Double(inversions(values, $0, 0..<n)) }
        }
        self.init(pairs: n, discordant: discordant, x.ties, y.ties, joint: TieSums(lengths))
    }

    private init(pairs n: Int, discordant: Double, _ xTies: TieSums, _ yTies: TieSums, joint: TieSums) {
        let total = Double(n) * Double(n - 1) / 2
        let difference = total - xTies.pairs - yTies.pairs + joint.pairs - 2 * discordant
        let scale = (total - xTies.pairs).squareRoot() * (total - yTies.pairs).squareRoot()
        coefficient = max(-1, min(1, difference / scale))
        let smaller = min(discordant, total - discordant)
        isExact = xTies.pairs == 0 && yTies.pairs == 0 && (n <= 33 || smaller <= 1)
        if isExact {
            pValue = exactPValue(n, Int(smaller))
            return
        }
        let m = Double(n) * Double(n - 1)
        var spread = (m * Double(2 * n + 5) - xTies.cubic - yTies.cubic) / 18 + 2 * xTies.pairs * yTies.pairs / m
        if n > 2 { spread += xTies.triples * yTies.triples / (9 * m * Double(n - 2)) }
        pValue = min(1, 2 * normalCDF(-abs(difference) / spread.squareRoot()))
    }
}

/// Sums over groups of t tied values.
struct TieSums {
    var pairs = 0.0
    var triples = 0.0
    var cubic = 0.0

    init(_ groups: [Int]) {
        for group in groups {
            let t = Double(group)
            pairs += t * (t - 1) / 2
            triples += t * (t - 1) * (t - 2)
            cubic += t * (t - 1) * (2 * t + 5)
        }
    }
}

/// Pairs out of order, counted while sorting (Knight 1966).
private func inversions(
    _ values: UnsafeMutableBufferPointer<UInt32>, _ space: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>
) -> Int {
    guard range.count > 1 else { return 0 }
    let middle = range.lowerBound + range.count / 2
    var count = inversions(values, space, range.lowerBound..<middle) + inversions(values, space, middle..<range.upperBound)
    var (left, right) = (range.lowerBound, middle)
    for index in range {
        if right == range.upperBound || (left < middle && values[left] <= values[right]) {
            space[index] = values[left]
            left += 1
        } else {
            space[index] = values[right]
            right += 1
            count += middle - left
        }
    }
    for index in range { values[index] = space[index] }
    return count
}

/// 2·P(at most `inversions` pairs out of order) in a random order of n, capped at one.
private func exactPValue(_ n: Int, _ inversions: Int) -> Double {
    // Probability of k inversions: inserting the m-th value adds 0…m − 1, each equally likely.
    var probability = [Double](repeating: 0, count: inversions + 1)
    probability[0] = 1
    for m in 2...max(n, 2) {
        var running = 0.0
        var next = probability
        for k in probability.indices {
            running += probability[k]
            if k >= m { running -= probability[k - m] }
            next[k] = running / Double(m)
        }
        probability = next
    }
    return min(1, 2 * probability.reduce(0, +))
}
