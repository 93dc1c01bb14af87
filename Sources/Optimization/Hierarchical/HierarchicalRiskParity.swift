import Numerics

/// Hierarchical risk parity (López de Prado 2016): order assets by the tree of their correlation distances, then halve that order
/// again and again, each half getting weight in inverse proportion to the variance of its inverse-variance portfolio. Needs no
/// inverse of the covariance, so that more assets than rows are no matter. O(n²).
///
/// The tree is of the distances themselves, as in PyPortfolioOpt, skfolio and Riskfolio-Lib; the paper's code took Euclidean
/// distances between their columns.
public struct HierarchicalRiskParity: Sendable {
    public var linkage = Linkage.single
    public init(linkage: Linkage = .single) { self.linkage = linkage }

    /// - Parameters:
    ///   - covariance: n × n, of any period.
    ///   - correlation: what the tree is made of; that of the covariance where nil.
    ///   - constraints: box and non-negative budget, kept by what each half can take and give; throws for any other part.
    /// - Returns: the objective is the portfolio's variance.
    public func solve(covariance: Matrix, correlation: Matrix? = nil, constraints: Constraints? = nil) throws -> Solution {
        try requireCovariance(covariance)
        let n = covariance.rows
        let constraints = constraints ?? Constraints(assets: n)
        if let conflict = try constraints.boxConflict(assets: n, "hierarchical risk parity") { return .infeasible(conflict) }
        let distances = try correlationDistance(correlation ?? correlationMatrix(covariance))
        guard distances.rows == n else {
            throw BadProblem("correlation: \(distances.rows) assets, expected \(n) as the covariance")
        }
        let order = n == 1 ? [0] : Dendrogram(distances: distances, linkage: linkage).order
        let sorted = covariance.submatrix(rows: order, columns: order)
        var weights = [Double](repeating: constraints.budget, count: n)
        let lower = order.map { constraints.lower[$0] }
        let upper = order.map { constraints.upper[$0] }
        var parts = n > 1 ? [0..<n] : []
        while let part = parts.popLast() {
            let middle = part.lowerBound + part.count / 2
            let (left, right) = (part.lowerBound..<middle, middle..<part.upperBound)
            let (a, b) = (try Self.variance(sorted, left), try Self.variance(sorted, right))
            let total = weights[part.lowerBound]
            let wanted = a + b > 0 ? total * b / (a + b) : total / 2
            let share = max(
                max(lower[left].reduce(0, +), total - upper[right].reduce(0, +)),
                min(min(upper[left].reduce(0, +), total - lower[right].reduce(0, +)), wanted))
            for i in left { weights[i] = share }
            for i in right { weights[i] = total - share }
            for half in [left, right] where half.count > 1 { parts.append(half) }
        }
        var result = weights
        for (position, asset) in order.enumerated() {
            result[asset] = max(constraints.lower[asset], min(constraints.upper[asset], weights[position]))
        }
        return constraints.described(result, objective: covariance.quadraticForm(result), iterations: n - 1)
    }

    /// Of the inverse-variance portfolio of a part.
    private static func variance(_ covariance: Matrix, _ part: Range<Int>) throws -> Double {
        let n = covariance.rows
        var inverse = [Double](repeating: 0, count: part.count)
        var sum = 0.0
        for i in part {
            inverse[i - part.lowerBound] = 1 / covariance[i, i]
            sum += inverse[i - part.lowerBound]
        }
        var total = 0.0
        covariance.elements.withUnsafeBufferPointer { c in
            inverse.withUnsafeBufferPointer { w in
                for j in part {
                    var column = 0.0
                    for i in part { column += w[i - part.lowerBound] * c[j * n + i] }
                    total += column * w[j - part.lowerBound]
                }
            }
        }
        let variance = total / (sum * sum)
        guard variance > -1e-12 / sum else {
            throw BadProblem(
                "covariance: a portfolio of \(part.count) assets has the variance \(variance), "
                    + "expected a positive semidefinite matrix"
            )
        }
        return max(0, variance)
    }
}
