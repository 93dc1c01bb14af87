import Kernel
import Market
import Money
import Scripting
import Simulation
import Store

/// Everything that decides a backtest's result.
public struct BacktestOptions: Sendable {
    public var script = ""
    public var data: [String] = []
    public var symbol: String?
    public var read = ReadOptions()
    public var cash = Amount("100000") ?? .zero
    public var rules = VenueRules()
    public var tick = Price.zero
    public var lot = Quantity.one
    public var overrides: [(name: String, value: Double)] = []
    public var limits = ScriptLimits()
    public var riskLimits = RiskLimits.standard
    public var riskFree = 0.0
    public var periodsPerYear: Double?
    public var actions: String?

    public init() {}
}

extension BacktestOptions {
    static let options: [Option] = [
        Option("data", "PATH", "CSV file or directory of CSV files", isRepeatable: true),
        Option("symbol", "NAME", "trade only this symbol of the data"),
        Option("cash", "N", "starting cash (100000)"),
        Option("fee-bps", "N", "commission in basis points of each fill's value (0)"),
        Option("fee-per-share", "N", "commission per share (0)"),
        Option("fee-min", "N", "least commission of an order that filled at all (0)"),
        Option("sell-tax-bps", "[DATE:]N", "tax on sales, from a date on", isRepeatable: true),
        Option("slippage", "MODEL", "N bps (5bps), an amount per share (0.01), or volume:K (0)"),
        Option("fill", "WHEN", "next-open (default), next-close or same-close"),
        Option("bar-path", "ORDER", "prices inside a bar: nearest (default), ohlc, olhc or worst"),
        Option("participation", "SHARE", "largest share of a bar's volume that fills may take (unlimited)"),
        Option("latency", "SECONDS", "orders act on bars at least this much later (0)"),
        Option("account", "KIND", "cash (default) or margin: margin may short and borrow"),
        Option("leverage", "N", "gross exposure over equity that a margin account allows (2)"),
        Option("maintenance", "SHARE", "equity over exposure below which positions are closed by force (0.25)"),
        Option("borrow-rate", "N", "yearly cost of short positions as a fraction (0)"),
        Option("tick", "N", "price step of orders (none)"),
        Option("lot", "N", "quantity step of orders (1)"),
        Option("from", "DATE", "first bar to use"),
        Option("to", "DATE", "last bar to use"),
        Option("utc-offset", "HOURS", "hours that times without a zone are ahead of UTC (0)"),
        Option("label", "WHICH", "intraday times name a bar's close (default) or open"),
        Option("actions", "FILE.csv", "splits and dividends: date,symbol,type,value"),
        Option("param", "NAME=VALUE", "set a parameter of the script", isRepeatable: true),
        Option("seed", "N", "seed of the script's random numbers (1)"),
        Option("risk-free", "N", "yearly risk-free rate as a fraction (0)"),
        Option("periods-per-year", "N", "for annualising; measured from the data when absent"),
        Option("memory", "MIB", "memory that the script may use (64)"),
        Option("budget", "MS", "time that one callback may take (1000)"),
    ]

    init(_ arguments: Arguments) throws {
        guard let path = arguments.positions.first else {
            throw CommandError("perigee backtest: which script? Try: perigee backtest strategies/trading/sma_cross.lua --data examples/data/sp500.csv")
        }
        guard arguments.positions.count == 1 else {
            throw CommandError("perigee backtest: one script at a time, found \(arguments.positions.joined(separator: " "))")
        }
        try self.init(arguments, script: path, command: "backtest")
    }

    /// The options of a command that runs one of its scripts.
    init(_ arguments: Arguments, script path: String, command: String) throws {
        self.init()
        script = path
        data = arguments.texts("data")
        guard !data.isEmpty else { throw CommandError("perigee \(command): which prices? Give --data FILE.csv, such as --data examples/data/sp500.csv") }
        symbol = arguments.text("symbol")
        try takeMarket(arguments)
        try takeRules(arguments)
        try takeAccount(arguments)
        try takeScript(arguments)
    }

    private mutating func takeMarket(_ arguments: Arguments) throws {
        read.from = try arguments.time("from")
        read.to = try arguments.time("to", endOfDay: true)
        if let from = read.from, let to = read.to, from > to { throw CommandError("--from is after --to: no bars are left") }
        if let hours = try arguments.number("utc-offset", in: -14...14) { read.utcOffset = Int64(hours * 3_600e9) }
        if let label = arguments.text("label") {
            guard label == "open" || label == "close" else { throw CommandError("--label '\(label)': expected open or close") }
            read.labelsOpening = label == "open"
        }
        if let text = arguments.text("tick") {
            guard let value = Price(text), value.raw > 0 else { throw CommandError("--tick '\(text)': expected a positive price step such as 0.01") }
            tick = value
        }
        if let text = arguments.text("lot") {
            guard let value = Quantity(text), value.raw > 0 else { throw CommandError("--lot '\(text)': expected a positive quantity step such as 0.001") }
            lot = value
        }
        actions = arguments.text("actions")
    }

    private mutating func takeRules(_ arguments: Arguments) throws {
        if let bps = try arguments.number("fee-bps", in: -1_000...10_000), let rate = Rate(bps: bps) { (rules.fees.taker, rules.fees.maker) = (rate, rate) }
        if let text = arguments.text("fee-per-share") {
            guard let value = Price(text) else { throw CommandError("--fee-per-share '\(text)': expected an amount such as 0.005") }
            rules.fees.perShare = value
        }
        if let text = arguments.text("fee-min") {
            guard let value = Amount(text), !value.isNegative else { throw CommandError("--fee-min '\(text)': expected an amount such as 1") }
            rules.fees.minimum = value
        }
        rules.fees.sellTaxes = try arguments.texts("sell-tax-bps").map(BacktestOptions.tax).sorted { $0.from < $1.from }
        if let text = arguments.text("slippage") { rules.slippage = try BacktestOptions.slippage(text) }
        if let timing = try arguments.choice("fill", VenueRules.FillTiming.self) { rules.fillTiming = timing }
        if let path = try arguments.choice("bar-path", VenueRules.BarPath.self) { rules.path = path }
        if let share = try arguments.number("participation", in: 1e-6...1) { rules.participation = share }
        if let seconds = try arguments.number("latency", in: 0...1e7) { rules.latency = Int64(seconds * 1e9) }
    }

    private static func tax(_ text: String) throws -> FeeSchedule.SellTax {
        if let tax = sellTax(text) { return tax }
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, Double(parts[1]) != nil else {
            throw CommandError("--sell-tax-bps '\(text)': expected basis points, or DATE:N as in 2026-01-01:20")
        }
        throw CommandError("--sell-tax-bps '\(text)': '\(parts[0])' is no date: expected 2026-01-01:20")
    }

    /// `20`, or `2026-01-01:20`; nil for any other text.
    static func sellTax(_ text: String) -> FeeSchedule.SellTax? {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let bps = Double(parts.last ?? ""), (0...10_000).contains(bps), let rate = Rate(bps: bps) else { return nil }
        guard parts.count == 2 else { return .init(from: Timestamp(nanoseconds: .min), rate: rate) }
        guard let date = Array(parts[0].utf8).withUnsafeBytes({ Timestamp.parse($0) }) else { return nil }
        return .init(from: date.time, rate: rate)
    }

    private static func slippage(_ text: String) throws -> SlippageModel {
        guard let model = slippageModel(text) else {
            throw CommandError("--slippage '\(text)': expected 5bps, an amount per share such as 0.01, or volume:0.1")
        }
        return model
    }

    /// `5bps`, an amount per share, or `volume:0.1`; nil for any other text.
    static func slippageModel(_ text: String) -> SlippageModel? {
        if text.hasSuffix("bps"), let bps = Double(text.dropLast(3)), bps >= 0, bps <= 10_000, let rate = Rate(bps: bps) { return SlippageModel(rate: rate) }
        if text.hasPrefix("volume:"), let impact = Double(text.dropFirst(7)), impact >= 0, impact.isFinite { return SlippageModel(volumeShare: impact) }
        if let fixed = Price(text), fixed.raw >= 0 { return SlippageModel(fixed: fixed) }
        return nil
    }

    private mutating func takeAccount(_ arguments: Arguments) throws {
        if let text = arguments.text("cash") {
            guard let value = Amount(text), value > .zero else { throw CommandError("--cash '\(text)': expected an amount above zero such as 100000") }
            cash = value
        }
        var terms = VenueRules.MarginTerms()
        if let value = try arguments.number("leverage", in: 0.1...1_000) { terms.leverage = value }
        if let value = try arguments.number("maintenance", in: 0...1) { terms.maintenance = value }
        if let value = try arguments.number("borrow-rate", in: 0...10), let rate = Rate(fraction: value) { terms.borrowRate = rate }
        switch arguments.text("account") ?? "cash" {
        case "cash":
            for name in ["leverage", "maintenance", "borrow-rate"] where arguments.has(name) {
                throw CommandError("--\(name) needs --account margin: a cash account cannot borrow")
            }
        case "margin": rules.account = .margin(terms)
        case let text: throw CommandError("--account '\(text)': expected cash or margin")
        }
        if let value = try arguments.number("risk-free", in: -0.5...1) { riskFree = value }
        periodsPerYear = try arguments.number("periods-per-year", in: 0.01...1e9)
    }

    private mutating func takeScript(_ arguments: Arguments) throws {
        overrides = try arguments.texts("param").map(BacktestOptions.override)
        if let seed = try arguments.integer("seed", in: 0...Int.max) { limits.seed = UInt64(seed) }
        if let memory = try arguments.integer("memory", in: 1...65_536) { limits.memoryBytes = memory << 20 }
        if let budget = try arguments.integer("budget", in: 1...3_600_000) { limits.callbackMilliseconds = budget }
    }

    static func override(_ text: String) throws -> (name: String, value: Double) { try override(text, option: "param") }

    static func override(_ text: String, option: String) throws -> (name: String, value: Double) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw CommandError("--\(option) '\(text)': expected NAME=VALUE as in --\(option) fast=10") }
        switch parts[1] {
        case "true": return (parts[0], 1)
        case "false": return (parts[0], 0)
        default:
            guard let value = Double(parts[1]) else { throw CommandError("--\(option) '\(text)': '\(parts[1])' is not a number, true or false") }
            return (parts[0], value)
        }
    }
}
