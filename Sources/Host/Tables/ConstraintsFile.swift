import Configuration
import Optimization
import Store

/// Constraints of a portfolio from a YAML file; `docs/optimize.md` describes its keys, which are those of Lua's `optimize`.
struct ConstraintsFile {
    static let keys = [
        "min", "max", "bounds", "budget", "groups", "current", "max_turnover", "max_leverage", "max_assets", "min_position",
        "cost", "holding_periods",
    ]

    let constraints: Constraints
    /// Weights held now; `nil` where none are known.
    let current: [Double]?

    /// Long-only weights that sum to one.
    init(assets: Int, current: [Double]? = nil) {
        constraints = Constraints(assets: assets)
        self.current = current
    }

    /// - Parameter current: weights held now where another file gives them.
    /// - Throws: `DataError` where the file cannot be read, `YAMLError` with the place of what is wrong.
    init(_ path: String, assets: AssetNames, current given: [Double]?) throws {
        let root = try YAMLDocument.read(path).root.mapping(keys: Self.keys)
        if let node = root["current"], given != nil { throw node.error("weights held now are given by --current too: keep one") }
        let current = try given ?? root["current"].map { try assets.values(of: $0, rest: 0) }
        var result = Constraints(
            assets: assets.count, lower: try root.number("min") ?? 0, upper: try root.number("max") ?? 1,
            budget: try root.number("budget") ?? 1)
        try Self.bounds(root, assets, &result)
        result.groups = try Self.groups(root, assets)
        result.maximumLeverage = try root.number("max_leverage", in: 0...1e6)
        result.maximumAssets = try root.integer("max_assets", in: 1...1_000_000)
        result.minimumPosition = try root.number("min_position", in: 0...1e6)
        if let node = root["max_turnover"] {
            result.turnover = TurnoverBound(previous: try Self.require(current, node), maximum: try node.number(in: 0...1e6))
        }
        if let costs = try Self.costs(root, assets) {
            result.costs = TransactionCosts(previous: try Self.require(current, costs.node), rates: costs.rates)
        }
        constraints = result
        self.current = current
    }

    private static func bounds(_ root: YAMLMapping, _ assets: AssetNames, _ constraints: inout Constraints) throws {
        if constraints.lower[0] > constraints.upper[0], let node = root["min"] ?? root["max"] {
            throw node.error("min \(constraints.lower[0]) is above max \(constraints.upper[0]): expected at most that")
        }
        guard let mapping = try root.mapping("bounds") else { return }
        for (key, value) in mapping.entries {
            let index = try assets.index(of: key, in: mapping)
            let range = try range(value)
            constraints.lower[index] = range.lower ?? constraints.lower[index]
            constraints.upper[index] = range.upper ?? constraints.upper[index]
            guard constraints.lower[index] <= constraints.upper[index] else {
                throw value.error(
                    "min \(constraints.lower[index]) is above max \(constraints.upper[index]): expected at most that")
            }
        }
    }

    /// `[min, max]` or `{min: …, max: …}`, one of which may be absent.
    private static func range(_ node: YAMLNode) throws -> (lower: Double?, upper: Double?) {
        if case .sequence(let items) = node.content {
            guard items.count == 2 else { throw node.error("found \(node.summary), expected [min, max]") }
            return (try items[0].number(), try items[1].number())
        }
        let mapping = try node.mapping(keys: ["min", "max"])
        return (try mapping.number("min"), try mapping.number("max"))
    }

    private static func groups(_ root: YAMLMapping, _ assets: AssetNames) throws -> [GroupBound] {
        guard let mapping = try root.mapping("groups") else { return [] }
        return try mapping.entries.map { key, value in
            let group = try value.mapping(keys: ["members", "min", "max"])
            let (lower, upper) = (try group.number("min") ?? -.infinity, try group.number("max") ?? .infinity)
            guard lower <= upper else { throw value.error("min \(lower) is above max \(upper): expected at most that") }
            guard lower.isFinite || upper.isFinite else { throw value.error("neither min nor max: give at least one") }
            return GroupBound(
                name: key.text, members: try assets.indices(of: group.required("members")), lower: lower, upper: upper)
        }
    }

    /// One rate for all or one a name, spread over the periods that a position is held.
    private static func costs(_ root: YAMLMapping, _ assets: AssetNames) throws -> (node: YAMLNode, rates: [Double])? {
        let periods = try root.number("holding_periods", in: 1...1e6)
        guard let node = root["cost"] else {
            if let node = root["holding_periods"] {
                throw node.error("there is no cost to spread: give cost too, or leave this out")
            }
            return nil
        }
        var rates: [Double]
        if case .mapping = node.content {
            rates = try assets.values(of: node, rest: 0, in: 0...1)
        } else {
            rates = [Double](repeating: try node.number(in: 0...1), count: assets.count)
        }
        rates = rates.map { $0 / (periods ?? 1) }
        return (node, rates)
    }

    private static func require(_ current: [Double]?, _ node: YAMLNode) throws -> [Double] {
        guard let current else { throw node.error("needs the weights held now: give current, or --current FILE.csv") }
        return current
    }
}

extension YAMLDocument {
    static func read(_ path: String) throws -> YAMLDocument {
        let file = try MappedFile(path)
        return try YAMLDocument(file.bytes, file: path)
    }
}
