import Numerics

extension RiskBudgeting {
    /// Throws the first constraint that risk budgeting cannot take: weights are positive, sum to one, and nothing else.
    func requireSupported(_ constraints: Constraints) throws(BadProblem) {
        try constraints.requireWellFormed(assets: n, names: names)
        func refuse(_ what: String) -> BadProblem {
            BadProblem("\(what): risk budgeting takes long-only weights that sum to one and no other constraint; leave it out")
        }
        if constraints.budget != 1 { throw refuse("budget \(constraints.budget)") }
        for i in 0..<n {
            if constraints.lower[i] > 0 { throw refuse("lower bound \(constraints.lower[i]) of \(names[i])") }
            if constraints.upper[i] < 1 { throw refuse("upper bound \(constraints.upper[i]) of \(names[i])") }
        }
        if let group = constraints.groups.first { throw refuse("group '\(group.name)'") }
        if constraints.turnover != nil { throw refuse("turnover") }
        if let leverage = constraints.maximumLeverage, leverage < 1 { throw refuse("leverage \(leverage)") }
        if let most = constraints.maximumAssets, most < n { throw refuse("maximum assets \(most)") }
        if let least = constraints.minimumPosition, least > 0 { throw refuse("minimum position \(least)") }
        if constraints.costs != nil { throw refuse("transaction costs") }
    }
}
