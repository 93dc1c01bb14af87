extension TerminalReport {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let yearsShown = 12

    /// Months by year for the latest years, one total for each of those before.
    func calendar() -> [TerminalLine] {
        let years = CalendarReturns(times: result.equity.times, values: result.equity.values).years
        guard !years.isEmpty else { return [] }
        var lines = [title("Returns by month, %")]
        let earlier = years.dropLast(Self.yearsShown)
        if !earlier.isEmpty {
            let totals = earlier.map { "\($0.year) \(FigureText.fixed($0.total * 100, 1, signed: true))" }
            lines += paragraph(totals.joined(separator: " · "))
        }
        guard width >= 58 else {
            return lines + years.suffix(Self.yearsShown).map { row("\($0.year)", [$0.total], 12, 1) }
        }
        let cell = width >= 86 ? 6 : width >= 72 ? 5 : 4
        var heading = TerminalLine("    ")
        for name in Self.months + [cell == 4 ? "Yr" : "Year"] {
            heading.pad(to: heading.width + cell - name.utf8.count)
            heading.append(name, .dim)
        }
        lines.append(heading)
        for year in years.suffix(Self.yearsShown) {
            lines.append(row("\(year.year)", year.months + [year.total], cell, cell == 6 ? 1 : 0))
        }
        return lines
    }

    private func row(_ label: String, _ values: [Double?], _ cell: Int, _ decimals: Int) -> TerminalLine {
        var line = TerminalLine(label, .dim)
        for value in values {
            var text = ""
            if let value {
                text = FigureText.fixed(value * 100, decimals, grouped: false)
                if text.utf8.count >= cell { text = FigureText.fixed(value * 100, 0, grouped: false) }
                if text.utf8.count >= cell { text = value > 0 ? ">" + String(repeating: "9", count: cell - 2) : "#" }
            }
            line.pad(to: line.width + cell - text.utf8.count)
            line.append(text, TerminalLine.style(of: value ?? 0))
        }
        return line
    }

    func drawdowns() -> [TerminalLine] {
        let worst = result.drawdowns.prefix(5)
        guard !worst.isEmpty else { return [] }
        var table = TerminalTable(columns: [
            .init(title: "Depth"), .init(title: "From", isNumber: false), .init(title: "Lowest", isNumber: false, dropOrder: 1),
            .init(title: "Recovered", isNumber: false), .init(title: "Days"),
        ])
        table.rows = worst.map { row in
            [
                .init(FigureText.percent(-row.depth.magnitude, 2), .bad), .init(TimeText.date(row.start)),
                .init(TimeText.date(row.trough)),
                row.recovery.map { .init(TimeText.date($0)) } ?? .init("not yet", .warning),
                .init(FigureText.fixed(row.days, 0)),
            ]
        }
        return [title("Worst drawdowns")] + table.lines(width: width)
    }
}
