import Market
import Numerics
import Risk
import Store

extension RiskResult {
    /// Episodes that many remember; those that the data cover are applied.
    private static let episodes: [(name: String, from: String, to: String)] = [
        ("Gulf war 1990", "1990-07-16", "1990-10-11"), ("Russia and LTCM 1998", "1998-07-17", "1998-10-08"),
        ("dot-com 2000-2002", "2000-03-24", "2002-10-09"), ("financial crisis 2007-2009", "2007-10-09", "2009-03-09"),
        ("euro crisis 2011", "2011-04-29", "2011-10-03"), ("end of 2018", "2018-09-20", "2018-12-24"),
        ("COVID 2020", "2020-02-19", "2020-03-23"), ("rates 2022", "2022-01-03", "2022-10-12"),
    ]

    mutating func addStresses(spreads: [Double]) throws {
        let (names, confidence) = (table.names, options.confidences[0])
        var all = [
            try CovarianceStress.volatilitySpike(weights: weights, covariance: covariance, factor: 2, confidence: confidence, names: names),
            try CovarianceStress.correlation(weights: weights, covariance: covariance, stress: .towardOne(0.5), confidence: confidence, names: names),
            try OutageStress.gapLoss(
                weights: weights, covariance: covariance, hours: options.outageHours, hoursPerPeriod: hoursPerPeriod, confidence: confidence, names: names),
        ]
        if !spreads.isEmpty { all.append(try SpreadStress.liquidation(weights: weights, spreads: spreads, factor: 3, names: names)) }
        if !table.isLog {
            for length in [1, 5, 21, 63] where length <= table.rows {
                all.append(try HistoricalStress.worst(periods: length, weights: weights, returns: table.returns, names: names))
            }
            for episode in RiskResult.episodes {
                guard let window = window(episode.name, episode.from, episode.to) else { continue }
                all.append(try HistoricalStress.window(window, weights: weights, returns: table.returns, names: names))
            }
        }
        stresses += all
    }

    /// The rows after the first date, a close, to the last; `nil` where the data do not cover both.
    private func window(_ name: String, _ from: String, _ to: String) -> HistoricalStress.Window? {
        func time(_ text: String) -> Int64? { Array(text.utf8).withUnsafeBytes { Timestamp.parse($0) }?.time.nanoseconds }
        guard let start = time(from), let end = time(to), let first = table.times.first, let last = table.times.last, first <= start, end <= last else { return nil }
        let window = HistoricalStress.Window(name: name, times: table.times, from: start + 86_400_000_000_000, through: end + 86_399_999_999_999)
        return window.rows.isEmpty ? nil : window
    }

    /// The median distance between rows.
    private var hoursPerPeriod: Double {
        let gaps = zip(table.times, table.times.dropFirst()).map { $1 - $0 }.sorted()
        return Double(gaps[gaps.count / 2]) / 3_600_000_000_000
    }

    mutating func addFactors(_ factors: ReturnsTable) throws {
        let rows = try RiskResult.rows(of: factors, at: table)
        let matched = factors.returns.submatrix(rows: rows, columns: Array(0..<factors.assets))
        let errors: FactorRegression.Errors = options.neweyWestLags.map { .neweyWest(lags: $0) } ?? .classic
        self.factors = try FactorRegression(returns: sample.returns, factors: matched, names: factors.names, errors: errors)
        guard !options.shocks.isEmpty else { return }
        var moves = [Double](repeating: 0, count: factors.assets)
        for (name, move) in options.shocks {
            guard let index = factors.names.firstIndex(of: name) else {
                throw CommandError("--shock '\(name)': \(factors.path) has no such factor: expected one of \(factors.names.joined(separator: ", "))")
            }
            moves[index] = move
        }
        var betas = Matrix(rows: table.assets, columns: factors.assets)
        for asset in 0..<table.assets {
            let fit = try FactorRegression(returns: table.returns.column(asset), factors: matched, names: factors.names)
            for factor in 0..<factors.assets { betas[asset, factor] = fit.coefficients[factor + 1].value }
        }
        stresses.append(try FactorShock.apply(weights: weights, betas: betas, shocks: moves, names: table.names, factors: factors.names).stress)
    }

    /// Rows of the factors at the dates of the returns.
    private static func rows(of factors: ReturnsTable, at table: ReturnsTable) throws -> [Int] {
        var row = 0
        return try table.times.map { time in
            while row < factors.rows, factors.times[row] < time { row += 1 }
            guard row < factors.rows, factors.times[row] == time else {
                throw DataError(factors.path, "no row for \(Timestamp(nanoseconds: time).text), a date of \(table.path): give the factors' returns at each date, or narrow both by --from and --to")
            }
            return row
        }
    }
}
