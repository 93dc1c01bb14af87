import Numerics

/// The subset with the largest Sharpe ratio, found by looking at every one of them: for up to 20 candidates, where greedy choice
/// has no excuse. Subsets share the Cholesky factor of their leading members, O(2ⁿ·n²) at worst.
public struct BestSubset: Sendable {
    public enum Weighting: String, CaseIterable, Sendable {
        /// 1 / k each.
        case equal
        /// Σ⁻¹1, normed to sum 1; weights may be negative.
        case minimumVariance
    }

    public struct Answer: Equatable, Sendable {
        /// Ascending.
        public var members: [Int]
        /// One a member.
        public var weights: [Double]
        /// (mean − riskFree) / deviation per period.
        public var sharpe: Double
        /// Subsets that were looked at.
        public var looked: Int
    }

    public static let mostCandidates = 20
    public var weighting: Weighting
    public var sizes: ClosedRange<Int>
    public var riskFree: Double

    public init(weighting: Weighting = .equal, sizes: ClosedRange<Int> = 1...20, riskFree: Double = 0) {
        self.weighting = weighting
        self.sizes = sizes
        self.riskFree = riskFree
    }

    /// Of subsets with the same ratio, the first in lexicographic order of the members.
    public func solve(means: [Double], covariance: Matrix) throws -> Answer {
        try requireFinite(means, "means")
        try requireCovariance(covariance)
        let n = means.count
        guard covariance.rows == n else { throw BadProblem("covariance: \(covariance.rows) assets, expected \(n) as means") }
        guard n <= Self.mostCandidates else {
            throw BadProblem(
                "means: \(n) candidates, expected at most \(Self.mostCandidates); choose some by StrategySelection first")
        }
        guard sizes.lowerBound >= 1, sizes.lowerBound <= n else {
            throw BadProblem("sizes: \(sizes.lowerBound)...\(sizes.upperBound), expected a size from 1 to \(n)")
        }
        guard riskFree.isFinite else { throw BadProblem("riskFree is \(riskFree), expected a finite number") }
        if weighting == .minimumVariance, Cholesky(covariance) == nil {
            throw BadProblem("covariance: singular or indefinite, expected positive definite for minimum variance")
        }
        var search = SubsetSearch(excess: means.map { $0 - riskFree }, covariance: covariance, weighting: weighting, sizes: sizes)
        search.extend(from: 0)
        guard !search.best.isEmpty else {
            throw BadProblem("covariance: no subset has a positive variance, expected a positive semidefinite matrix")
        }
        return Answer(
            members: search.best, weights: try weights(search.best, covariance), sharpe: search.bestRatio, looked: search.looked)
    }

    private func weights(_ members: [Int], _ covariance: Matrix) throws -> [Double] {
        let ones = [Double](repeating: 1, count: members.count)
        guard weighting == .minimumVariance else { return ones.map { $0 / Double(members.count) } }
        guard let factor = Cholesky(covariance.submatrix(rows: members, columns: members)) else {
            throw BadProblem("covariance: singular over members \(members), expected positive definite")
        }
        let raw = factor.solve(ones)
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }
}

/// Depth first over subsets in lexicographic order; what a subset needs grows by one row with each member.
private struct SubsetSearch {
    let excess: [Double]
    let covariance: Matrix
    let weighting: BestSubset.Weighting
    let sizes: ClosedRange<Int>
    var best: [Int] = []
    var bestRatio = -Double.infinity
    var looked = 0

    private var members: [Int] = []
    /// Rows of the Cholesky factor, n apart, and L⁻¹1, L⁻¹μ.
    private var factor: [Double]
    private var ones: [Double]
    private var means: [Double]

    init(excess: [Double], covariance: Matrix, weighting: BestSubset.Weighting, sizes: ClosedRange<Int>) {
        self.excess = excess
        self.covariance = covariance
        self.weighting = weighting
        self.sizes = sizes
        let n = excess.count
        factor = [Double](repeating: 0, count: n * n)
        ones = [Double](repeating: 0, count: n)
        means = ones
    }

    /// Sums for equal weights: of μ and of all elements of Σ; for minimum variance 1ᵀΣ⁻¹μ and 1ᵀΣ⁻¹1.
    mutating func extend(from first: Int, _ mean: Double = 0, _ spread: Double = 0) {
        guard members.count < sizes.upperBound else { return }
        for candidate in first..<excess.count {
            var (newMean, newSpread) = (mean, spread)
            switch weighting {
            case .equal:
                newMean += excess[candidate]
                newSpread += covariance[candidate, candidate]
                for member in members { newSpread += 2 * covariance[member, candidate] }
            case .minimumVariance:
                let k = addRow(candidate)
                newMean += ones[k] * means[k]
                newSpread += ones[k] * ones[k]
            }
            members.append(candidate)
            if sizes.contains(members.count) {
                looked += 1
                // Scaling cancels: both forms are the sum of means over the root of the sum.
                let ratio = newSpread > 0 ? newMean / newSpread.squareRoot() : -.infinity
                if ratio > bestRatio { (bestRatio, best) = (ratio, members) }
            }
            extend(from: candidate + 1, newMean, newSpread)
            members.removeLast()
        }
    }

    private mutating func addRow(_ candidate: Int) -> Int {
        let (n, k) = (excess.count, members.count)
        var pivot = covariance[candidate, candidate]
        var (one, mean) = (1.0, excess[candidate])
        for a in 0..<k {
            var value = covariance[members[a], candidate]
            for b in 0..<a { value -= factor[k * n + b] * factor[a * n + b] }
            value /= factor[a * n + a]
            factor[k * n + a] = value
            pivot -= value * value
            one -= value * ones[a]
            mean -= value * means[a]
        }
        let root = max(pivot, .leastNormalMagnitude).squareRoot()
        factor[k * n + k] = root
        ones[k] = one / root
        means[k] = mean / root
        return k
    }
}
