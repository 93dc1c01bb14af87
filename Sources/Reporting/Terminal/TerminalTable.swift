/// Columns aligned under their titles. When the width is short the columns with the highest `dropOrder` go first,
/// then the first column is cut.
struct TerminalTable {
    struct Column {
        var title: String
        var isNumber = true
        /// 0: never left out.
        var dropOrder = 0
    }

    struct Cell {
        var text: String
        var style: TerminalLine.Style

        init(_ text: String, _ style: TerminalLine.Style = .plain) {
            self.text = text
            self.style = style
        }

        static func signed(_ text: String, _ value: Double) -> Cell { Cell(text, TerminalLine.style(of: value)) }
    }

    private static let gap = 2
    var columns: [Column]
    var rows: [[Cell]] = []
    /// Set apart by a rule.
    var total: [Cell]?

    init(columns: [Column]) { self.columns = columns }

    func lines(width: Int) -> [TerminalLine] {
        var widths = columns.indices.map(naturalWidth)
        var shown = Array(columns.indices)
        while sum(shown, widths) > width,
            let victim = shown.max(by: { columns[$0].dropOrder < columns[$1].dropOrder }), columns[victim].dropOrder > 0
        {
            shown.removeAll { $0 == victim }
        }
        if let first = shown.first {
            widths[first] = max(4, widths[first] - max(0, sum(shown, widths) - width))
        }
        let titles = columns.map { Cell($0.title, .dim) }
        var lines = [line(titles, shown, widths)]
        lines += rows.map { line($0, shown, widths) }
        if let total {
            lines.append(TerminalLine(String(repeating: "─", count: min(width, sum(shown, widths))), .dim))
            lines.append(line(total, shown, widths))
        }
        return lines.map { $0.fitted(width) }
    }

    private func naturalWidth(_ column: Int) -> Int {
        var width = TerminalText.columns(columns[column].title)
        for row in rows { width = max(width, TerminalText.columns(row[column].text)) }
        if let total { width = max(width, TerminalText.columns(total[column].text)) }
        return width
    }

    private func sum(_ shown: [Int], _ widths: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, shown.count - 1)
    }

    private func line(_ cells: [Cell], _ shown: [Int], _ widths: [Int]) -> TerminalLine {
        var line = TerminalLine()
        var end = 0
        for column in shown {
            let text = TerminalText.fitted(cells[column].text, widths[column])
            if column != shown.first { end += Self.gap }
            line.pad(to: end)
            end += widths[column]
            if columns[column].isNumber { line.pad(to: end - TerminalText.columns(text)) }
            line.append(text, cells[column].style)
        }
        return line
    }
}
