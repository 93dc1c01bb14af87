import Numerics
import Optimization
import Reporting
import Risk

extension OptimizeResult {
    /// The page that `--plot` writes.
    func page() throws -> PlotPage {
        let table = inputs.table
        var page = PlotPage(
            title: "Optimize: \(inputs.options.method.rawValue)", lead: inputs.options.method.summary + ".",
            facts: [
                table.path, "\(table.firstDate) – \(table.lastDate)", "\(FigureText.count(table.rows)) rows",
                "\(inputs.names.count) assets",
                "covariance: \(inputs.choice.summary)", "expected returns: \(inputs.meansSource)",
                "periods a year \(inputs.periods.reason)",
            ], warnings: table.notes + answer.notes + (certificate.status == .optimal ? [] : ["Status " + statusText]))
        page.tiles = tiles
        if let figure = try frontierFigure() { page.figures.append(figure) }
        page.figures.append(weightsFigure)
        if let areas = allocationFigure { page.figures.append(areas) }
        if let map = correlationFigure { page.figures.append(map) }
        page.footer =
            "In-sample: the rows that chose the weights are those that the figures describe. The same input gives the same page."
        return page
    }

    private var tiles: [PlotPage.Tile] {
        guard let figures else { return [] }
        return [
            PlotPage.Tile(
                "Status", statusWord,
                note: certificate.kktResidual.isNaN
                    ? "by construction" : "optimality residual \(TableText.significant(certificate.kktResidual))"),
            PlotPage.Tile(
                "Expected return", FigureText.percent(figures.expectedReturn, 2), note: "a year",
                convention: "Mean per period times periods per year."),
            PlotPage.Tile(
                "Volatility", FigureText.percent(figures.volatility, 2), note: "a year",
                convention: "√(w′Σw) times √ of periods per year."),
            PlotPage.Tile(
                "Sharpe ratio", FigureText.fixed(figures.sharpe, 2),
                note: "risk-free \(FigureText.percent(inputs.options.riskFree, 2))",
                convention: "Excess return over volatility, both a year."),
        ]
    }

    /// Assets in the order in which figures show them: by weight, at most so many.
    private func shown(_ most: Int) -> [Int] { Array(byWeight.prefix(most)) }

    private func frontierFigure() throws -> PlotFigure? {
        guard inputs.names.count <= OptimizeInputs.largestDrawnFrontier, answer.blackLitterman == nil, let figures else {
            return nil
        }
        let frontier: FrontierAnswer
        if let known = answer.frontier {
            frontier = known
        } else {
            // Of other methods' answers the frontier is the ground to see them against; where it cannot be had, there is none.
            guard inputs.constraints.maximumAssets == nil, inputs.constraints.minimumPosition == nil,
                let drawn = try? inputs.frontierAnswer(points: 80)
            else { return nil }
            frontier = drawn
        }
        let year = inputs.periods.value
        func volatility(_ variance: Double) -> Double { (variance * year).squareRoot() }
        let points = frontier.points
        let assets = shown(60)
        let deviations = assets.map { volatility(inputs.covariance[$0, $0]) }
        let means = assets.map { inputs.means[$0] * year }
        func place(_ gain: Double, _ spread: Double) -> String { "\(FigureText.percent(gain, 2)) at \(FigureText.percent(spread, 2))" }
        let labels = assets.indices.map { index in
            let own = assets[index]
            return "\(inputs.names[own]): \(place(means[index], deviations[index])), weight \(FigureText.percent(weights[own], 2))"
        }
        let chosen = place(figures.expectedReturn, figures.volatility) + ", Sharpe \(FigureText.fixed(figures.sharpe, 2))"
        var curves: [PlotCurve] = []
        if points.count > 1 {
            curves.append(
                PlotCurve(
                    "efficient frontier", x: points.map { volatility($0.variance) }, y: points.map { $0.expectedReturn * year }))
        }
        curves.append(
            PlotCurve(
                "assets", .scatter, x: deviations, y: means, labels: labels,
                names: assets.count <= 30 ? assets.map { inputs.names[$0] } : [], isReference: true))
        curves.append(
            PlotCurve("this portfolio", .scatter, x: [figures.volatility], y: [figures.expectedReturn], labels: [chosen]))
        let kind = frontier.corners.map { "exact, by \($0) corner portfolio\($0 == 1 ? "" : "s")" } ?? "searched point by point"
        return PlotFigure(
            "Return and volatility", note: "The frontier under the same constraints, \(kind).",
            x: PlotFigure.Axis("volatility a year", .percent),
            y: PlotFigure.Axis("expected return a year", .percent), .curves(curves))
    }

    private var weightsFigure: PlotFigure {
        let held = byWeight.filter { abs(weights[$0]) > 1e-10 }
        let order = Array(held.prefix(40))
        let shares = figures?.contributions.positions.map(\.share) ?? []
        var sets: [(name: String, values: [Double])] = [("weight", order.map { weights[$0] })]
        if shares.allSatisfy(\.isFinite), !shares.isEmpty { sets.append(("share of risk", order.map { shares[$0] })) }
        let none = inputs.names.count - held.count
        let rest = none > 0 ? " \(none) asset\(none == 1 ? " has" : "s have") no weight." : ""
        return PlotFigure(
            "Weights and where the risk comes from",
            note: (held.count > 40 ? "The 40 largest of \(held.count)." : "Risk is the portfolio's variance.") + rest,
            y: PlotFigure.Axis("", .percent), .bars(PlotBars(order.map { inputs.names[$0] }, sets)))
    }

    /// How the weights change along a long-only frontier.
    private var allocationFigure: PlotFigure? {
        guard let points = answer.frontier?.points, points.count > 1, points.allSatisfy({ $0.weights.allSatisfy { $0 >= 0 } })
        else { return nil }
        let year = inputs.periods.value
        let x = points.map { ($0.variance * year).squareRoot() }
        let totals = inputs.names.indices.map { index in points.reduce(0) { $0 + $1.weights[index] } }
        let order = totals.indices.filter { totals[$0] > 0 }.sorted { (-totals[$0], $0) < (-totals[$1], $1) }
        var curves = order.prefix(14).map { index in
            PlotCurve(inputs.names[index], .area, x: x, y: points.map { $0.weights[index] })
        }
        if order.count > 14 {
            curves.append(
                PlotCurve(
                    "others", .area, x: x, y: points.map { point in order.dropFirst(14).reduce(0) { $0 + point.weights[$1] } },
                    isReference: true))
        }
        return PlotFigure(
            "Weights along the frontier", x: PlotFigure.Axis("volatility a year", .percent),
            y: PlotFigure.Axis("weight", .percent), .curves(curves))
    }

    private var correlationFigure: PlotFigure? {
        let order = shown(40)
        guard order.count > 1 else { return nil }
        let deviations = order.map { inputs.covariance[$0, $0].squareRoot() }
        guard deviations.allSatisfy({ $0 > 0 }) else { return nil }
        let values = order.indices.map { row in
            order.indices.map { inputs.covariance[order[row], order[$0]] / (deviations[row] * deviations[$0]) }
        }
        let names = order.map { inputs.names[$0] }
        return PlotFigure(
            "Correlations", note: "By weight, as the covariance estimate has them.",
            .heatmap(PlotHeatmap(columns: names, rows: names, values: values, range: -1...1)))
    }
}
