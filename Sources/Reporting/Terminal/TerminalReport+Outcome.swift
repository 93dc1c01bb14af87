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
            let text = "  buy and hold \(held)"
            if line.width + text.count <= width {
                lines[1].append(text, .dim)
            } else {
                lines.append(TerminalLine(text, .dim))
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
        guard area.count == labels.count, let from = result.equity.times.first, let to = result.equity.times.last else { return [] }
        var lines = area.indices.map { row in
            var line = TerminalLine()
            line.pad(to: margin - 1 - labels[row].utf8.count)
            line.append(labels[row], .dim)
            line.append(" ")
            line.append(area[row], .accent)
            return line
        }
        let end = TimeText.date(to)
        var axis = TerminalLine(String(repeating: " ", count: margin) + TimeText.date(from), .dim)
        axis.pad(to: max(axis.width + 1, width - end.utf8.count))
        axis.append(end, .dim)
        lines.append(axis)
        return lines
    }

    /// Groups of measures, in two columns where both fit.
    func metrics() -> [TerminalLine] {
        var groups: [(name: String, metrics: [BacktestResult.Metric])] = []
        for metric in result.metrics {
            if let index = groups.firstIndex(where: { $0.name == metric.group }) {
                groups[index].metrics.append(metric)
            } else {
                groups.append((metric.group, [metric]))
            }
        }
        guard !groups.isEmpty else { return [] }
        let gap = 4
        let half = (width - gap) / 2
        guard width >= 76 else {
            return Array(groups.map { block($0.name, $0.metrics, width) }.joined(separator: [TerminalLine()]))
        }
        var left: [TerminalLine] = []
        var right: [TerminalLine] = []
        for group in groups {
            let lines = block(group.name, group.metrics, half)
            if left.count <= right.count {
                left += (left.isEmpty ? [] : [TerminalLine()]) + lines
            } else {
                right += (right.isEmpty ? [] : [TerminalLine()]) + lines
            }
        }
        return (0..<max(left.count, right.count)).map { row in
            var line = row < left.count ? left[row].fitted(half) : TerminalLine()
            guard row < right.count else { return line }
            line.pad(to: half + gap)
            line.append(right[row].fitted(half))
            return line
        }
    }

    private func block(_ name: String, _ metrics: [BacktestResult.Metric], _ width: Int) -> [TerminalLine] {
        let values = metrics.map { FigureText.metric($0.value, $0.unit) }
        let benchmarks = metrics.map { $0.benchmark.isFinite ? FigureText.metric($0.benchmark, $0.unit) : "" }
        let isCompared = benchmarks.contains { !$0.isEmpty }
        let valueWidth = values.map(TerminalText.columns).reduce(isCompared ? 8 : 4, max)
        let benchmarkWidth = isCompared ? benchmarks.map(TerminalText.columns).reduce(10, max) : 0
        let titleWidth = width - valueWidth - 1 - (isCompared ? benchmarkWidth + 1 : 0)

        var heading = TerminalLine(TerminalText.fitted(TerminalText.printable(name), titleWidth), .bold)
        if isCompared {
            heading.pad(to: titleWidth + 1 + valueWidth - 8)
            heading.append("strategy", .dim)
            heading.pad(to: width - 10)
            heading.append("buy & hold", .dim)
        }
        var lines = [heading]
        for (index, metric) in metrics.enumerated() {
            var line = TerminalLine(TerminalText.fitted(TerminalText.printable(metric.title), titleWidth))
            line.pad(to: titleWidth + 1 + valueWidth - TerminalText.columns(values[index]))
            line.append(values[index], metric.value.isFinite ? .plain : .dim)
            if !benchmarks[index].isEmpty {
                line.pad(to: width - TerminalText.columns(benchmarks[index]))
                line.append(benchmarks[index], .dim)
            }
            lines.append(line)
        }
        return lines
    }
}
