import Numerics

extension RiskSolver {
    /// Supporting hyperplanes (Veinott 1967) for the largest return under a bound on risk: the master's point lies outside; where
    /// the way to it from the point of least risk leaves the bound, a cut is made and a portfolio within the bound found.
    func maximise(_ start: RiskMaster, from inside: [Double], bound: Double, budget: Int) throws -> RiskOutcome? {
        var master = start
        let n = problem.returns.columns
        let model = try HiGHSModel(master.program)
        model.keepBasis()
        var interior = inside
        var best = inside
        var upper = master.objective(inside, risk: bound)
        var rounds = 0
        while rounds < budget {
            rounds += 1
            guard model.run() == .optimal else { throw SolverStopped() }
            let (values, _) = model.values()
            let point = Array(values[..<n])
            let lower = master.program.objective(at: values)
            let reached = approach(point, from: interior, bound, &master, model)
            let objective = master.objective(reached.point, risk: bound)
            if objective < upper { (upper, best) = (objective, reached.point) }
            if upper - lower <= Self.tolerance * max(abs(upper), 1e-2) || reached.isWhole { break }
            if reached.cuts == 0 { break }
            interior = zip(interior, reached.point).map { 0.5 * ($0 + $1) }
        }
        return finish(master, model, best, upper, rounds)
    }

    /// The last portfolio within the bound on the way to `outside`, by Newton's method on a convex function that is linear in
    /// pieces: each step is a cut.
    private func approach(
        _ outside: [Double], from inside: [Double], _ bound: Double, _ master: inout RiskMaster, _ model: HiGHSModel
    ) -> (point: [Double], isWhole: Bool, cuts: Int) {
        var point = outside
        var cuts = 0
        for _ in 0..<50 {
            let (value, gradient) = evaluate(point)
            if value <= bound + HiGHSModel.tolerance { return (point, cuts == 0, cuts) }
            add(gradient, &master, model)
            cuts += 1
            let (near, far) = (dot(gradient, inside), dot(gradient, outside))
            guard far > near else { break }
            let share = max(0, min(1, (bound - near) / (far - near)))
            point = zip(inside, outside).map { $0 + share * ($1 - $0) }
        }
        return (inside, false, cuts)
    }
}
