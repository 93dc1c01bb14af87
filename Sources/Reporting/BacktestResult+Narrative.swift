extension BacktestResult {
    public struct Finding: Sendable {
        public enum Severity: String, Sendable { case critical, warning, note }
        public var severity: Severity
        public var title: String
        /// The numbers behind it and what to do about it.
        public var evidence: String

        public init(
            severity: Severity,
            title: String,
            evidence: String
        ) {
            self.severity = severity
            self.title = title
            self.evidence = evidence
        }
    }

    public struct LogLine: Sendable {
        public var time: Int64
        public var line: Int
        public var text: String

        public init(
            time: Int64,
            line: Int,
            text: String
        ) {
            self.time = time
            self.line = line
            self.text = text
        }
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

        public init(
            symbol: String,
            times: [Int64],
            open: [Double],
            high: [Double],
            low: [Double],
            close: [Double],
            volume: [Double],
            series: [ChartSeries]
        ) {
            self.symbol = symbol
            self.times = times
            self.open = open
            self.high = high
            self.low = low
            self.close = close
            self.volume = volume
            self.series = series
        }
    }

    public struct ChartSeries: Sendable {
        public var name: String
        /// Such as `sma(close, 10)`.
        public var definition: String
        /// Belongs on the price axis; otherwise it gets a panel of its own.
        public var isOnPriceScale: Bool
        public var values: [Double]

        public init(
            name: String,
            definition: String,
            isOnPriceScale: Bool,
            values: [Double]
        ) {
            self.name = name
            self.definition = definition
            self.isOnPriceScale = isOnPriceScale
            self.values = values
        }
    }
}
