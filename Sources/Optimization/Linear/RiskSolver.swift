import Numerics

/// Solves a `RiskMaster` without whole columns, by cuts or by scenarios, as the number of assets asks for.
struct RiskSolver {
    let problem: LinearRiskProblem
    let support: RiskSupport

    static let tolerance = 1e-9

    /// nil where it is infeasible.
    func solve(_ master: RiskMaster, budget: Int) throws -> RiskOutcome? {
        guard problem.returns.columns <= problem.cutLimit else { return try solveByScenarios(master) }
        guard case .maximumReturn(let most) = master.goal else { return try minimise(master, budget: budget, below: nil) }
        guard let inside = try minimise(master.forRisk, budget: budget, below: nil) else { return nil }
        guard inside.objective <= most / support.scale + Self.tolerance else { return nil }
        // A bound at the least risk itself would leave the master less room than its tolerance.
        let bound = max(most / support.scale, inside.objective + 2 * HiGHSModel.tolerance)
        var master = master
        master.program.columns[master.riskColumn].upper = bound
        for cut in inside.cuts { master.add(cut: cut) }
        return try maximise(master, from: inside.weights, bound: bound, budget: budget)
    }

    /// Risk and gradient, divided by the scale.
    func evaluate(_ weights: [Double]) -> (value: Double, gradient: [Double]) {
        let (value, gradient) = support.evaluate(weights)
        return (value / support.scale, gradient.map { $0 / support.scale })
    }

    /// Cutting planes for the least risk. Stops early once a portfolio with a risk of at most `below` is found, or none can be.
    func minimise(_ start: RiskMaster, budget: Int, below: Double?) throws -> RiskOutcome? {
        var master = start
        let n = problem.returns.columns
        master.add(cut: evaluate([Double](repeating: 1 / Double(n), count: n)).gradient)
        let model = try HiGHSModel(master.program)
        model.keepBasis()
        var best: [Double] = []
        var upper = Double.infinity
        var rounds = 0
        while rounds < budget {
            rounds += 1
            let outcome = model.run()
            if outcome == .infeasible { return nil }
            guard outcome == .optimal else { throw SolverStopped() }
            let (values, _) = model.values()
            let point = Array(values[..<n])
            let lower = master.program.objective(at: values)
            let here = consider(point, &best, &upper, master)
            let isDone = upper - lower <= Self.tolerance * max(abs(upper), 1e-2)
            if isDone || here.value - values[master.riskColumn] <= HiGHSModel.tolerance { break }
            if let below, upper <= below || lower > below { break }
            add(here.gradient, &master, model)
            let between = zip(best, point).map { 0.8 * $0 + 0.2 * $1 }
            add(consider(between, &best, &upper, master).gradient, &master, model)
        }
        return finish(master, model, best, upper, rounds)
    }

    private func consider(
        _ point: [Double], _ best: inout [Double], _ upper: inout Double, _ master: RiskMaster
    ) -> (value: Double, gradient: [Double]) {
        let result = evaluate(point)
        let objective = master.objective(point, risk: result.value)
        if objective < upper { (upper, best) = (objective, point) }
        return result
    }

    func add(_ gradient: [Double], _ master: inout RiskMaster, _ model: HiGHSModel) {
        master.add(cut: gradient)
        let row = master.program.rows[master.program.rows.count - 1]
        var coefficients = [Double](repeating: 0, count: master.program.columns.count)
        for term in row.terms { coefficients[term.column] = term.coefficient }
        model.addRow(coefficients, lower: row.lower, upper: row.upper)
    }

    /// The bound from the multipliers, and what of them is worth keeping.
    func finish(_ master: RiskMaster, _ model: HiGHSModel, _ best: [Double], _ upper: Double, _ rounds: Int) -> RiskOutcome? {
        guard !best.isEmpty else { return nil }
        let (_, duals) = model.values()
        let program = master.program
        var outcome = RiskOutcome(weights: best, objective: upper, lowerBound: program.dualBound(duals).bound, iterations: rounds)
        let n = best.count
        var total = [Double](repeating: 0, count: n)
        for (row, multiplier) in zip(program.rows, duals) where row.name == "risk" {
            var cut = [Double](repeating: 0, count: n)
            for term in row.terms where term.column < n { cut[term.column] = -term.coefficient }
            outcome.cuts.append(cut)
            guard multiplier > 0 else { continue }
            for j in 0..<n { total[j] += multiplier * cut[j] }
            outcome.riskMultiplier += multiplier
        }
        if outcome.riskMultiplier > 0 { outcome.gradient = total.map { $0 / outcome.riskMultiplier } }
        outcome.weights = clipped(best, master)
        return outcome
    }

    /// The solver's last digits beyond a bound are no weight.
    func clipped(_ weights: [Double], _ master: RiskMaster) -> [Double] {
        weights.indices.map { i in
            let column = master.program.columns[i]
            return max(column.lower, min(column.upper, weights[i])) + 0
        }
    }
}
