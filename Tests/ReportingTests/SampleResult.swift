import Reporting

/// A made-up run of two symbols over daily bars, the same on every machine: what the report tests look at.
enum SampleResult {
    static let day: Int64 = 86_400_000_000_000
    static let start: Int64 = 14_613 * day  // 2010-01-04

    /// A small generator of its own, so that the sample never changes with the library.
    struct Noise {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) - 0.5
        }
    }

    static func make(
        bars: Int = 3000, trades: Int = 60, symbols: [String] = ["ACME", "日本株式"], text: String = ""
    ) -> BacktestResult {
        var noise = Noise(state: 7)
        let times = (0..<bars).map { start + Int64($0 / 5 * 7 + $0 % 5) * day }
        let charts = symbols.map { chart($0, times, &noise) }
        let closed = (0..<trades).map { trade($0, of: trades, charts[$0 % charts.count]) }
        let equity = curve(times, &noise, drift: 0.00035)
        return BacktestResult(
            runID: "4f1c0d9ab2e37786",
            script: script(text), data: sources(charts),
            configuration: [.init(name: "fill", value: "next-open"), .init(name: "fee-bps", value: "10" + text)],
            cash: .init(start: 100_000, end: 12_345.67, endExact: "12345.67", currency: "USD"),
            trades: closed, openTrades: [open(charts[0])], orders: orders(text),
            equity: .init(
                times: times, values: equity, exposure: times.indices.map { $0 / 90 % 2 == 0 ? 0.95 : 0 },
                buyAndHold: charts[0].close.map { $0 / charts[0].close[0] * 100_000 }, periodsPerYear: 252,
                periodsPerYearReason: "daily bars"),
            metrics: metrics(equity), symbols: charts.map { row($0, closed) }, drawdowns: drawdowns,
            findings: findings(text),
            log: (0..<7).map { .init(time: times[$0 * 10], line: 12 + $0, text: "entered at bar \($0)\(text)") },
            charts: charts, timing: .init(loadSeconds: 0.0042, runSeconds: 0.00031, barsPerSecond: 19_354_838),
            host: .init(build: "release", machine: "x86-64, 2 cores"), wasInterrupted: false)
    }

    private static func script(_ text: String) -> BacktestResult.Script {
        .init(
            path: "strategies/trading/sma_cross.lua", hash: "9c56cc51b374", version: "1",
            summary: "Trend: long while the fast average is above the slow one." + text,
            parameters: [
                .init(name: "fast", value: 10, defaultValue: 10, minimum: 2, maximum: 60, summary: "bars of the fast average"),
                .init(name: "slow", value: 30, defaultValue: 50, minimum: 5, maximum: 250, summary: "bars of the slow one"),
            ])
    }

    private static func sources(_ charts: [BacktestResult.SymbolChart]) -> [BacktestResult.DataSource] {
        charts.map {
            .init(
                path: "examples/data/\($0.symbol).csv", hash: "ab12", symbol: $0.symbol, bars: $0.times.count, from: $0.times[0],
                to: $0.times[$0.times.count - 1], notes: [])
        }
    }

    private static func curve(_ times: [Int64], _ noise: inout Noise, drift: Double) -> [Double] {
        var value = 100_000.0
        return times.indices.map { index in
            if index > 0 { value *= 1 + drift + 0.02 * noise.next() }
            return value
        }
    }

    private static func chart(_ symbol: String, _ times: [Int64], _ noise: inout Noise) -> BacktestResult.SymbolChart {
        let close = curve(times, &noise, drift: 0.0003).map { ($0 / 10).rounded() / 100 }
        let open = close.indices.map { $0 == 0 ? close[0] : close[$0 - 1] }
        let pairs = zip(open, close)
        let average = close.indices.map { index in
            index < 29 ? Double.nan : close[(index - 29)...index].reduce(0, +) / 30
        }
        return .init(
            symbol: symbol, times: times, open: open, high: pairs.map { max($0, $1) * 1.004 },
            low: pairs.map { min($0, $1) * 0.996 }, close: close, volume: close.map { _ in 1000 },
            series: [
                .init(name: "slow", definition: "sma(close, 30)", isOnPriceScale: true, values: average),
                .init(
                    name: "distance", definition: "close / slow - 1", isOnPriceScale: false,
                    values: zip(close, average).map { $0 / $1 - 1 }),
            ])
    }

    private static func trade(_ index: Int, of count: Int, _ chart: BacktestResult.SymbolChart) -> BacktestResult.Trade {
        let entry = index * (chart.times.count - 30) / count
        let exit = entry + 20
        let isLong = index % 4 != 3
        let change = (chart.close[exit] / chart.close[entry] - 1) * (isLong ? 1 : -1)
        return .init(
            symbol: chart.symbol, isLong: isLong, quantity: 100, entryTime: chart.times[entry], entryPrice: chart.close[entry],
            exitTime: chart.times[exit], exitPrice: chart.close[exit], fees: 2.5,
            pnl: change * chart.close[entry] * 100 - 2.5, returnFraction: change,
            exitReason: index % 3 == 0 ? "stop_triggered" : "open", entryLine: 7, exitLine: 8)
    }

    private static func open(_ chart: BacktestResult.SymbolChart) -> BacktestResult.Trade {
        let last = chart.times.count - 1
        return .init(
            symbol: chart.symbol, isLong: true, quantity: 150, entryTime: chart.times[last - 5],
            entryPrice: chart.close[last - 5], exitTime: chart.times[last], exitPrice: chart.close[last], fees: 1.25, pnl: 321.5,
            returnFraction: 0.021, exitReason: "open_position", entryLine: 7, exitLine: 0)
    }

    private static func orders(_ text: String) -> BacktestResult.Orders {
        .init(
            submitted: 130, filled: 121, cancelled: 2, expired: 0,
            rejected: [
                .init(
                    reason: "insufficient_cash",
                    explanation: "The order cost more than the cash of the account; order less, or start with --cash 200000."
                        + text,
                    count: 7, firstTime: start + 40 * day + 55_800_000_000_000, firstLine: 9)
            ])
    }

    private static func row(
        _ chart: BacktestResult.SymbolChart, _ trades: [BacktestResult.Trade]
    ) -> BacktestResult.SymbolRow {
        let own = trades.filter { $0.symbol == chart.symbol }
        return .init(
            symbol: chart.symbol, bars: chart.times.count, trades: own.count,
            winRate: Double(own.filter { $0.pnl > 0 }.count) / Double(max(1, own.count)), pnl: own.reduce(0) { $0 + $1.pnl },
            fees: own.reduce(0) { $0 + $1.fees }, buyAndHoldReturn: 0.42, averageHoldingDays: 28)
    }

    private static func metrics(_ equity: [Double]) -> [BacktestResult.Metric] {
        let total = equity[equity.count - 1] / equity[0] - 1
        func metric(
            _ id: String, _ title: String, _ group: String, _ unit: BacktestResult.Metric.Unit, _ value: Double,
            _ benchmark: Double = .nan
        ) -> BacktestResult.Metric {
            .init(
                id: id, title: title, group: group, unit: unit, value: value, benchmark: benchmark,
                convention: "\(title): as the field computes it.")
        }
        return [
            metric("total_return", "Total return", "Return", .percent, total, 0.42),
            metric("cagr", "Annual growth", "Return", .percent, 0.084, 0.03),
            metric("best_day", "Best day", "Return", .percent, 0.021),
            metric("volatility", "Volatility", "Risk", .percent, 0.1123, 0.2011),
            metric("max_drawdown", "Maximum drawdown", "Risk", .percent, -0.3112, -0.41),
            metric("sharpe", "Sharpe ratio", "Risk-adjusted", .ratio, 0.87, 0.31),
            metric("sortino", "Sortino ratio", "Risk-adjusted", .ratio, 1.21),
            metric("calmar", "Calmar ratio", "Risk-adjusted", .ratio, .nan),
            metric("trades", "Trades", "Trades", .count, 60),
            metric("win_rate", "Trades won", "Trades", .percent, 0.55),
            metric("profit_factor", "Profit factor", "Trades", .ratio, 1.41),
            metric("average_holding", "Average time held", "Trades", .days, 28),
            metric("average_trade", "Average profit of a trade", "Trades", .currency, 1234.5),
        ]
    }

    private static let drawdowns: [BacktestResult.DrawdownRow] = [
        .init(depth: -0.3112, start: start + 400 * day, trough: start + 600 * day, recovery: start + 1100 * day, days: 700),
        .init(depth: -0.12, start: start + 3900 * day, trough: start + 4000 * day, recovery: nil, days: 200),
    ]

    private static func findings(_ text: String) -> [BacktestResult.Finding] {
        [
            .init(
                severity: .critical, title: "Most of the profit comes from one trade" + text,
                evidence: "Trade 17 (ACME, 2013-05-02) made 81 % of the net profit. Without it the run ends at +3.1 %."),
            .init(
                severity: .warning, title: "7 orders were rejected for lack of cash",
                evidence: "Seven buys asked for 100 % of equity and left nothing for fees. Use target_percent(0.95)."),
            .init(severity: .note, title: "Parameter slow stands near its edge", evidence: "30 of 5 … 250."),
        ]
    }
}
