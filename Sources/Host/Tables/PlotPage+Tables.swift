import Numerics
import Reporting

extension PlotPage {
    /// A page about a table of returns, with what it is made of.
    init(_ title: String, lead: String, of table: ReturnsTable, facts: [String] = [], warnings: [String] = []) {
        self.init(
            title: title, lead: lead,
            facts: [
                table.path, "\(table.firstDate) – \(table.lastDate)", "\(FigureText.count(table.rows)) rows",
                "\(table.assets) asset\(table.assets == 1 ? "" : "s")",
            ]
                + facts,
            warnings: table.notes + warnings, footer: "The same input gives the same page.")
    }
}

extension PlotFigure {
    /// Assets beyond which a map has no room.
    static let widestMap = 80

    /// Correlations as colours from -1 to 1, of the first assets where there are many.
    static func correlations(_ title: String, _ matrix: Matrix, _ names: [String], note: String = "") -> PlotFigure {
        let shown = min(names.count, widestMap)
        let values = (0..<shown).map { row in (0..<shown).map { matrix[row, $0] } }
        let cut = shown < names.count ? "The first \(shown) of \(names.count). " : ""
        let labels = Array(names.prefix(shown))
        return PlotFigure(
            title, note: cut + note, .heatmap(PlotHeatmap(columns: labels, rows: labels, values: values, range: -1...1)))
    }
}
