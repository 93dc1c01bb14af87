/// The numbers that the page draws, decimated so that it stays quick to open; `notes` tell what was left out.
struct ReportPayload {
    static let pointsPerLine = 20_000
    static let pointsInAll = 2_000_000
    static let tradeRows = 50_000

    struct Line {
        var name: String
        var definition = ""
        var isOnPriceScale = true
        var times: [Int64]
        var values: [Double]
    }

    struct Chart {
        var symbol: String
        var close: Line
        /// Empty where the data has closes only, or more bars than a line may have points.
        var candles: BacktestResult.SymbolChart?
        var series: [Line]
    }

    struct Distribution {
        let title: String
        /// Values of exactly zero, which are not drawn: out of the market most days have that return.
        let zeros: Int
        let histogram: Histogram

        init(_ title: String, _ values: [Double], bins: Int) {
            self.title = title
            zeros = values.count { $0 == 0 }
            histogram = Histogram(values.filter { $0 != 0 }, bins: bins)
        }
    }

    private(set) var account: [(key: String, line: Line)] = []
    private(set) var charts: [Chart] = []
    private(set) var notes: [String] = []
    let histograms: [Distribution]
    let trades: [(trade: BacktestResult.Trade, isOpen: Bool)]
    let currency: String
    let sharpeWindow: Int
    private var isDecimated = false

    init(_ result: BacktestResult) {
        let equity = result.equity
        currency = result.cash.currency
        sharpeWindow = equity.rollingWindow
        let isDaily = equity.periodsPerYear >= 200
        histograms = [
            isDaily
                ? Distribution("Daily returns", equity.dailyReturns, bins: 60)
                : Distribution("Returns by period", equity.returns, bins: 60),
            Distribution("Returns of trades", result.trades.map(\.returnFraction), bins: 30),
        ]
        trades = (result.trades.map { ($0, false) } + result.openTrades.map { ($0, true) }).suffix(Self.tradeRows)
        addAccount(equity)
        addCharts(result.charts)
        if isDecimated {
            notes.append(
                "Lines longer than \(FigureText.count(Self.pointsPerLine)) points are drawn by the lowest and highest point of "
                    + "each stretch; the JSON file holds all of equity.")
        }
        let hidden = result.trades.count + result.openTrades.count - trades.count
        if hidden > 0 {
            notes.append("The first \(FigureText.count(hidden)) trades are not in this page; the JSON file holds them all.")
        }
    }

    private mutating func addAccount(_ equity: BacktestResult.EquityCurve) {
        func add(_ key: String, _ name: String, _ values: [Double]) {
            guard values.count == equity.times.count, values.count > 1 else { return }
            account.append((key, line(name, equity.times, values)))
        }
        add("equity", "Strategy", equity.values)
        add("hold", "Buy and hold", equity.buyAndHold)
        add("drawdown", "Drawdown", equity.drawdown)
        add("exposure", "Exposure", equity.exposure)
        add("sharpe", "Rolling Sharpe ratio", equity.rollingSharpe)
    }

    private mutating func addCharts(_ list: [BacktestResult.SymbolChart]) {
        var room = Self.pointsInAll
        for chart in list where !chart.times.isEmpty && chart.close.count == chart.times.count {
            let points = min(chart.times.count, Self.pointsPerLine)
            room -= points * (5 + chart.series.count)
            if room < 0, !charts.isEmpty { break }
            let series = chart.series.filter { $0.values.count == chart.times.count }.map { item in
                var line = line(item.name, chart.times, item.values)
                line.definition = item.definition
                line.isOnPriceScale = item.isOnPriceScale
                return line
            }
            charts.append(
                Chart(
                    symbol: chart.symbol, close: line("Close", chart.times, chart.close),
                    candles: chart.hasRanges && chart.times.count <= Self.pointsPerLine ? chart : nil, series: series))
        }
        if charts.count < list.count {
            notes.append("Prices are drawn of the first \(charts.count) of \(list.count) symbols.")
        }
    }

    private mutating func line(_ name: String, _ times: [Int64], _ values: [Double]) -> Line {
        let kept = Decimation.indices(values, limit: Self.pointsPerLine)
        guard kept.count < values.count else { return Line(name: name, times: times, values: values) }
        isDecimated = true
        return Line(name: name, times: kept.map { times[$0] }, values: kept.map { values[$0] })
    }
}

extension BacktestResult.SymbolChart {
    /// Whether the bars are more than closes repeated.
    fileprivate var hasRanges: Bool {
        guard open.count == close.count, high.count == close.count, low.count == close.count else { return false }
        return close.indices.contains { high[$0] > low[$0] }
    }
}
