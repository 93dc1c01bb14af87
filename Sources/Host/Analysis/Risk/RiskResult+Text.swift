import Numerics
import Reporting
import Risk

extension RiskResult {
    private static let mostPositions = 25

    func text(width: Int, color: Bool) -> String {
        var text = TableText.source(table)
        text += "\(weightsNote); rebalanced each period; covariance: \(choice.summary)\n"
        text += tailText(width, color) + contributionText(width, color) + diversificationText
        if !backtests.isEmpty { text += backtestText(width, color) }
        if !stresses.isEmpty { text += stressText(width, color) }
        if let liquidity { text += liquidityText(liquidity, width, color) }
        if let factors { text += factorText(factors, width, color) }
        return text
    }

    private func percent(_ value: Double) -> String { FigureText.percent(value, 2) }

    private func tailText(_ width: Int, _ color: Bool) -> String {
        let confidences = options.confidences.map { FigureText.plain($0 * 100) + " %" }
        var grid = TextTable(["method"] + confidences.flatMap { ["VaR \($0)", "ES \($0)"] })
        var notes = ""
        for method in options.methods {
            let own = estimates.filter { $0.method == method }
            grid.add([method.rawValue] + own.flatMap { [percent($0.risk.valueAtRisk), percent($0.risk.expectedShortfall)] })
            if let note = own.first?.note { notes += "  \(method.rawValue): \(note)\n" }
        }
        let horizon = FigureText.plain(options.horizon)
        let rules = options.horizon == 1 ? "" : ", drawdown over the whole history"
        return "\nLosses as fractions of the capital over \(horizon) period\(options.horizon == 1 ? "" : "s")\(rules)\n"
            + grid.text(width: max(width, 70), color: color) + notes
    }

    private func contributionText(_ width: Int, _ color: Bool) -> String {
        let (volatility, tail) = (contributions[0], shortfall)
        let confidence = FigureText.plain(options.confidences[0] * 100)
        var grid = TextTable(["asset", "weight", "volatility", "of risk", "marginal", "ES part", "of ES", "if sold"], optional: [4, 7])
        let order = volatility.positions.indices.sorted { (-abs(volatility.positions[$0].component), $0) < (-abs(volatility.positions[$1].component), $1) }
        let year = periods.value.squareRoot()
        for index in order.prefix(RiskResult.mostPositions) {
            let (own, loss) = (volatility.positions[index], tail.positions[index])
            grid.add([
                own.name, percent(own.weight), percent(covariance[index, index].squareRoot() * year), FigureText.percent(own.share, 1),
                FigureText.fixed(own.marginal * year, 4), percent(loss.component), FigureText.percent(loss.share, 1),
                FigureText.percent(-loss.incremental, 2, signed: true),
            ])
        }
        grid.total(["whole", percent(sum(weights)), percent(volatility.total * year), "100.0 %", "", percent(tail.total), "100.0 %", ""])
        let hidden = order.count > RiskResult.mostPositions ? "  and \(order.count - RiskResult.mostPositions) more (all in --json)\n" : ""
        return "\nContributions: volatility a year (\(periods.reason)) and historical ES \(confidence) % a period\n"
            + grid.text(width: width, color: color) + hidden
    }

    private var diversificationText: String {
        func number(_ value: Double?) -> String { value.map { FigureText.fixed($0, 2) } ?? FigureText.missing }
        let concentration = diversification.concentration
        return "\nDiversification\n  ratio \(number(diversification.ratio)), effective bets \(number(diversification.torsionBets)) (minimum torsion), "
            + "\(number(diversification.principalBets)) (principal components), effective positions \(number(concentration.effectivePositions)), "
            + "largest \(FigureText.percent(concentration.largest, 1))\n"
    }

    private func backtestText(_ width: Int, _ color: Bool) -> String {
        var grid = TextTable(
            ["forecast", "exceeded", "expected", "Kupiec p", "independent p", "both p", "zone", "last 250", "loss / ES"], textColumns: [6, 7], optional: [8, 5])
        for backtest in backtests {
            let result = backtest.result
            grid.add([
                "\(backtest.method.rawValue) \(FigureText.plain(result.confidence * 100)) %", "\(result.count)", FigureText.fixed(result.expectedCount, 1),
                TableText.probability(backtest.tests.coverage.pValue), TableText.probability(backtest.tests.independencePValue),
                TableText.probability(backtest.tests.conditionalPValue), result.zone.rawValue, backtest.lastYear?.zone.rawValue ?? FigureText.missing,
                FigureText.fixed(result.shortfallRatio, 2),
            ])
        }
        let first = backtests[0]
        return "\nVaR of one period forecast from the \(first.forecast.window) before it, \(FigureText.count(first.result.observations)) times "
            + "(a small p speaks against the forecast)\n" + grid.text(width: width, color: color)
    }

    private func stressText(_ width: Int, _ color: Bool) -> String {
        var grid = TextTable(["stress", "loss", "without", "largest part"], textColumns: [3])
        for stress in stresses {
            let worst = stress.contributions.enumerated().max { ($0.element.loss, -$0.offset) < ($1.element.loss, -$1.offset) }?.element
            grid.add([
                name(stress), percent(stress.loss), stress.unstressed == 0 ? "" : percent(stress.unstressed),
                worst.map { "\($0.name) \(percent($0.loss))" } ?? "",
            ])
        }
        return "\nStress (fractions of the capital; VaR at \(FigureText.plain(options.confidences[0] * 100)) %)\n" + grid.text(width: width, color: color)
    }

    /// The scenario with the numbers that decide it, or the dates of a window.
    private func name(_ stress: StressResult) -> String {
        if let (from, to) = dates(stress) {
            return from == to ? "worst period, \(from)" : "\(stress.scenario), \(from) to \(to)"
        }
        return "\(stress.scenario): " + stress.inputs.filter { !["confidence", "measure", "cost"].contains($0.name) }.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }

    private func liquidityText(_ figures: LiquidityFigures, _ width: Int, _ color: Bool) -> String {
        var grid = TextTable(["asset", "value", "days to sell", "spread cost", "impact cost"])
        let order = figures.time.positions.indices.sorted { (-figures.time.positions[$0].days, $0) < (-figures.time.positions[$1].days, $1) }
        for index in order.prefix(RiskResult.mostPositions) {
            let (position, cost) = (figures.time.positions[index], figures.cost.positions[index])
            grid.add([
                position.name, FigureText.money(position.value), position.days.isFinite ? FigureText.fixed(position.days, 2) : "never",
                FigureText.money(cost.spreadCost), FigureText.money(cost.impactCost),
            ])
        }
        var text = "\nLiquidity of \(FigureText.money(figures.inputs.capital)) at \(FigureText.percent(figures.inputs.participation, 0)) of the volume\n"
        text += grid.text(width: width, color: color)
        text += "  all sold after \(figures.time.days.isFinite ? FigureText.fixed(figures.time.days, 2) + " days" : "never: an asset has no volume")"
        text += ", at a cost of \(percent(figures.cost.fraction)) of its gross value\n"
        if let adjusted = figures.adjusted {
            text += "  historical VaR \(percent(adjusted.marketRisk)) and half the spreads, \(FigureText.plain(LiquidityFigures.spreadMultiple)) deviations wide: \(percent(adjusted.total))\n"
        }
        return text
    }

    private func factorText(_ factors: FactorRegression, _ width: Int, _ color: Bool) -> String {
        var grid = TextTable(["factor", "exposure", "error", "t", "p"])
        for item in factors.coefficients {
            grid.add([
                item.name, TableText.significant(item.value), TableText.significant(item.standardError), FigureText.fixed(item.tStatistic, 2),
                TableText.probability(item.pValue),
            ])
        }
        let errors = options.neweyWestLags.map { "Newey-West errors, \($0) lags" } ?? "classic errors"
        return "\nExposure to factors, per period (\(errors); R² \(FigureText.fixed(factors.rSquared, 3)))\n" + grid.text(width: width, color: color)
    }
}
