/// A group of measures with its values of the strategy and, where known, of buy and hold.
struct MetricBlock {
    private static let strategy = "strategy"
    private static let benchmark = "buy & hold"

    private let name: String
    private let titles: [String]
    private let values: [String]
    private let benchmarks: [String]

    /// One block a group, in the order in which the groups appear.
    static func all(of metrics: [BacktestResult.Metric]) -> [MetricBlock] {
        var names: [String] = []
        for metric in metrics where !names.contains(metric.group) { names.append(metric.group) }
        return names.map { name in MetricBlock(name, metrics.filter { $0.group == name }) }
    }

    private init(_ name: String, _ metrics: [BacktestResult.Metric]) {
        self.name = TerminalText.printable(name)
        titles = metrics.map { TerminalText.printable($0.title) }
        values = metrics.map { FigureText.metric($0.value, $0.unit) }
        benchmarks = metrics.map { $0.benchmark.isFinite ? FigureText.metric($0.benchmark, $0.unit) : "" }
    }

    private var isCompared: Bool { benchmarks.contains { !$0.isEmpty } }
    private var valueWidth: Int { Self.widest(values, isCompared ? Self.strategy.utf8.count : 4) }
    private var benchmarkWidth: Int { isCompared ? 1 + Self.widest(benchmarks, Self.benchmark.utf8.count) : 0 }
    var naturalWidth: Int { Self.widest(titles, TerminalText.columns(name)) + 1 + valueWidth + benchmarkWidth }

    private static func widest(_ texts: [String], _ least: Int) -> Int {
        texts.reduce(least) { max($0, TerminalText.columns($1)) }
    }

    func lines(width: Int) -> [TerminalLine] {
        let valueEnd = width - benchmarkWidth
        var heading = TerminalLine(TerminalText.fitted(name, valueEnd - valueWidth - 1), .bold)
        if isCompared {
            heading.pad(to: valueEnd - Self.strategy.utf8.count)
            heading.append(Self.strategy, .dim)
            heading.pad(to: width - Self.benchmark.utf8.count)
            heading.append(Self.benchmark, .dim)
        }
        return [heading]
            + titles.indices.map { index in
                var line = TerminalLine(TerminalText.fitted(titles[index], valueEnd - valueWidth - 1))
                line.pad(to: valueEnd - TerminalText.columns(values[index]))
                line.append(values[index], values[index] == FigureText.missing ? .dim : .plain)
                guard !benchmarks[index].isEmpty else { return line }
                line.pad(to: width - TerminalText.columns(benchmarks[index]))
                line.append(benchmarks[index], .dim)
                return line
            }
    }
}
