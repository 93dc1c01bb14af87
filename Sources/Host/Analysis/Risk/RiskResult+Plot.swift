import Numerics
import Reporting
import Risk

extension RiskResult {
    /// The page that `--plot` writes.
    func page() -> PlotPage {
        var page = PlotPage(
            "Risk of a portfolio", lead: "\(weightsNote); rebalanced each period.", of: table,
            facts: ["covariance: \(choice.summary)"])
        let confidence = FigureText.plain(options.confidences[0] * 100)
        page.tiles = [
            PlotPage.Tile(
                "Volatility", FigureText.percent(volatility * periods.value.squareRoot(), 2), note: "a year (\(periods.reason))"),
            PlotPage.Tile(
                "Expected shortfall", FigureText.percent(shortfall.total, 2), note: "historical, \(confidence) %, a period"),
            PlotPage.Tile("Diversification ratio", FigureText.fixed(diversification.ratio, 2)),
            PlotPage.Tile("Effective positions", FigureText.fixed(diversification.concentration.effectivePositions, 1)),
        ]
        page.figures = [contributionFigure, tailFigure] + backtestFigures
        if !stresses.isEmpty { page.figures.append(stressFigure) }
        return page
    }

    private var contributionFigure: PlotFigure {
        let positions = contributions[0].positions
        let order = positions.indices.filter { positions[$0].weight != 0 }.sorted {
            (-abs(positions[$0].weight), $0) < (-abs(positions[$1].weight), $1)
        }
        let kept = Array(order.prefix(40))
        var sets: [(name: String, values: [Double])] = [("weight", kept.map { positions[$0].weight })]
        for (name, item) in [("of volatility", contributions[0]), ("of expected shortfall", shortfall)]
        where item.positions.allSatisfy({ $0.share.isFinite }) {
            sets.append((name, kept.map { item.positions[$0].share }))
        }
        let note = order.count > kept.count ? "The \(kept.count) largest of \(order.count)." : "Shares of the whole."
        return PlotFigure(
            "Where the risk comes from", note: note, y: PlotFigure.Axis("", .percent),
            .bars(PlotBars(kept.map { table.names[$0] }, sets)))
    }

    private var tailFigure: PlotFigure {
        let methods = options.methods
        let sets = options.confidences.flatMap { confidence -> [(name: String, values: [Double])] in
            let own = methods.map { method in estimates.first { $0.method == method && $0.risk.confidence == confidence } }
            let percent = FigureText.plain(confidence * 100)
            return [
                ("VaR \(percent) %", own.map { $0?.risk.valueAtRisk ?? .nan }),
                ("ES \(percent) %", own.map { $0?.risk.expectedShortfall ?? .nan }),
            ]
        }
        return PlotFigure(
            "Tails by method",
            note:
                "Losses over \(FigureText.plain(options.horizon)) period\(options.horizon == 1 ? "" : "s") as fractions of the capital.",
            y: PlotFigure.Axis("loss", .percent), .bars(PlotBars(methods.map(\.rawValue), sets)))
    }

    /// Of each method's forecasts at the first confidence.
    private var backtestFigures: [PlotFigure] {
        backtests.filter { $0.result.confidence == options.confidences[0] }.map { item in
            let lead = sample.returns.count - item.forecast.valueAtRisk.count
            let times = Array(table.times.dropFirst(lead))
            let came = Array(sample.returns.dropFirst(lead))
            let limits = item.forecast.valueAtRisk.map { -$0 }
            let broken = came.indices.filter { came[$0] < limits[$0] }
            return PlotFigure(
                "Forecast and return: \(item.method.rawValue) \(FigureText.plain(item.result.confidence * 100)) %",
                note:
                    "\(item.result.count) of \(FigureText.count(item.result.observations)) returns below the forecast, \(FigureText.fixed(item.result.expectedCount, 1)) expected; Kupiec p \(TableText.probability(item.tests.coverage.pValue)).",
                x: PlotFigure.Axis("", .time), y: PlotFigure.Axis("return a period", .percent),
                .curves([
                    PlotCurve("return", times: times, y: came, isReference: true), PlotCurve("-VaR", times: times, y: limits),
                    PlotCurve("exceeded", .scatter, times: broken.map { times[$0] }, y: broken.map { came[$0] }),
                ]))
        }
    }

    private var stressFigure: PlotFigure {
        PlotFigure(
            "Stress", note: "Loss under each scenario, and the same measure without it.", y: PlotFigure.Axis("loss", .percent),
            .bars(
                PlotBars(
                    stresses.map(\.scenario), [("stressed", stresses.map(\.loss)), ("unstressed", stresses.map(\.unstressed))])))
    }
}
