extension TerminalReport {
    /// What became of the money, and the curve of it.
    func outcome() -> [TerminalLine] {
        guard let first = result.equity.values.first, let last = result.equity.values.last else { return [] }
        var lines = [title("Equity")]
        var line = TerminalLine("\(FigureText.money(first)) → ")
        line.append("\(FigureText.money(last)) \(TerminalText.printable(result.cash.currency))", .bold)
        line.append("  ")
        let change = last / first - 1
        line.append(FigureText.percent(change, 2, signed: true), TerminalLine.style(of: change))
        lines.append(line)
        if let start = result.equity.buyAndHold.first, let end = result.equity.buyAndHold.last, start != 0 {
            let held = FigureText.percent(end / start - 1, 2, signed: true)
            let text = "  ·  buy and hold \(held)"
            if line.width + text.count <= width {
                lines[1].append(text, .dim)
            } else {
                lines.append(TerminalLine("buy and hold \(held)", .dim))
            }
        }
        return lines + chart()
    }

    private func chart() -> [TerminalLine] {
        let values = result.equity.values.filter(\.isFinite)
        guard let low = values.min(), let high = values.max(), low < high else { return [] }
        let labels = [FigureText.money(high), "", "", FigureText.money(low)]
        let margin = labels.reduce(0) { max($0, $1.utf8.count) } + 1
        let area = AreaChart.lines(values, width: width - margin, rows: labels.count)
        guard area.count == labels.count else { return [] }
        var lines = area.indices.map { row in
            var line = TerminalLine()
            line.pad(to: margin - 1 - labels[row].utf8.count)
            line.append(labels[row], .dim)
            line.append(" ")
            line.append(area[row], .accent)
            return line
        }
        let end = TimeText.date(result.equity.times.last ?? 0)
        var axis = TerminalLine(String(repeating: " ", count: margin) + TimeText.date(result.equity.times.first ?? 0), .dim)
        axis.pad(to: max(axis.width + 1, width - end.utf8.count))
        axis.append(end, .dim)
        lines.append(axis)
        return lines
    }
}
