extension LinearRiskProblem {
    /// The names of constraints that contradict each other and of which none can be left out.
    func conflict(_ goal: LinearGoal, _ solver: RiskSolver) throws -> [String] {
        for i in 0..<constraints.assets where constraints.lower[i] > constraints.upper[i] {
            return [ConstraintItem.lower(i), .upper(i)].map { $0.name(in: constraints) }
        }
        var items = ConstraintItem.all(constraints)
        if case .minimumRiskWithReturn(let least) = goal { items.insert(.minimumReturn(least), at: 0) }
        var most: Double?
        if case .maximumReturn(let bound) = goal, try isFeasible(items, solver, riskAtMost: nil) {
            most = bound
            // Every question minimises a risk here.
            items = [.maximumRisk(bound)] + ConstraintItem.all(constraints, singly: constraints.assets <= 10)
        }
        if try isFeasible(items, solver, riskAtMost: most) { throw SolverStopped() }
        return try minimalConflict(items) { try isFeasible($0, solver, riskAtMost: most) }.map { $0.name(in: constraints) }
    }

    private func isFeasible(_ items: [ConstraintItem], _ solver: RiskSolver, riskAtMost: Double?) throws -> Bool {
        let (kept, hasBudget) = ConstraintItem.restrict(constraints, to: Set(items))
        for i in 0..<kept.assets where kept.lower[i] > kept.upper[i] { return false }
        var portfolio = LinearPortfolio(kept, hasBudget: hasBudget)
        for case .minimumReturn(let least) in items {
            portfolio.requireReturn(expectedReturns, atLeast: least, scale: 1 / solver.support.scale)
        }
        guard try HiGHSModel(portfolio.program).run() == .optimal else { return false }
        guard let riskAtMost, items.contains(.maximumRisk(riskAtMost)) else { return true }
        let master = RiskMaster(
            kept, hasBudget: hasBudget, support: solver.support, expectedReturns: expectedReturns,
            goal: .maximumReturn(riskAtMost: riskAtMost)
        ).forRisk
        let least =
            master.switches.isEmpty
            ? try solver.solve(master, budget: maximumIterations) : try solver.solveCounted(master, budget: maximumIterations)
        guard let least else { return false }
        return least.objective <= riskAtMost / solver.support.scale + RiskSolver.tolerance
    }
}
