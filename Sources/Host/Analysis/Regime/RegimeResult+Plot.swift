import Glibc
import Market
import Numerics
import Reporting
import Risk

extension RegimeResult {
    /// The page that `--plot` writes.
    func page() -> PlotPage {
        let (current, since) = now
        var page = PlotPage(
            "Market states of \(name)",
            lead:
                "\(modelName) of \(states.count) states, told by volatility and momentum over \(options.window) rows; \(caution).",
            of: table, facts: ["periods a year \(periods.reason)"],
            warnings: fit.converged ? [] : ["The fit had not settled after its last permitted step."])
        page.tiles = [
            PlotPage.Tile("Now", states[current].name, note: "since \(Timestamp(nanoseconds: since).text)"),
            PlotPage.Tile("Confidence", FigureText.percent(states[current].probabilityNow, 1), note: "that it is this state"),
            PlotPage.Tile("Of the time", FigureText.percent(states[current].share, 1), note: "in this state"),
            PlotPage.Tile("A stay", FigureText.fixed(states[current].duration, 0), note: "rows on average"),
        ]
        page.figures = [pathFigure, probabilityFigure]
        page.tables = [stateTable]
        return page
    }

    /// Growth of one over the states.
    private var pathFigure: PlotFigure {
        var level = 1.0
        let levels = returns.map { change in
            level *= table.isLog ? exp(change) : 1 + change
            return level
        }
        let isPositive = levels.allSatisfy { $0 > 0 && $0.isFinite }
        return PlotFigure(
            "States over the growth of one", note: "Shaded by the most probable state at each date.",
            x: PlotFigure.Axis("", .time),
            y: PlotFigure.Axis("growth of one", isLog: isPositive),
            spans: PlotSpan.runs(labels, times: table.times, names: states.map(\.name)),
            .curves([PlotCurve(name, times: table.times, y: levels)]))
    }

    private var probabilityFigure: PlotFigure {
        let rows = fit.readings.indices.filter { fit.readings[$0] != nil }
        // A picture has some hundred pixels: more rows than that are thinned, all curves alike.
        let step = max(1, rows.count / 4_000)
        let kept = stride(from: rows.count - 1, through: 0, by: -step).reversed().map { rows[$0] }
        let times = kept.map { table.times[$0] }
        let curves = states.indices.map { state in
            PlotCurve(states[state].name, .area, times: times, y: kept.map { fit.readings[$0]?[state] ?? .nan })
        }
        return PlotFigure(
            "Probability of each state", x: PlotFigure.Axis("", .time), y: PlotFigure.Axis("probability", .percent),
            .curves(curves))
    }

    private var stateTable: PlotPage.Table {
        PlotPage.Table(
            "States",
            columns: [
                "state", "probability now", "of the time", "mean a year", "volatility a year", "rows a stay",
                "strategies that suit it",
            ],
            textColumns: [0, 6],
            rows: states.map { state in
                [
                    state.name, FigureText.percent(state.probabilityNow, 1), FigureText.percent(state.share, 1),
                    FigureText.percent(state.mean * periods.value, 1),
                    FigureText.percent(state.volatility * periods.value.squareRoot(), 1),
                    FigureText.fixed(state.duration, 1), state.strategies.joined(separator: ", "),
                ]
            })
    }
}
