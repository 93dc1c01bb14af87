import Numerics

extension RiskSolver {
    /// A portfolio of few assets to start the search from: the smallest weights of the relaxation leave, half of what is too many
    /// at a time, and the rest is solved again. nil where that leads nowhere.
    func countedStart(
        _ master: RiskMaster, from relaxation: RiskOutcome, budget: Int
    ) throws -> (values: [Double], outcome: RiskOutcome)? {
        let most = master.constraints.maximumAssets ?? master.constraints.assets
        var restricted = master.relaxed
        var weights = relaxation.weights
        for _ in 0..<20 {
            let held = weights.indices.filter { abs(weights[$0]) > 1e-9 }
            if held.count <= most {
                let values = switchValues(master, weights, held)
                return try solve(master.fixing(values), budget: budget).map { (values, $0) }
            }
            let loose = held.filter { master.constraints.lower[$0] <= 0 && master.constraints.upper[$0] >= 0 }
            let leaving = loose.sorted { (abs(weights[$0]), $0) < (abs(weights[$1]), $1) }.prefix((held.count - most + 1) / 2)
            if leaving.isEmpty { return nil }
            for i in leaving {
                for column in [i, master.switches[i].long, master.switches[i].short] where column >= 0 {
                    (restricted.program.columns[column].lower, restricted.program.columns[column].upper) = (0, 0)
                }
            }
            guard let next = try solve(restricted, budget: budget) else { return nil }
            weights = next.weights
        }
        return nil
    }

    private func switchValues(_ master: RiskMaster, _ weights: [Double], _ held: [Int]) -> [Double] {
        var values = [Double](repeating: 0, count: master.program.columns.count)
        for pair in master.switches {
            for column in [pair.long, pair.short] where column >= 0 { values[column] = master.program.columns[column].lower }
        }
        for i in held {
            let pair = master.switches[i]
            let column = weights[i] > 0 ? pair.long : pair.short
            if column >= 0 { values[column] = 1 }
        }
        return values
    }
}
