/// Everything that a backtest tells: the one model behind the JSON file, the terminal table and the HTML report.
///
/// Times are UTC nanoseconds. Money and prices are `Double`s nearest to the exact decimals of the run.
public struct BacktestResult: Sendable {
    /// Hash of all inputs: the same id means the same bytes but for `timing` and `host`.
    public var runID: String
    public var script: Script
    public var data: [DataSource]
    public var configuration: [Setting]
    public var cash: Cash
    public var trades: [Trade]
    /// Positions still open at the end, marked at the last close: `exitTime` and `exitPrice` are those of the mark.
    public var openTrades: [Trade]
    public var orders: Orders
    public var equity: EquityCurve
    /// In the order of the catalog, grouped by `group`.
    public var metrics: [Metric]
    public var symbols: [SymbolRow]
    public var drawdowns: [DrawdownRow]
    public var findings: [Finding]
    public var log: [LogLine]
    public var charts: [SymbolChart]
    public var timing: Timing
    public var host: HostDescription
    /// `true` when the run was stopped before its data ended.
    public var wasInterrupted: Bool

    public init(
        runID: String,
        script: Script,
        data: [DataSource],
        configuration: [Setting],
        cash: Cash,
        trades: [Trade],
        openTrades: [Trade],
        orders: Orders,
        equity: EquityCurve,
        metrics: [Metric],
        symbols: [SymbolRow],
        drawdowns: [DrawdownRow],
        findings: [Finding],
        log: [LogLine],
        charts: [SymbolChart],
        timing: Timing,
        host: HostDescription,
        wasInterrupted: Bool
    ) {
        self.runID = runID
        self.script = script
        self.data = data
        self.configuration = configuration
        self.cash = cash
        self.trades = trades
        self.openTrades = openTrades
        self.orders = orders
        self.equity = equity
        self.metrics = metrics
        self.symbols = symbols
        self.drawdowns = drawdowns
        self.findings = findings
        self.log = log
        self.charts = charts
        self.timing = timing
        self.host = host
        self.wasInterrupted = wasInterrupted
    }
}
