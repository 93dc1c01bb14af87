extension BacktestResult {
    public struct Cash: Sendable {
        public var start: Double
        public var end: Double
        /// Exact decimal text of the cash at the end.
        public var endExact: String
        public var currency: String

        public init(
            start: Double,
            end: Double,
            endExact: String,
            currency: String
        ) {
            self.start = start
            self.end = end
            self.endExact = endExact
            self.currency = currency
        }
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

        public init(
            symbol: String,
            isLong: Bool,
            quantity: Double,
            entryTime: Int64,
            entryPrice: Double,
            exitTime: Int64,
            exitPrice: Double,
            fees: Double,
            pnl: Double,
            returnFraction: Double,
            exitReason: String,
            entryLine: Int,
            exitLine: Int
        ) {
            self.symbol = symbol
            self.isLong = isLong
            self.quantity = quantity
            self.entryTime = entryTime
            self.entryPrice = entryPrice
            self.exitTime = exitTime
            self.exitPrice = exitPrice
            self.fees = fees
            self.pnl = pnl
            self.returnFraction = returnFraction
            self.exitReason = exitReason
            self.entryLine = entryLine
            self.exitLine = exitLine
        }
    }

    public struct Orders: Sendable {
        public var submitted: Int
        public var filled: Int
        public var cancelled: Int
        public var expired: Int
        public var rejected: [Rejection]

        public init(
            submitted: Int,
            filled: Int,
            cancelled: Int,
            expired: Int,
            rejected: [Rejection]
        ) {
            self.submitted = submitted
            self.filled = filled
            self.cancelled = cancelled
            self.expired = expired
            self.rejected = rejected
        }
    }

    public struct Rejection: Sendable {
        public var reason: String
        public var explanation: String
        public var count: Int
        /// The first time and script line it happened at.
        public var firstTime: Int64
        public var firstLine: Int

        public init(
            reason: String,
            explanation: String,
            count: Int,
            firstTime: Int64,
            firstLine: Int
        ) {
            self.reason = reason
            self.explanation = explanation
            self.count = count
            self.firstTime = firstTime
            self.firstLine = firstLine
        }
    }

    public struct EquityCurve: Sendable {
        public var times: [Int64]
        public var values: [Double]
        /// Gross exposure as a fraction of equity, by the same times; empty where it was not kept.
        public var exposure: [Double]
        /// The starting cash in equal parts of all symbols from their first closes on, without costs, by the same times;
        /// may be empty.
        public var buyAndHold: [Double]
        public var periodsPerYear: Double
        public var periodsPerYearReason: String

        public init(
            times: [Int64],
            values: [Double],
            exposure: [Double],
            buyAndHold: [Double],
            periodsPerYear: Double,
            periodsPerYearReason: String
        ) {
            self.times = times
            self.values = values
            self.exposure = exposure
            self.buyAndHold = buyAndHold
            self.periodsPerYear = periodsPerYear
            self.periodsPerYearReason = periodsPerYearReason
        }
    }

    public struct Metric: Sendable {
        public enum Unit: String, Sendable { case percent, ratio, currency, count, days, number }
        public var id: String
        public var title: String
        public var group: String
        public var unit: Unit
        /// NaN where it is undefined: `null` in JSON, a dash elsewhere.
        public var value: Double
        /// The same measure of buy and hold; NaN where it is unknown or has no meaning.
        public var benchmark: Double
        public var convention: String

        public init(
            id: String,
            title: String,
            group: String,
            unit: Unit,
            value: Double,
            benchmark: Double = .nan,
            convention: String
        ) {
            self.id = id
            self.title = title
            self.group = group
            self.unit = unit
            self.value = value
            self.benchmark = benchmark
            self.convention = convention
        }
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

        public init(
            symbol: String,
            bars: Int,
            trades: Int,
            winRate: Double,
            pnl: Double,
            fees: Double,
            buyAndHoldReturn: Double,
            averageHoldingDays: Double
        ) {
            self.symbol = symbol
            self.bars = bars
            self.trades = trades
            self.winRate = winRate
            self.pnl = pnl
            self.fees = fees
            self.buyAndHoldReturn = buyAndHoldReturn
            self.averageHoldingDays = averageHoldingDays
        }
    }

    public struct DrawdownRow: Sendable {
        public var depth: Double
        public var start: Int64
        public var trough: Int64
        public var recovery: Int64?
        public var days: Double

        public init(
            depth: Double,
            start: Int64,
            trough: Int64,
            recovery: Int64? = nil,
            days: Double
        ) {
            self.depth = depth
            self.start = start
            self.trough = trough
            self.recovery = recovery
            self.days = days
        }
    }
}
