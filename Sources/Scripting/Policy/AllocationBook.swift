/// What an allocation rule knows: the book and its strategies.
public struct AllocationBook: Sendable {
    public struct Strategy: Sendable {
        public var name: String
        /// What kind of strategy it is, as its configuration says: "trend".
        public var type: String
        public var stage: String
        /// Its weight now, and its equity in the book's currency.
        public var weight = 0.0
        public var equity = 0.0
        /// Simple returns a day, oldest first; by day aligned with those of the others where it has run as long.
        public var returns: [Double] = []
        /// Annualised from `returns`; NaN where there are too few.
        public var sharpe = Double.nan
        public var volatility = Double.nan
        /// Distance below the highest equity so far, as a fraction from 0 up.
        public var drawdown = 0.0
        public var trades = 0
        /// Days since it began.
        public var days = 0

        public init(name: String, type: String = "", stage: String = "") {
            self.name = name
            self.type = type
            self.stage = stage
        }
    }
    public var equity: Double
    public var cash: Double
    /// Nanoseconds since 1970.
    public var time: Int64
    /// As in "2024-05-31".
    public var date: String
    public var strategies: [Strategy]

    public init(equity: Double, cash: Double, time: Int64, date: String, strategies: [Strategy]) {
        self.equity = equity
        self.cash = cash
        self.time = time
        self.date = date
        self.strategies = strategies
    }

    /// The argument of `allocate`.
    public var value: ScriptValue {
        .record([
            ("equity", .number(equity)), ("cash", .number(cash)), ("time", .integer(time)), ("date", .text(date)),
            ("strategies", .record(strategies.map { ($0.name, $0.value) })),
        ])
    }
}

extension AllocationBook.Strategy {
    var value: ScriptValue {
        .record([
            ("type", .text(type)), ("stage", .text(stage)), ("weight", .number(weight)), ("equity", .number(equity)),
            ("returns", .vector(returns)), ("sharpe", .number(sharpe)), ("volatility", .number(volatility)),
            ("drawdown", .number(drawdown)), ("trades", .integer(Int64(trades))), ("days", .integer(Int64(days))),
        ])
    }
}
