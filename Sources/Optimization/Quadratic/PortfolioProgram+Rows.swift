import Numerics

extension PortfolioProgram {
    /// Weights at which turnover, leverage or cost changes its slope, strictly between the bounds.
    static func kinks(_ constraints: Constraints, asset i: Int) -> [Double] {
        var kinks: [Double] = []
        if let turnover = constraints.turnover { kinks.append(turnover.previous[i]) }
        if let costs = constraints.costs { kinks.append(costs.previous[i]) }
        if constraints.maximumLeverage != nil { kinks.append(0) }
        var distinct: [Double] = []
        for kink in kinks.sorted() where kink > constraints.lower[i] && kink < constraints.upper[i] && kink != distinct.last {
            distinct.append(kink)
        }
        return distinct
    }

    typealias Split = (stretches: [Stretch], lower: [Double], lowerNames: [String?], upperNames: [String?])

    /// Every asset's stretches, the lower bounds of their variables, and what their bounds are called.
    static func split(_ constraints: Constraints, anchor: [Double], names: [String]) -> Split {
        var split: Split = ([], [], [], [])
        for i in anchor.indices {
            let kinks = kinks(constraints, asset: i)
            if kinks.isEmpty {
                // One stretch is the weight itself, measured from the anchor.
                split.stretches.append(stretch(constraints, i, from: anchor[i], to: constraints.upper[i], sign: 1))
                split.lower.append(constraints.lower[i] - anchor[i])
                split.lowerNames.append("lower bound of \(names[i])")
                split.upperNames.append("upper bound of \(names[i])")
            } else {
                for sign in [1.0, -1.0] { side(constraints, i, anchor[i], kinks, sign: sign, name: names[i], into: &split) }
            }
        }
        return split
    }

    /// The stretches of one asset to one side of its anchor.
    private static func side(
        _ constraints: Constraints, _ i: Int, _ anchor: Double, _ kinks: [Double], sign: Double, name: String, into split: inout Split
    ) {
        let (end, back) = sign > 0 ? (constraints.upper[i], constraints.lower[i]) : (constraints.lower[i], constraints.upper[i])
        let cuts = kinks.filter { sign * ($0 - anchor) > 0 } + [end]
        var from = anchor
        for (index, cut) in cuts.sorted(by: { sign * $0 < sign * $1 }).enumerated() {
            split.stretches.append(stretch(constraints, i, from: from, to: cut, sign: sign))
            split.lower.append(0)
            split.lowerNames.append(index == 0 && anchor == back ? "\(sign > 0 ? "lower" : "upper") bound of \(name)" : nil)
            split.upperNames.append(index == cuts.count - 1 ? "\(sign > 0 ? "upper" : "lower") bound of \(name)" : nil)
            from = cut
        }
    }

    static func stretch(_ constraints: Constraints, _ i: Int, from: Double, to: Double, sign: Double) -> Stretch {
        // A stretch with an infinite end has the slopes of a point just beyond its finite one. Without a kink inside the box the
        // slopes are those anywhere in it.
        let low = constraints.lower[i], high = constraints.upper[i]
        var middle = to.isFinite ? (from + to) / 2 : from + sign
        if from == to { middle = low.isFinite && high.isFinite ? (low + high) / 2 : low.isFinite ? low + 1 : high.isFinite ? high - 1 : 0 }
        func side(_ kink: Double) -> Double { middle > kink ? sign : middle < kink ? -sign : 0 }
        return Stretch(
            asset: i, sign: sign, length: abs(to - from), turnover: constraints.turnover.map { side($0.previous[i]) } ?? 0,
            leverage: side(0), cost: constraints.costs.map { side($0.previous[i]) * $0.rates[i] } ?? 0)
    }

    /// Budget first, then groups, turnover and leverage, as rows over stretches: what the anchor uses up is taken from their bounds.
    static func rows(_ constraints: Constraints, stretches: [Stretch], anchor: [Double]) -> [QuadraticProgram.Row] {
        let budget = constraints.budget - sum(anchor)
        var rows = [QuadraticProgram.Row(name: "budget", coefficients: stretches.map(\.sign), lower: budget, upper: budget)]
        for group in constraints.groups {
            var inside = [Bool](repeating: false, count: anchor.count)
            for member in group.members { inside[member] = true }
            let base = anchor.indices.reduce(0.0) { $0 + (inside[$1] ? anchor[$1] : 0) }
            rows.append(
                .init(
                    name: "group \(group.name)", coefficients: stretches.map { inside[$0.asset] ? $0.sign : 0 },
                    lower: group.lower - base, upper: group.upper - base))
        }
        if let turnover = constraints.turnover {
            let base = anchor.indices.reduce(0.0) { $0 + abs(anchor[$1] - turnover.previous[$1]) }
            rows.append(.init(name: "turnover", coefficients: stretches.map(\.turnover), upper: turnover.maximum - base))
        }
        if let leverage = constraints.maximumLeverage {
            let base = anchor.reduce(0.0) { $0 + abs($1) }
            rows.append(.init(name: "leverage", coefficients: stretches.map(\.leverage), upper: leverage - base))
        }
        return rows
    }
}
