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

    public struct Script: Sendable {
        public var path: String
        public var hash: String
        public var version: String
        /// The sentence of the script's header.
        public var summary: String
        public var parameters: [Parameter]
    }
    public struct Parameter: Sendable {
        public var name: String
        public var value: Double
        public var defaultValue: Double
        public var minimum: Double?
        public var maximum: Double?
        public var summary: String
    }
    public struct DataSource: Sendable {
        public var path: String
        public var hash: String
        public var symbol: String
        public var bars: Int
        public var from: Int64
        public var to: Int64
        public var notes: [String]
    }
    /// One line of the configuration as the user would type it: `fee-bps` = `10`.
    public struct Setting: Sendable {
        public var name: String
        public var value: String
    }
    public struct Cash: Sendable {
        public var start: Double
        public var end: Double
        /// Exact decimal text of the cash at the end.
        public var endExact: String
        public var currency: String
    }
    public struct Trade: Sendable {
        public var symbol: String
        public var isLong: Bool
        public var quantity: Double
        public var entryTime: Int64
        public var entryPrice: Double
        public var exitTime: Int64
        public var exitPrice: Double
        public var fees: Double
        public var pnl: Double
        public var returnFraction: Double
        /// Why the exit happened at its price: `open`, `stop_triggered`, `limit_reached`, …; `open_position` for an open trade.
        public var exitReason: String
        public var entryLine: Int
        public var exitLine: Int
    }
    public struct Orders: Sendable {
        public var submitted: Int
        public var filled: Int
        public var cancelled: Int
        public var expired: Int
        public var rejected: [Rejection]
    }
    public struct Rejection: Sendable {
        public var reason: String
        public var explanation: String
        public var count: Int
        /// The first time and script line it happened at.
        public var firstTime: Int64
        public var firstLine: Int
    }
    public struct EquityCurve: Sendable {
        public var times: [Int64]
        public var values: [Double]
        /// Gross exposure as a fraction of equity, by the same times; empty where it was not kept.
        public var exposure: [Double]
        /// The same cash held in the first symbol from the first bar, by the same times.
        public var buyAndHold: [Double]
        public var periodsPerYear: Double
        public var periodsPerYearReason: String
    }
    public struct Metric: Sendable {
        public enum Unit: String, Sendable { case percent, ratio, currency, count, days, number }
        public var id: String
        public var title: String
        public var group: String
        public var unit: Unit
        /// NaN where it is undefined: `null` in JSON, a dash elsewhere.
        public var value: Double
        public var convention: String
    }
    public struct SymbolRow: Sendable {
        public var symbol: String
        public var bars: Int
        public var trades: Int
        public var winRate: Double
        public var pnl: Double
        public var fees: Double
        public var buyAndHoldReturn: Double
        public var averageHoldingDays: Double
    }
    public struct DrawdownRow: Sendable {
        public var depth: Double
        public var start: Int64
        public var trough: Int64
        public var recovery: Int64?
        public var days: Double
    }
    public struct Finding: Sendable {
        public enum Severity: String, Sendable { case critical, warning, note }
        public var severity: Severity
        public var title: String
        /// The numbers behind it and what to do about it.
        public var evidence: String
    }
    public struct LogLine: Sendable {
        public var time: Int64
        public var line: Int
        public var text: String
    }
    /// What the report draws of one symbol: its bars and the series that the script declared.
    public struct SymbolChart: Sendable {
        public var symbol: String
        public var times: [Int64]
        public var open: [Double]
        public var high: [Double]
        public var low: [Double]
        public var close: [Double]
        public var volume: [Double]
        public var series: [ChartSeries]
    }
    public struct ChartSeries: Sendable {
        public var name: String
        /// Such as `sma(close, 10)`.
        public var definition: String
        /// Belongs on the price axis; otherwise it gets a panel of its own.
        public var isOnPriceScale: Bool
        public var values: [Double]
    }
    public struct Timing: Sendable {
        public var loadSeconds: Double
        public var runSeconds: Double
        public var barsPerSecond: Double
    }
    public struct HostDescription: Sendable {
        public var build: String
        public var machine: String
    }
}
