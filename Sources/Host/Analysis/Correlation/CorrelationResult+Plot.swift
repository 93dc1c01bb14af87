import Numerics
import Optimization
import Reporting
import Risk

extension CorrelationResult {
    /// The page that `--plot` writes.
    func page() -> PlotPage {
        let average = FigureText.fixed(averageCorrelation(matrix.coefficients), 3)
        var page = PlotPage(
            "Correlations",
            lead: "How the returns of \(table.assets) assets move together: \(matrix.method.rawValue), average \(average).",
            of: table)
        page.figures.append(.correlations("All rows", matrix.coefficients, table.names))
        if let rolling {
            let band = PlotCurve(
                "lowest to highest pair", .band, times: rolling.times, y: rolling.highest, low: rolling.lowest, isReference: true)
            page.figures.append(
                PlotFigure(
                    "Over time", note: "Of the last \(rolling.window) rows at each row.", x: PlotFigure.Axis("", .time),
                    y: PlotFigure.Axis("correlation"),
                    .curves([band, PlotCurve("average", times: rolling.times, y: rolling.average)])))
        }
        for item in regimes {
            guard let matrix = item.matrix else { continue }
            let note =
                "\(FigureText.count(item.rows)) rows of \(regimeOf), average \(FigureText.fixed(averageCorrelation(matrix.coefficients), 3))."
            page.figures.append(.correlations("Regime: \(item.regime.name)", matrix.coefficients, table.names, note: note))
        }
        return page
    }
}
