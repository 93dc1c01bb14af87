/// One named part of what was asked for, which an infeasibility may blame.
enum ConstraintItem: Hashable {
    case budget, lower(Int), upper(Int), groupLower(Int), groupUpper(Int), turnover, leverage, maximumAssets, minimumPosition
    case minimumReturn(Double), maximumRisk(Double)
    /// All bounds of one side at once, where asking one by one would take too long.
    case lowers, uppers

    /// Everything in `constraints` that can conflict; infinite bounds cannot.
    static func all(_ constraints: Constraints, singly: Bool = true) -> [ConstraintItem] {
        var items: [ConstraintItem] = [.budget]
        for (k, group) in constraints.groups.enumerated() {
            if group.lower.isFinite { items.append(.groupLower(k)) }
            if group.upper.isFinite { items.append(.groupUpper(k)) }
        }
        if constraints.turnover != nil { items.append(.turnover) }
        if constraints.maximumLeverage != nil { items.append(.leverage) }
        if constraints.maximumAssets != nil { items.append(.maximumAssets) }
        if constraints.minimumPosition != nil { items.append(.minimumPosition) }
        guard singly else { return items + [.lowers, .uppers] }
        for i in 0..<constraints.assets where constraints.lower[i].isFinite { items.append(.lower(i)) }
        for i in 0..<constraints.assets where constraints.upper[i].isFinite { items.append(.upper(i)) }
        return items
    }

    func name(in constraints: Constraints) -> String {
        switch self {
        case .budget: "budget: weights sum to \(constraints.budget)"
        case .lower(let i): "lower bound \(constraints.lower[i]) of asset \(i)"
        case .upper(let i): "upper bound \(constraints.upper[i]) of asset \(i)"
        case .groupLower(let k): "group '\(constraints.groups[k].name)' at least \(constraints.groups[k].lower)"
        case .groupUpper(let k): "group '\(constraints.groups[k].name)' at most \(constraints.groups[k].upper)"
        case .turnover: "turnover at most \(constraints.turnover?.maximum ?? .nan)"
        case .leverage: "leverage at most \(constraints.maximumLeverage ?? .nan)"
        case .maximumAssets: "at most \(constraints.maximumAssets ?? 0) assets"
        case .minimumPosition: "positions of at least \(constraints.minimumPosition ?? .nan)"
        case .minimumReturn(let value): "expected return at least \(value)"
        case .maximumRisk(let value): "risk at most \(value)"
        case .lowers: "lower bounds of the assets"
        case .uppers: "upper bounds of the assets"
        }
    }

    /// `constraints` without everything that `kept` does not name. Bounds that go are replaced by `reach`, beyond all that
    /// matters.
    static func restrict(_ constraints: Constraints, to kept: Set<ConstraintItem>) -> (constraints: Constraints, hasBudget: Bool)
    {
        var result = constraints
        let reach = constraints.reach
        for i in 0..<constraints.assets {
            if !kept.contains(.lower(i)) && !kept.contains(.lowers) { result.lower[i] = -reach }
            if !kept.contains(.upper(i)) && !kept.contains(.uppers) { result.upper[i] = reach }
        }
        result.groups = constraints.groups.enumerated().map { k, group in
            GroupBound(
                name: group.name, members: group.members, lower: kept.contains(.groupLower(k)) ? group.lower : -.infinity,
                upper: kept.contains(.groupUpper(k)) ? group.upper : .infinity)
        }
        if !kept.contains(.turnover) { result.turnover = nil }
        if !kept.contains(.leverage) { result.maximumLeverage = nil }
        if !kept.contains(.maximumAssets) { result.maximumAssets = nil }
        if !kept.contains(.minimumPosition) { result.minimumPosition = nil }
        return (result, kept.contains(.budget))
    }
}

extension Constraints {
    /// A magnitude that no weight needs to exceed for any finite bound to be met.
    var reach: Double {
        var total = 1 + abs(budget) + (minimumPosition ?? 0) + (maximumLeverage ?? 0)
        for bound in lower + upper where bound.isFinite { total += abs(bound) }
        for group in groups { for bound in [group.lower, group.upper] where bound.isFinite { total += abs(bound) } }
        for value in turnover?.previous ?? [] { total += abs(value) }
        return total
    }
}

/// A set of constraints none of which can go if the rest is to stay infeasible, by QuickXplain (Junker 2004): about k·log(n / k)
/// questions for k of n items, where dropping one after another needs n. `items` all together must be infeasible.
func minimalConflict<Item>(_ items: [Item], isFeasible: ([Item]) throws -> Bool) rethrows -> [Item] {
    func search(_ background: [Item], _ grown: Bool, _ rest: [Item]) throws -> [Item] {
        if grown, try !isFeasible(background) { return [] }
        if rest.count <= 1 { return rest }
        let (first, second) = (Array(rest[..<(rest.count / 2)]), Array(rest[(rest.count / 2)...]))
        let fromSecond = try search(background + first, true, second)
        let fromFirst = try search(background + fromSecond, !fromSecond.isEmpty, first)
        return fromFirst + fromSecond
    }
    return try search([], false, items)
}
