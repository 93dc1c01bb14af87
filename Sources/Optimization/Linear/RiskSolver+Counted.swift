extension RiskSolver {
    /// Whole columns, by `CountedSearch` from the cuts of the relaxation; then the continuous problem over those held, for exact
    /// zeros.
    func solveCounted(_ master: RiskMaster, budget: Int) throws -> RiskOutcome? {
        guard let relaxation = try solve(master.relaxed, budget: budget) else { return nil }
        var cuts = relaxation.cuts
        if cuts.isEmpty { cuts = [evaluate(relaxation.weights).gradient] }
        let start = try countedStart(master, from: relaxation, budget: budget)
        if let start { cuts += start.outcome.cuts }
        let search = try CountedSearch(master, solver: self, cuts: cuts, start: start)
        try search.run(mostNodes: problem.maximumNodes)
        guard !search.bestValues.isEmpty, var best = try solve(master.fixing(search.bestValues), budget: budget) else {
            if search.lowerBound < .infinity {
                throw BadProblem(
                    "maximumNodes: after \(search.nodes) nodes no portfolio was found and none excluded; expected more nodes or looser "
                        + "constraints")
            }
            return nil
        }
        best.lowerBound = max(relaxation.lowerBound, min(search.lowerBound, best.objective))
        best.gradient = []
        best.iterations = search.nodes
        return best
    }
}
