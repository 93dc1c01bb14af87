// Public memberwise initialisers of the model: Swift synthesises only internal ones.

extension BacktestResult {
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

extension BacktestResult.Script {
    public init(
        path: String,
        hash: String,
        version: String,
        summary: String,
        parameters: [Parameter]
    ) {
        self.path = path
        self.hash = hash
        self.version = version
        self.summary = summary
        self.parameters = parameters
    }
}

extension BacktestResult.Parameter {
    public init(
        name: String,
        value: Double,
        defaultValue: Double,
        minimum: Double? = nil,
        maximum: Double? = nil,
        summary: String
    ) {
        self.name = name
        self.value = value
        self.defaultValue = defaultValue
        self.minimum = minimum
        self.maximum = maximum
        self.summary = summary
    }
}

extension BacktestResult.DataSource {
    public init(
        path: String,
        hash: String,
        symbol: String,
        bars: Int,
        from: Int64,
        to: Int64,
        notes: [String]
    ) {
        self.path = path
        self.hash = hash
        self.symbol = symbol
        self.bars = bars
        self.from = from
        self.to = to
        self.notes = notes
    }
}

extension BacktestResult.Setting {
    public init(
        name: String,
        value: String
    ) {
        self.name = name
        self.value = value
    }
}

extension BacktestResult.Cash {
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

extension BacktestResult.Trade {
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

extension BacktestResult.Orders {
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

extension BacktestResult.Rejection {
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

extension BacktestResult.EquityCurve {
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

extension BacktestResult.Metric {
    public init(
        id: String,
        title: String,
        group: String,
        unit: Unit,
        value: Double,
        convention: String
    ) {
        self.id = id
        self.title = title
        self.group = group
        self.unit = unit
        self.value = value
        self.convention = convention
    }
}

extension BacktestResult.SymbolRow {
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

extension BacktestResult.DrawdownRow {
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

extension BacktestResult.Finding {
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

extension BacktestResult.LogLine {
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

extension BacktestResult.SymbolChart {
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

extension BacktestResult.ChartSeries {
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

extension BacktestResult.Timing {
    public init(
        loadSeconds: Double,
        runSeconds: Double,
        barsPerSecond: Double
    ) {
        self.loadSeconds = loadSeconds
        self.runSeconds = runSeconds
        self.barsPerSecond = barsPerSecond
    }
}

extension BacktestResult.HostDescription {
    public init(
        build: String,
        machine: String
    ) {
        self.build = build
        self.machine = machine
    }
}
