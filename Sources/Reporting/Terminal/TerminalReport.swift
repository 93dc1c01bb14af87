/// The result of a backtest as a page of text: what a person reads first at the top, nothing wider than the terminal.
public struct TerminalReport {
    /// Beyond this the eye loses the line.
    static let widest = 132
    static let narrowest = 40

    let result: BacktestResult
    let width: Int

    /// - Parameters:
    ///   - width: columns of the terminal; used up to 132 of them.
    ///   - color: whether to write ANSI colours.
    public static func render(_ result: BacktestResult, width: Int, color: Bool) -> String {
        let report = TerminalReport(result: result, width: min(max(width, narrowest), widest))
        return report.lines().map { $0.fitted(report.width).text(color: color) + "\n" }.joined()
    }

    private func lines() -> [TerminalLine] {
        let isCritical = result.findings.contains { $0.severity == .critical }
        var sections = [heading()]
        if isCritical { sections.append(findings()) }
        sections += [outcome(), metrics(), calendar(), drawdowns(), symbols(), exits(), openTrades(), orders(), log()]
        if !isCritical { sections.append(findings()) }
        sections.append(footer())
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [TerminalLine()]))
    }

    /// `Drawdowns ───────────`
    func title(_ text: String) -> TerminalLine {
        var line = TerminalLine(text + " ", .bold)
        line.append(String(repeating: "─", count: max(0, width - line.width)), .dim)
        return line
    }

    func paragraph(_ text: String, indent: Int = 0, style: TerminalLine.Style = .plain) -> [TerminalLine] {
        TerminalText.wrapped(TerminalText.printable(text), width - indent).map { part in
            var line = TerminalLine(String(repeating: " ", count: indent))
            line.append(part, style)
            return line
        }
    }

    private func heading() -> [TerminalLine] {
        var lines = [TerminalLine]()
        var name = TerminalLine(TerminalText.printable(result.script.path), .bold)
        if result.wasInterrupted { name.append("  stopped before the end of the data", .warning) }
        lines.append(name)
        lines += paragraph(result.script.summary, style: .dim)
        let parameters = result.script.parameters.map { "\($0.name) = \(FigureText.plain($0.value, 6))" }
        if !parameters.isEmpty { lines += paragraph(parameters.joined(separator: " · ")) }
        let shown = result.data.prefix(6)
        let sources = shown.map { TerminalTable.dataRow($0) }
        if !sources.isEmpty {
            var table = TerminalTable(columns: [
                .init(title: "Data", isNumber: false), .init(title: "Bars"), .init(title: "From", isNumber: false),
                .init(title: "To", isNumber: false), .init(title: "File", isNumber: false, dropOrder: 1),
            ])
            table.rows = sources
            lines.append(TerminalLine())
            lines += table.lines(width: width)
        }
        let hidden = result.data.count - shown.count
        if hidden > 0 { lines.append(TerminalLine("and \(hidden) more", .dim)) }
        return lines + dataNotes()
    }

    /// Each note once, with the symbols it is about.
    private func dataNotes() -> [TerminalLine] {
        var notes: [String] = []
        for source in result.data {
            for note in source.notes where !notes.contains(note) { notes.append(note) }
        }
        return notes.prefix(10).flatMap { note -> [TerminalLine] in
            let symbols = result.data.filter { $0.notes.contains(note) }.map(\.symbol)
            let hidden = symbols.count > 3 ? " and \(symbols.count - 3) more" : ""
            return paragraph("\(symbols.prefix(3).joined(separator: ", "))\(hidden): \(note)", style: .warning)
        }
    }

    private func findings() -> [TerminalLine] {
        guard !result.findings.isEmpty else { return [] }
        var lines = [title("Findings")]
        for severity in [BacktestResult.Finding.Severity.critical, .warning, .note] {
            for finding in result.findings where finding.severity == severity {
                let style: TerminalLine.Style = severity == .critical ? .bad : severity == .warning ? .warning : .accent
                let mark = severity == .critical ? "✗ " : severity == .warning ? "! " : "· "
                for (index, part) in TerminalText.wrapped(TerminalText.printable(finding.title), width - 2).enumerated() {
                    var line = TerminalLine(index == 0 ? mark : "  ", style)
                    line.append(part, .bold)
                    lines.append(line)
                }
                lines += paragraph(finding.evidence, indent: 2)
            }
        }
        return lines
    }

    private func log() -> [TerminalLine] {
        guard !result.log.isEmpty else { return [] }
        let shown = result.log.suffix(5)
        var lines = [title("Log")]
        if result.log.count > shown.count {
            lines.append(TerminalLine("the last \(shown.count) of \(FigureText.count(result.log.count)) lines", .dim))
        }
        for entry in shown {
            var line = TerminalLine("\(TimeText.text(entry.time)) line \(entry.line)  ", .dim)
            line.append(TerminalText.printable(entry.text))
            lines.append(line)
        }
        return lines
    }

    private func footer() -> [TerminalLine] {
        let bars = result.data.reduce(0) { $0 + $1.bars }
        let timing = result.timing
        var lines = paragraph(
            "\(FigureText.count(bars)) bars read in \(FigureText.duration(seconds: timing.loadSeconds)), "
                + "run in \(FigureText.duration(seconds: timing.runSeconds)) (\(FigureText.rate(timing.barsPerSecond)) bars/s)",
            style: .dim)
        lines += paragraph("Run \(result.runID)", style: .dim)
        return lines
    }
}

extension TerminalTable {
    fileprivate static func dataRow(_ source: BacktestResult.DataSource) -> [Cell] {
        [
            Cell(TerminalText.printable(source.symbol)), Cell(FigureText.count(source.bars)), Cell(TimeText.text(source.from)),
            Cell(TimeText.text(source.to)), Cell(TerminalText.printable(source.path), .dim),
        ]
    }
}
