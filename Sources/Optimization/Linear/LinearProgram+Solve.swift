/// An answer to a `LinearProgram` with what shows that it is one. Residuals and bound are recomputed from the program, the point
/// and the multipliers: the solver's word is not taken for them.
public struct LinearSolution: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable { case optimal, infeasible, unbounded, stopped }

    public var outcome: Outcome
    /// One a column; empty unless the outcome is `optimal`.
    public var values: [Double]
    public var objective: Double
    /// One a row, positive where the lower bound binds; empty for mixed-integer programs, which have none.
    public var rowDuals: [Double]
    /// A number that no feasible point can be below: from weak duality, or for mixed-integer programs the search's own.
    public var lowerBound: Double
    /// Largest violation of a bound, a row or of being whole.
    public var primalResidual: Double
    /// Largest multiplier that would have to lie on an infinite bound; such a part does not count in `lowerBound`.
    public var dualResidual: Double
    public var iterations: Int

    public var gap: Double { objective - lowerBound }
}

extension LinearProgram {
    /// Dual simplex for linear programs, branch and cut for mixed-integer ones, both in HiGHS.
    public func solve() throws -> LinearSolution {
        try validate()
        let model = try HiGHSModel(self)
        let outcome = model.run()
        return evaluate(model, outcome)
    }

    func evaluate(_ model: HiGHSModel, _ outcome: HiGHSModel.Outcome) -> LinearSolution {
        var result = LinearSolution(
            outcome: .optimal, values: [], objective: .nan, rowDuals: [], lowerBound: -.infinity, primalResidual: .nan,
            dualResidual: .nan, iterations: model.iterations)
        switch outcome {
        case .infeasible: result.outcome = .infeasible
        case .unbounded: result.outcome = .unbounded
        case .stopped: result.outcome = .stopped
        case .optimal:
            let (values, duals) = model.values()
            result.values = values
            result.objective = objective(at: values)
            result.primalResidual = primalResidual(at: values)
            if isMixedInteger {
                result.lowerBound = model.info("mip_dual_bound")
                result.dualResidual = 0
            } else {
                result.rowDuals = duals
                (result.lowerBound, result.dualResidual) = dualBound(duals)
            }
        }
        return result
    }

    public func objective(at x: [Double]) -> Double {
        var total = 0.0
        for (column, value) in zip(columns, x) { total += column.cost * value }
        return total
    }

    public func primalResidual(at x: [Double]) -> Double {
        var worst = 0.0
        for (column, value) in zip(columns, x) {
            worst = max(worst, column.lower - value, value - column.upper)
            if column.isWhole { worst = max(worst, abs(value - value.rounded())) }
        }
        for row in rows {
            var value = 0.0
            for term in row.terms { value += term.coefficient * x[term.column] }
            worst = max(worst, row.lower - value, value - row.upper)
        }
        return worst
    }

    /// Weak duality: for any multipliers y, with reduced costs d = c − Aᵀy, no feasible point costs less than
    /// Σ y⁺·lower − y⁻·upper over the rows + Σ d⁺·lower − d⁻·upper over the columns.
    public func dualBound(_ y: [Double]) -> (bound: Double, residual: Double) {
        var reduced = columns.map(\.cost)
        var bound = 0.0
        var residual = 0.0
        func count(_ multiplier: Double, _ lower: Double, _ upper: Double) {
            let limit = multiplier > 0 ? lower : upper
            if limit.isFinite { bound += multiplier * limit } else { residual = max(residual, abs(multiplier)) }
        }
        for (row, multiplier) in zip(rows, y) where multiplier != 0 {
            for term in row.terms { reduced[term.column] -= multiplier * term.coefficient }
            count(multiplier, row.lower, row.upper)
        }
        for (column, multiplier) in zip(columns, reduced) where multiplier != 0 { count(multiplier, column.lower, column.upper) }
        return (bound, residual)
    }
}
