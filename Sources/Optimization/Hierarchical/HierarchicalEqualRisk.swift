import Numerics

/// Hierarchical equal risk contribution (Raffinot 2018): cut the tree into clusters; going down it, each side gets weight in
/// inverse proportion to the summed variances of its clusters; inside a cluster weights are in inverse proportion to variance.
public struct HierarchicalEqualRisk: Sendable {
    public var linkage = Linkage.ward
    /// nil: by `Dendrogram.clusterCount`.
    public var clusters: Int?

    public init(linkage: Linkage = .ward, clusters: Int? = nil) {
        self.linkage = linkage
        self.clusters = clusters
    }

    /// - Parameters: as those of `HierarchicalRiskParity`; bounds are kept by `Allocation.proportional` at the end.
    /// - Returns: the objective is the portfolio's variance.
    public func solve(covariance: Matrix, correlation: Matrix? = nil, constraints: Constraints? = nil) throws -> Solution {
        try requireCovariance(covariance)
        let n = covariance.rows
        let constraints = constraints ?? Constraints(assets: n)
        if let conflict = try constraints.boxConflict(assets: n, "hierarchical equal risk") { return .infeasible(conflict) }
        if let clusters, !(1...n).contains(clusters) { throw BadProblem("clusters is \(clusters), expected 1 to \(n)") }
        let distances = try correlationDistance(correlation ?? correlationMatrix(covariance))
        guard distances.rows == n else {
            throw BadProblem("correlation: \(distances.rows) assets, expected \(n) as the covariance")
        }
        var weights = [Double](repeating: 1, count: n)
        if n > 1 {
            let tree = Dendrogram(distances: distances, linkage: linkage)
            try share(&weights, tree, clusters ?? tree.clusterCount(distances: distances), covariance)
        }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum * constraints.budget }
        if constraints.violation(of: weights) > 1e-12 { weights = Allocation.proportional(weights, constraints) }
        return constraints.described(weights, objective: covariance.quadraticForm(weights), iterations: n - 1)
    }

    private func share(_ weights: inout [Double], _ tree: Dendrogram, _ count: Int, _ covariance: Matrix) throws {
        let groups = tree.clusters(count)
        var risks = [Double](repeating: 0, count: tree.items)
        for group in groups {
            let inverse = group.map { 1 / covariance[$0, $0] }
            let sum = inverse.reduce(0, +)
            var variance = 0.0
            for (a, i) in group.enumerated() {
                weights[i] = inverse[a] / sum
                for (b, j) in group.enumerated() { variance += inverse[a] * inverse[b] * covariance[i, j] / (sum * sum) }
            }
            guard variance > -1e-12 / sum else {
                throw BadProblem(
                    "covariance: a portfolio of \(group.count) assets has the variance \(variance), "
                        + "expected a positive semidefinite matrix"
                )
            }
            // A cluster counts once, wherever its first item lies.
            risks[group[0]] = max(0, variance)
        }
        for merge in tree.merges.suffix(count - 1) {
            let (left, right) = (tree.leaves(of: merge.left), tree.leaves(of: merge.right))
            let (a, b) = (left.reduce(0) { $0 + risks[$1] }, right.reduce(0) { $0 + risks[$1] })
            let part = a + b > 0 ? b / (a + b) : 0.5
            for i in left { weights[i] *= part }
            for i in right { weights[i] *= 1 - part }
        }
    }
}
