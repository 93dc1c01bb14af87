import Numerics

extension RiskSolver {
    /// The whole program with a column or two a scenario; dual simplex.
    func solveByScenarios(_ master: RiskMaster) throws -> RiskOutcome? {
        var program = master.program
        let firstRow = program.rows.count
        switch problem.risk {
        case .conditionalValueAtRisk(let confidence): addTail(to: &program, master, confidence)
        case .conditionalDrawdownAtRisk(let confidence): addDrawdowns(to: &program, master, confidence)
        case .meanAbsoluteDeviation: addDeviations(to: &program, master)
        }
        let model = try HiGHSModel(program)
        let result = model.run()
        if result == .infeasible { return nil }
        guard result == .optimal else { throw SolverStopped() }
        let (values, duals) = model.values()
        let weights = clipped(Array(values[..<problem.returns.columns]), master)
        let here = evaluate(weights)
        var outcome = RiskOutcome(
            weights: weights, objective: master.objective(weights, risk: here.value), lowerBound: program.dualBound(duals).bound,
            iterations: model.iterations)
        var total = [Double](repeating: 0, count: weights.count)
        for (row, multiplier) in zip(program.rows[firstRow...], duals[firstRow...]) where multiplier != 0 {
            for term in row.terms where term.column < weights.count { total[term.column] -= multiplier * term.coefficient }
            for term in row.terms where term.column == master.riskColumn {
                outcome.riskMultiplier += multiplier * term.coefficient
            }
        }
        if outcome.riskMultiplier > 0 {
            outcome.gradient = total.map { $0 / outcome.riskMultiplier }
            outcome.cuts = [outcome.gradient, here.gradient]
        }
        return outcome
    }

    private func terms(_ t: Int, _ sign: Double) -> [LinearProgram.Term] {
        (0..<problem.returns.columns).map { .init($0, sign * support.matrix[t, $0] / support.scale) }
    }

    /// risk = α + Σ uₜ / k, uₜ ≥ lossₜ − α.
    private func addTail(to program: inout LinearProgram, _ master: RiskMaster, _ confidence: Double) {
        let alpha = program.add(.init(lower: -.infinity))
        let share = 1 / ((1 - confidence) * Double(support.matrix.rows))
        var sum: [LinearProgram.Term] = [.init(master.riskColumn, 1), .init(alpha, -1)]
        for t in 0..<support.matrix.rows {
            let excess = program.add(.init())
            program.rows.append(.init("scenario", lower: 0, terms: terms(t, -1) + [.init(excess, 1), .init(alpha, 1)]))
            sum.append(.init(excess, -share))
        }
        program.rows.append(.init("risk", lower: 0, terms: sum))
    }

    /// The same over drawdowns dₜ ≥ dₜ₋₁ − returnₜ, dₜ ≥ 0, d₀ = 0.
    private func addDrawdowns(to program: inout LinearProgram, _ master: RiskMaster, _ confidence: Double) {
        let alpha = program.add(.init(lower: -.infinity))
        let count = support.matrix.rows - 1
        let share = 1 / ((1 - confidence) * Double(count))
        var sum: [LinearProgram.Term] = [.init(master.riskColumn, 1), .init(alpha, -1)]
        var before = -1
        for t in 0..<count {
            let drawdown = program.add(.init())
            let excess = program.add(.init())
            var step = (0..<problem.returns.columns).map { LinearProgram.Term($0, problem.returns[t, $0] / support.scale) }
            step.append(.init(drawdown, 1))
            if before >= 0 { step.append(.init(before, -1)) }
            program.rows.append(.init("drawdown", lower: 0, terms: step))
            program.rows.append(.init("scenario", lower: 0, terms: [.init(excess, 1), .init(drawdown, -1), .init(alpha, 1)]))
            sum.append(.init(excess, -share))
            before = drawdown
        }
        program.rows.append(.init("risk", lower: 0, terms: sum))
    }

    /// Deviations from the mean sum to zero, so that their mean magnitude is twice the mean of the positive ones.
    private func addDeviations(to program: inout LinearProgram, _ master: RiskMaster) {
        let count = support.matrix.rows
        var sum: [LinearProgram.Term] = [.init(master.riskColumn, 1)]
        for t in 0..<count {
            let above = program.add(.init())
            program.rows.append(.init("scenario", lower: 0, terms: terms(t, -1) + [.init(above, 1)]))
            sum.append(.init(above, -2 / Double(count)))
        }
        program.rows.append(.init("risk", lower: 0, terms: sum))
    }
}
