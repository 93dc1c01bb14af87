import Numerics

extension Constraints {
    /// Throws where a length does not fit, a number is NaN, a bound is crossed, or a member is no asset.
    func requireWellFormed(assets n: Int, names: [String]) throws(BadProblem) {
        try InputCheck.bounds(lower, upper, count: n, names: names)
        try InputCheck.finite(budget, argument: "budget")
        for group in groups {
            try InputCheck.range(group.lower, group.upper, of: "group '\(group.name)'")
            for member in group.members where member < 0 || member >= n {
                throw BadProblem("group '\(group.name)': member \(member), expected an index from 0 to \(n - 1)")
            }
            if Set(group.members).count != group.members.count {
                throw BadProblem("group '\(group.name)': a member is named twice, expected each once")
            }
        }
        if let turnover {
            try InputCheck.finite(turnover.previous, count: n, argument: "turnover.previous", names: names)
            try Self.notNegative(turnover.maximum, "turnover.maximum")
        }
        if let maximumLeverage { try Self.notNegative(maximumLeverage, "maximumLeverage") }
        if let minimumPosition { try Self.notNegative(minimumPosition, "minimumPosition") }
        if let maximumAssets, maximumAssets < 1 { throw BadProblem("maximumAssets: \(maximumAssets), expected at least 1") }
        if let costs {
            try InputCheck.finite(costs.previous, count: n, argument: "costs.previous", names: names)
            try InputCheck.finite(costs.rates, count: n, argument: "costs.rates", names: names)
            for (index, rate) in costs.rates.enumerated() where rate < 0 {
                throw BadProblem("costs.rates: \(rate) at \(names[index]), expected a rate that is not negative")
            }
        }
    }

    private static func notNegative(_ value: Double, _ argument: String) throws(BadProblem) {
        guard value >= 0 else { throw BadProblem("\(argument): \(value), expected a number that is not negative") }
    }
}
