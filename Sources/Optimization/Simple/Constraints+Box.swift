extension Constraints {
    /// For methods that take a box and a budget and nothing else: throws for more, answers the names of bounds that cannot be
    /// met.
    func boxConflict(assets: Int, _ method: String) throws -> [String]? {
        try check(assets: assets)
        guard isBoxAndBudget else {
            throw BadProblem(
                "constraints: \(method) takes bounds and a budget only, expected no groups, turnover, leverage, counts or costs")
        }
        return boundsConflict
    }

    /// The bounds that contradict each other or the budget; nil where there are weights inside all.
    var boundsConflict: [String]? {
        for i in 0..<assets where lower[i] > upper[i] {
            return [ConstraintItem.lower(i), .upper(i)].map { $0.name(in: self) }
        }
        // A sum may miss by its own rounding.
        let slack = 1e-12 * max(1, abs(budget))
        if lower.reduce(0, +) > budget + slack {
            return [ConstraintItem.budget.name(in: self)] + names(lower) { ConstraintItem.lower($0) }
        }
        if upper.reduce(0, +) < budget - slack {
            return [ConstraintItem.budget.name(in: self)] + names(upper) { ConstraintItem.upper($0) }
        }
        return nil
    }

    /// Bounds of zero in one line: they are a rule for all, not one asset's.
    private func names(_ bounds: [Double], _ item: (Int) -> ConstraintItem) -> [String] {
        let own = bounds.indices.filter { bounds[$0] != 0 }
        let rest = bounds.count - own.count
        return own.map { item($0).name(in: self) } + (rest > 0 ? ["bound 0 of \(rest) other assets"] : [])
    }

    /// A solution of a method without optimality conditions.
    func described(_ weights: [Double], objective: Double = .nan, iterations: Int = 0) -> Solution {
        Solution(
            weights: weights, objective: objective,
            certificate: Certificate(status: .optimal, primalResidual: max(0, violation(of: weights)), iterations: iterations))
    }
}
