import Market
import Numerics
import Risk

/// The states of a market, what returns were in each, and which one is in force.
struct RegimeResult {
    struct State {
        let name: String
        /// Of the dates with a reading, those at which the state was the most probable.
        let rows: Int
        let share: Double
        /// Of the returns at those dates, a period; NaN where there are too few.
        let mean: Double
        let volatility: Double
        /// Mean length of a stay in rows.
        let duration: Double
        let probabilityNow: Double
        let strategies: [String]
    }

    let table: ReturnsTable
    let options: RegimeOptions
    let name: String
    let returns: [Double]
    let fit: RegimeFit
    /// BIC by number of states, where several were tried.
    let candidates: [(states: Int, bic: Double)]
    let periods: (value: Double, reason: String)
    /// The most probable state at each return; `nil` until the window is full.
    let labels: [Int?]
    let states: [State]

    init(_ table: ReturnsTable, _ column: String?, _ options: RegimeOptions) throws {
        try table.requireComplete(for: "a market state")
        let series = try table.series(column, option: "column")
        (self.table, self.options, name, returns) = (table, options, series.name, series.returns)
        periods = PeriodsPerYear.infer(times: table.times)
        let fits = try (options.states.map { $0...$0 } ?? 2...5).map { try RegimeFit(series.returns, states: $0, options) }
        candidates = options.states == nil ? fits.map { ($0.states, $0.bic) } : []
        var best = fits[0]
        for fit in fits where fit.bic < best.bic { best = fit }
        if options.isWalkForward { best = try best.walkingForward(series.returns, options) }
        guard best.readings.contains(where: { $0 != nil }) else {
            throw CommandError("--walk-forward: needs more than 504 returns before its first reading, found \(series.returns.count)")
        }
        fit = best
        let labels = best.readings.map { $0.map(RegimeResult.mostProbable) }
        self.labels = labels
        states = (0..<best.states).map { RegimeResult.state($0, best, series.returns, labels) }
    }

    /// Of equals the less volatile.
    private static func mostProbable(_ probabilities: [Double]) -> Int {
        probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
    }

    static func names(_ states: Int) -> [String] {
        states == Regime.allCases.count ? Regime.allCases.map(\.name) : (1...states).map { "state \($0) of \(states)" }
    }

    /// The least and the most volatile state have the strategies of the regimes of that name, those between them the trending ones.
    private static func regime(_ index: Int, of states: Int) -> Regime { index == 0 ? .lowVolatility : index == states - 1 ? .highVolatility : .trending }

    private static func state(_ index: Int, _ fit: RegimeFit, _ returns: [Double], _ labels: [Int?]) -> State {
        let rows = labels.indices.filter { labels[$0] == index }
        let values = rows.map { returns[$0] }
        let stays = rows.count { $0 == 0 || labels[$0 - 1] != index }
        let known = labels.count { $0 != nil }
        return State(
            name: names(fit.states)[index], rows: rows.count, share: Double(rows.count) / Double(known), mean: mean(values),
            volatility: values.count > 1 ? standardDeviation(values) : .nan, duration: stays > 0 ? Double(rows.count) / Double(stays) : .nan,
            probabilityNow: (fit.readings.last ?? nil)?[index] ?? .nan,
            strategies: regime(index, of: fit.states).recommendedStrategies.map(\.rawValue))
    }

    /// The state in force and since when.
    var now: (state: Int, since: Int64) {
        guard let last = labels.last, let state = last else { return (0, table.times.last ?? 0) }
        var row = labels.count - 1
        while row > 0, labels[row - 1] == state { row -= 1 }
        return (state, table.times[row])
    }

    var modelName: String { options.isHidden ? "hidden Markov model" : "mixture" }
    /// What readings know that could not have been known at their time.
    var caution: String {
        options.isWalkForward
            ? "readings are of models that had seen only earlier returns" : "readings use returns up to their date, with parameters fitted to all rows: for study"
    }
}
