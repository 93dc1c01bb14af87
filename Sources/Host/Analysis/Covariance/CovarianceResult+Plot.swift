import Numerics
import Optimization
import Reporting

extension CovarianceResult {
    /// The page that `--plot` writes.
    func page() -> PlotPage {
        let scale = periods.map { "times \(FigureText.plain($0)) periods a year" } ?? "per period"
        var page = PlotPage("Covariance", lead: "\(choice.summary), \(scale).", of: table, warnings: notes)
        page.tiles = [
            PlotPage.Tile("Shrinkage", FigureText.plain(estimate.shrinkage, 4), note: "weight of the target"),
            PlotPage.Tile("Effective rows", FigureText.fixed(estimate.effectiveRows, 0)),
            PlotPage.Tile(
                "Condition number", condition.map { $0.isFinite ? TableText.significant($0) : "infinite" } ?? "–",
                note: "largest over smallest eigenvalue"),
            PlotPage.Tile("Smallest eigenvalue", eigenvalues.first.map { TableText.significant($0) } ?? "–"),
        ]
        let deviations = matrix.diagonal.map { $0.squareRoot() }
        let shown = deviations.indices.filter { deviations[$0] > 0 }.prefix(PlotFigure.widestMap)
        let values = shown.map { row in shown.map { matrix[row, $0] / (deviations[row] * deviations[$0]) } }
        let names = shown.map { table.names[$0] }
        page.figures.append(
            PlotFigure(
                "Correlations of the estimate", .heatmap(PlotHeatmap(columns: names, rows: names, values: values, range: -1...1)))
        )
        let order = shown.sorted { (-deviations[$0], $0) < (-deviations[$1], $1) }
        page.figures.append(
            PlotFigure(
                "Volatility", y: PlotFigure.Axis(periods == nil ? "a period" : "a year", .percent),
                .bars(PlotBars(order.map { table.names[$0] }, [("volatility", order.map { deviations[$0] })]))))
        if eigenvalues.count > 2 {
            let spectrum = PlotCurve(
                "eigenvalue", .scatter, x: eigenvalues.indices.map { Double($0 + 1) },
                y: eigenvalues.reversed().map { $0 > 0 ? $0 : .nan })
            page.figures.append(
                PlotFigure(
                    "Eigenvalues", note: "From the largest down.", x: PlotFigure.Axis("rank"),
                    y: PlotFigure.Axis("", isLog: true), .curves([spectrum])))
        }
        return page
    }
}
