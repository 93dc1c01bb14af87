import Configuration
import Money
import Simulation

extension VenueTerms {
    private static let keys = [
        "fee_bps", "fee_per_share", "fee_min", "sell_tax_bps", "slippage", "fill", "bar_path", "participation", "latency",
        "account", "leverage",
        "maintenance", "borrow_rate", "tick", "lot", "actions",
    ]

    /// The words are those of `perigee backtest`.
    init(_ node: YAMLNode, _ paths: ConfiguredPaths) throws {
        let keys = try node.mapping(keys: Self.keys)
        try readFees(keys)
        try readFills(keys)
        try readAccount(keys)
        tick = try keys["tick"].map { try VenueTerms.step($0, Price.init, Price.zero) } ?? tick
        lot = try keys["lot"].map { try VenueTerms.step($0, Quantity.init, Quantity.zero) } ?? lot
        actions = try keys["actions"].map { try paths.existing($0, "splits and dividends") }
    }

    private mutating func readFees(_ keys: YAMLMapping) throws {
        if let bps = try keys.number("fee_bps", in: -1_000...10_000), let rate = Rate(bps: bps) {
            (rules.fees.taker, rules.fees.maker) = (rate, rate)
        }
        if let node = keys["fee_per_share"] {
            guard let value = Price(try node.string()) else {
                throw node.error("found \(node.summary), expected an amount such as 0.005")
            }
            rules.fees.perShare = value
        }
        if let node = keys["fee_min"] {
            guard let value = Amount(try node.string()), !value.isNegative else {
                throw node.error("found \(node.summary), expected an amount such as 1")
            }
            rules.fees.minimum = value
        }
        guard let node = keys["sell_tax_bps"] else { return }
        let items: [YAMLNode]
        if case .sequence(let list) = node.content { items = list } else { items = [node] }
        rules.fees.sellTaxes = try items.map { item in
            guard let tax = BacktestOptions.sellTax(try item.string()) else {
                throw item.error("found \(item.summary), expected basis points, or DATE:N as in 2026-01-01:20")
            }
            return tax
        }.sorted { $0.from < $1.from }
    }

    private mutating func readFills(_ keys: YAMLMapping) throws {
        if let node = keys["slippage"] {
            guard let model = BacktestOptions.slippageModel(try node.string()) else {
                throw node.error("found \(node.summary), expected 5bps, an amount per share such as 0.01, or volume:0.1")
            }
            rules.slippage = model
        }
        if let word = try keys.choice("fill", VenueRules.FillTiming.allCases.map(\.rawValue)) {
            rules.fillTiming = VenueRules.FillTiming(rawValue: word) ?? rules.fillTiming
        }
        if let word = try keys.choice("bar_path", VenueRules.BarPath.allCases.map(\.rawValue)) {
            rules.path = VenueRules.BarPath(rawValue: word) ?? rules.path
        }
        rules.participation = try keys.number("participation", in: 1e-6...1) ?? rules.participation
        if let seconds = try keys.number("latency", in: 0...1e7) { rules.latency = Int64(seconds * 1e9) }
    }

    private mutating func readAccount(_ keys: YAMLMapping) throws {
        var terms = VenueRules.MarginTerms()
        terms.leverage = try keys.number("leverage", in: 0.1...1_000) ?? terms.leverage
        terms.maintenance = try keys.number("maintenance", in: 0...1) ?? terms.maintenance
        if let value = try keys.number("borrow_rate", in: 0...10), let rate = Rate(fraction: value) { terms.borrowRate = rate }
        guard try keys.choice("account", ["cash", "margin"]) != "margin" else {
            rules.account = .margin(terms)
            return
        }
        for key in ["leverage", "maintenance", "borrow_rate"] {
            if let node = keys[key] { throw node.error("needs account: margin, for a cash account cannot borrow") }
        }
    }

    /// The step of prices or quantities: above zero.
    private static func step<T: Comparable>(_ node: YAMLNode, _ parse: (String) -> T?, _ zero: T) throws -> T {
        guard let value = parse(try node.string()), value > zero else {
            throw node.error("found \(node.summary), expected a step above zero such as 0.01")
        }
        return value
    }
}
