/// A table of plain text for a terminal: the first column left-aligned, the others right-aligned under their titles, unless they are
/// named as text. When the width is short the last columns that may be left out go first.
public struct TextTable: Sendable {
    private var table: TerminalTable

    /// - Parameters:
    ///   - textColumns: columns besides the first that hold words.
    ///   - optional: columns that may be left out where the width is short, the first to go first.
    public init(_ titles: [String], textColumns: Set<Int> = [], optional: [Int] = []) {
        table = TerminalTable(columns: titles.enumerated().map { index, title in
            let order = optional.firstIndex(of: index).map { optional.count - $0 } ?? 0
            return TerminalTable.Column(title: TerminalText.printable(title), isNumber: index > 0 && !textColumns.contains(index), dropOrder: order)
        })
    }

    /// One cell a column.
    public mutating func add(_ cells: [String]) {
        precondition(cells.count == table.columns.count, "\(cells.count) cells for \(table.columns.count) columns")
        table.rows.append(cells.map { TerminalTable.Cell(TerminalText.printable($0)) })
    }

    /// Set apart by a rule.
    public mutating func total(_ cells: [String]) {
        precondition(cells.count == table.columns.count, "\(cells.count) cells for \(table.columns.count) columns")
        table.total = cells.map { TerminalTable.Cell(TerminalText.printable($0)) }
    }

    /// Each line ends with a line feed and starts with `indent` spaces.
    public func text(width: Int, color: Bool, indent: Int = 2) -> String {
        let lead = String(repeating: " ", count: indent)
        return table.lines(width: max(width - indent, 20)).map { lead + $0.text(color: color) + "\n" }.joined()
    }
}
