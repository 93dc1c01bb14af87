import Numerics

extension RiskContributions {
    /// Of historical VaR (linear quantile). `returns` has a row for each period and a column for each asset. A position's
    /// component is its loss in the scenarios at the quantile, interpolated as VaR is; that estimate of E[loss of i | loss = VaR]
    /// is unbiased but rests on two scenarios, so `neighbours` on either side can be averaged, scaled so that components still
    /// sum to the whole. O(T·n) and, for the incremental figures, n selections from T.
    public static func historicalValueAtRisk(
        weights: [Double], returns: Matrix, confidence: Double, neighbours: Int = 0, names: [String] = []
    ) throws -> RiskContributions {
        guard neighbours >= 0 else { throw BadRiskInput("neighbours is \(neighbours): expected 0 or more") }
        return try historical(.historicalValueAtRisk, weights, returns, confidence, names) { order, outcomes, tail in
            let position = tail * Double(order.count - 1)
            let low = Int(position)
            let part = low + 1 < order.count ? position - Double(low) : 0
            let atQuantile: [(scenario: Int, weight: Double)] =
                part > 0 ? [(order[low], 1 - part), (order[low + 1], part)] : [(order[low], 1)]
            let range = max(low - neighbours, 0)...min(low + neighbours, order.count - 1)
            let average = range.reduce(0) { $0 + outcomes[order[$1]] } / Double(range.count)
            let target = atQuantile.reduce(0) { $0 + $1.weight * outcomes[$1.scenario] }
            // Neighbours whose mean has another sign cannot be scaled to the quantile.
            guard neighbours > 0, average * target > 0 else { return atQuantile }
            return range.map { (order[$0], target / average / Double(range.count)) }
        }
    }

    /// Of historical expected shortfall: a position's component is its mean loss in the worst n·(1 − c) scenarios of the
    /// portfolio, the one at the edge by its part (Tasche 2002). Of equal outcomes the earlier scenario counts first.
    public static func historicalExpectedShortfall(
        weights: [Double], returns: Matrix, confidence: Double, names: [String] = []
    ) throws -> RiskContributions {
        try historical(.historicalExpectedShortfall, weights, returns, confidence, names) { order, _, tail in
            let (whole, part, size) = tailSize(order.count, tail)
            let worst = order.prefix(whole).map { ($0, 1 / size) }
            return part > 0 ? worst + [(order[whole], part / size)] : worst
        }
    }

    /// `tail` picks the scenarios, with their weights, whose losses make up the measure.
    private static func historical(
        _ kind: Kind, _ weights: [Double], _ returns: Matrix, _ confidence: Double, _ names: [String],
        tail: (_ order: [Int], _ outcomes: [Double], _ probability: Double) -> [(scenario: Int, weight: Double)]
    ) throws -> RiskContributions {
        try RiskChecks.confidence(confidence)
        try RiskChecks.scenarios(returns, weights: weights)
        try RiskChecks.names(names, assets: weights.count)
        let probability = tailProbability(confidence)
        let outcomes = returns.times(weights)
        let order = outcomes.indices.sorted { (outcomes[$0], $0) < (outcomes[$1], $1) }
        let chosen = tail(order, outcomes, probability)
        let marginal = weights.indices.map { asset in -chosen.reduce(0) { $0 + $1.weight * returns[$1.scenario, asset] } }
        func measure(_ values: [Double]) -> Double {
            let ranked = RankedSample(values)
            return kind == .historicalValueAtRisk
                ? HistoricalRisk.valueAtRisk(ranked, tail: probability)
                : HistoricalRisk.expectedShortfall(ranked, tail: probability)
        }
        var (standalone, without): ([Double], [Double]) = ([], [])
        for (asset, weight) in weights.enumerated() {
            let own = returns.column(asset).map { weight * $0 }
            standalone.append(measure(own))
            without.append(measure(outcomes.indices.map { outcomes[$0] - own[$0] }))
        }
        return RiskContributions(
            kind: kind, confidence: confidence, total: measure(outcomes), names: names, weights: weights, marginal: marginal,
            standalone: standalone, without: without)
    }
}
