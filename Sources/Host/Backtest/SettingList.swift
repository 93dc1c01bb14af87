import Market
import Money
import Reporting
import Scripting
import Simulation
import Store

/// The configuration of a run as the words of its command line: complete, so that its hash identifies the run.
struct SettingList {
    private(set) var settings: [BacktestResult.Setting] = []

    init(_ options: BacktestOptions) {
        let rules = options.rules
        add("cash", options.cash.description)
        add("fill", rules.fillTiming.rawValue)
        add("bar-path", rules.path.rawValue)
        add("fee-bps", "\(rules.fees.taker.bps)")
        add("fee-per-share", rules.fees.perShare.description)
        add("fee-min", rules.fees.minimum.description)
        for tax in rules.fees.sellTaxes {
            let isAlways = tax.from.nanoseconds == .min
            add("sell-tax-bps", isAlways ? "\(tax.rate.bps)" : "\(tax.from.text):\(tax.rate.bps)")
        }
        add("slippage", SettingList.slippage(rules.slippage))
        add("participation", rules.participation.isFinite ? "\(rules.participation)" : "unlimited")
        add("latency", "\(Double(rules.latency) / 1e9)")
        switch rules.account {
        case .cash: add("account", "cash")
        case .margin(let terms):
            add("account", "margin")
            add("leverage", "\(terms.leverage)")
            add("maintenance", "\(terms.maintenance)")
            add("borrow-rate", "\(terms.borrowRate.doubleValue)")
        }
        add("tick", options.tick.description)
        add("lot", options.lot.description)
        if let from = options.read.from { add("from", from.text) }
        if let to = options.read.to { add("to", to.text) }
        if options.read.utcOffset != 0 { add("utc-offset", "\(Double(options.read.utcOffset) / 3_600e9)") }
        if options.read.labelsOpening { add("label", "open") }
        add("seed", "\(options.limits.seed)")
        add("risk-free", "\(options.riskFree)")
        if let periods = options.periodsPerYear { add("periods-per-year", "\(periods)") }
    }

    private mutating func add(_ name: String, _ value: String) { settings.append(.init(name: name, value: value)) }

    private static func slippage(_ model: SlippageModel) -> String {
        if model.volumeShare > 0 { return "volume:\(model.volumeShare)" }
        return model.rate.raw != 0 ? "\(model.rate.bps)bps" : model.fixed.description
    }
}
