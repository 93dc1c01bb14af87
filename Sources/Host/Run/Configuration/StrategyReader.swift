import Configuration
import Desk
import Kernel
import Money
import Scripting

/// The strategies of a configuration, with the money that each of them gets.
struct StrategyReader {
    private static let keys = [
        "name", "script", "type", "symbols", "capital", "weight", "params", "reload", "policy", "probation", "limits",
    ]
    private let root: YAMLMapping
    private let paths: ConfiguredPaths
    private let cash: Amount
    private let seed: UInt64
    private let isAutomatic: Bool

    init(_ root: YAMLMapping, _ paths: ConfiguredPaths, cash: Amount, seed: UInt64, isAutomatic: Bool) {
        (self.root, self.paths, self.cash, self.seed, self.isAutomatic) = (root, paths, cash, seed, isAutomatic)
    }

    func strategies() throws -> [StrategyTerms] {
        let list = try root.required("strategies")
        let items = try list.sequence()
        guard !items.isEmpty else {
            throw list.error("found an empty list, expected at least one, such as [{name: trend, script: trend.lua}]")
        }
        var all: [StrategyTerms] = []
        var given: [Amount?] = []
        for item in items {
            let keys = try item.mapping(keys: Self.keys)
            let terms = try strategy(item, keys)
            if let other = all.first(where: { $0.name == terms.name }) {
                throw (keys["name"] ?? item).error(
                    "the name '\(terms.name)' is taken by the strategy on line \(other.node.mark.line): give each its own")
            }
            all.append(terms)
            given.append(try money(keys))
        }
        return try divided(all, given, list)
    }

    private func strategy(_ item: YAMLNode, _ keys: YAMLMapping) throws -> StrategyTerms {
        var terms = StrategyTerms(
            name: try RunConfiguration.name(keys.required("name")),
            script: try paths.existing(keys.required("script"), "a Lua script"), node: item)
        guard !["allocation", "lifecycle", "risk"].contains(terms.name) else {
            throw (keys["name"] ?? item).error("'\(terms.name)' is the name of a policy: choose another")
        }
        terms.type = try keys.string("type") ?? ""
        terms.symbols = try keys.sequence("symbols") ?? []
        for node in terms.symbols { _ = try node.string() }
        terms.isAutomatic = try keys.choice("reload", ["auto", "manual"]).map { $0 == "auto" } ?? isAutomatic
        if let policy = try keys["policy"].map(ChangePolicy.init(reading:)) { terms.policy = policy }
        if let node = keys["params"] { try readParameters(node, &terms) }
        if let probation = try keys.mapping("probation", keys: ["events", "divergences", "rejections"]) {
            terms.probation.events = try probation.integer("events", in: 0...1_000_000_000) ?? terms.probation.events
            terms.probation.divergences = try probation.integer("divergences", in: 0...1_000_000_000)
            terms.probation.rejections = try probation.integer("rejections", in: 0...1_000_000_000) ?? terms.probation.rejections
        }
        terms.scriptLimits.seed = seed
        if let limits = keys["limits"] { try readLimits(limits, &terms) }
        return terms
    }

    /// `fast: 10`, or `fast: {value: 10, policy: when_flat}`.
    private func readParameters(_ node: YAMLNode, _ terms: inout StrategyTerms) throws {
        for (key, value) in try node.mapping().entries {
            guard case .mapping = value.content else {
                terms.parameters.append(ParameterChange(name: key.text, value: try RunConfiguration.parameter(value)))
                continue
            }
            let keys = try value.mapping(keys: ["value", "policy"])
            if let number = keys["value"] {
                terms.parameters.append(ParameterChange(name: key.text, value: try RunConfiguration.parameter(number)))
            }
            if let policy = try keys["policy"].map(ChangePolicy.init(reading:)) {
                terms.parameterPolicies.append((key.text, policy))
            }
        }
    }

    private func readLimits(_ node: YAMLNode, _ terms: inout StrategyTerms) throws {
        let keys = try node.mapping(
            keys: ["working_orders", "order_value_to_equity", "gross_exposure_to_equity", "memory", "budget"])
        terms.limits.workingOrders = try keys.integer("working_orders", in: 0...1_000_000) ?? terms.limits.workingOrders
        terms.limits.orderValueToEquity = try keys.number("order_value_to_equity", in: 0...1e6) ?? terms.limits.orderValueToEquity
        terms.limits.grossExposureToEquity =
            try keys.number("gross_exposure_to_equity", in: 0...1e6) ?? terms.limits.grossExposureToEquity
        if let mebibytes = try keys.integer("memory", in: 1...65_536) { terms.scriptLimits.memoryBytes = mebibytes << 20 }
        terms.scriptLimits.callbackMilliseconds =
            try keys.integer("budget", in: 1...3_600_000) ?? terms.scriptLimits.callbackMilliseconds
    }

    /// What one strategy asks for; nil for a part of what the others leave.
    private func money(_ keys: YAMLMapping) throws -> Amount? {
        switch (keys["capital"], keys["weight"]) {
        case (let node?, nil): return try RunConfiguration.money(node)
        case (nil, let node?): return Amount(try node.number(in: 0...1) * cash.doubleValue)?.rounded(toPlaces: 2, .down)
        case (_?, let node?): throw node.error("there is capital too: keep one of capital and weight")
        case (nil, nil): return nil
        }
    }

    private func divided(_ all: [StrategyTerms], _ given: [Amount?], _ list: YAMLNode) throws -> [StrategyTerms] {
        let asked = given.reduce(Amount.zero) { $0 + ($1 ?? .zero) }
        guard asked <= cash else {
            throw list.error(
                "weights and capital of the strategies sum to \(asked.text(places: 2)), which is \(FigureOf.weight(asked, cash)) of cash \(cash.text(places: 2)): "
                    + "expected at most 1: lower one of them")
        }
        let sharing = given.count { $0 == nil }
        guard sharing == 0 || asked < cash else {
            throw list.error("nothing is left for the strategies without capital or weight: lower those of the others")
        }
        var result = all
        for index in result.indices {
            let part = given[index] ?? Amount(raw: (cash - asked).raw / Int128(max(sharing, 1))).rounded(toPlaces: 2, .down)
            result[index].cash = part
            result[index].weight = part.doubleValue / cash.doubleValue
        }
        return result
    }
}

extension ChangePolicy {
    init(reading node: YAMLNode) throws(YAMLError) {
        self = ChangePolicy(rawValue: try node.choice(ChangePolicy.allCases.map(\.rawValue))) ?? .anytime
    }
}

private enum FigureOf {
    static func weight(_ part: Amount, _ whole: Amount) -> String {
        "\((part.doubleValue / whole.doubleValue * 10_000).rounded() / 10_000)"
    }
}
