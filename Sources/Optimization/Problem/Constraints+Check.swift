extension Constraints {
    /// Throws for what is not a constraint at all: lengths that differ, NaN, unknown members, negative limits. Bounds that merely
    /// cannot be met are no error here: the answer's status names them.
    public func check(assets expected: Int) throws {
        guard expected > 0 else { throw BadProblem("assets: there are none, expected at least one") }
        guard lower.count == expected, upper.count == expected else {
            throw BadProblem(
                "constraints: \(lower.count) lower and \(upper.count) upper bounds, expected \(expected) of each, one an asset")
        }
        for i in 0..<expected where lower[i].isNaN || upper[i].isNaN || lower[i] == .infinity || upper[i] == -.infinity {
            throw BadProblem("constraints: bounds of asset \(i) are [\(lower[i]), \(upper[i])], expected numbers")
        }
        guard budget.isFinite else { throw BadProblem("constraints: budget is \(budget), expected a finite number") }
        for group in groups {
            let outside = group.members.first { !(0..<expected).contains($0) }
            if let outside { throw BadProblem("group '\(group.name)': member \(outside), expected one of 0..<\(expected)") }
            guard Set(group.members).count == group.members.count else {
                throw BadProblem("group '\(group.name)': an asset is a member twice, expected each once")
            }
            guard !group.lower.isNaN, !group.upper.isNaN, group.lower < .infinity, group.upper > -.infinity else {
                throw BadProblem("group '\(group.name)': bounds are [\(group.lower), \(group.upper)], expected numbers")
            }
        }
        if let turnover {
            try Self.check(turnover.previous, "turnover.previous", expected)
            try Self.check(limit: turnover.maximum, "turnover.maximum")
        }
        if let maximumLeverage { try Self.check(limit: maximumLeverage, "maximumLeverage") }
        if let minimumPosition { try Self.check(limit: minimumPosition, "minimumPosition") }
        if let maximumAssets, maximumAssets < 0 { throw BadProblem("maximumAssets is \(maximumAssets), expected at least 0") }
        if let costs {
            try Self.check(costs.previous, "costs.previous", expected)
            try Self.check(costs.rates, "costs.rates", expected)
            for (i, rate) in costs.rates.enumerated() where rate < 0 {
                throw BadProblem("costs.rates of asset \(i) is \(rate), expected at least 0")
            }
        }
    }

    private static func check(_ values: [Double], _ name: String, _ expected: Int) throws {
        guard values.count == expected else {
            throw BadProblem("\(name): \(values.count) values, expected \(expected), one an asset")
        }
        for (i, value) in values.enumerated() where !value.isFinite {
            throw BadProblem("\(name) of asset \(i) is \(value), expected a finite number")
        }
    }

    private static func check(limit: Double, _ name: String) throws {
        guard limit.isFinite, limit >= 0 else { throw BadProblem("\(name) is \(limit), expected a finite number of at least 0") }
    }

    /// Σ rateᵢ·|wᵢ − previousᵢ|.
    public func cost(of weights: [Double]) -> Double {
        guard let costs else { return 0 }
        var total = 0.0
        for i in weights.indices { total += costs.rates[i] * abs(weights[i] - costs.previous[i]) }
        return total
    }

    /// Largest violation by `weights`, in weight; a portfolio of too many assets violates by the smallest weight that is too
    /// many.
    public func violation(of weights: [Double]) -> Double {
        var worst = abs(weights.reduce(0, +) - budget)
        for i in weights.indices { worst = max(worst, lower[i] - weights[i], weights[i] - upper[i]) }
        for group in groups {
            let total = group.members.reduce(0) { $0 + weights[$1] }
            worst = max(worst, group.lower - total, total - group.upper)
        }
        if let turnover {
            var traded = 0.0
            for i in weights.indices { traded += abs(weights[i] - turnover.previous[i]) }
            worst = max(worst, traded - turnover.maximum)
        }
        let sizes = weights.map { abs($0) }
        if let maximumLeverage { worst = max(worst, sizes.reduce(0, +) - maximumLeverage) }
        if let maximumAssets {
            let descending = sizes.sorted(by: >)
            if maximumAssets < descending.count { worst = max(worst, descending[maximumAssets]) }
        }
        if let minimumPosition { for size in sizes where size > 0 { worst = max(worst, min(size, minimumPosition - size)) } }
        return worst
    }
}
