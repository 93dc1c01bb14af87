/// Weights wanted, brought inside their bounds with the sum met: exactly, by sorting the points at which a bound begins to bind.
public enum Allocation {
    public enum Rule: Sendable {
        /// The nearest weights: every free one moves by the same amount.
        case euclidean
        /// Free ones keep their proportions; wanted weights must not be negative.
        case proportional
    }

    /// - Parameters:
    ///   - wanted: finite numbers, one an asset.
    ///   - constraints: box and budget; throws for more.
    ///   - previous: with `maximumStep`, no weight moves further than that from here.
    /// - Returns: weights inside their bounds whose sum is the budget to the last rounding, or `infeasible` with the bounds at
    ///   fault.
    public static func solve(
        _ wanted: [Double], constraints: Constraints, rule: Rule = .euclidean, previous: [Double]? = nil,
        maximumStep: Double = .infinity
    ) throws -> Solution {
        try requireFinite(wanted, "wanted")
        var bounds = constraints
        if let conflict = try bounds.boxConflict(assets: wanted.count, "an allocation") { return .infeasible(conflict) }
        if let previous {
            guard previous.count == wanted.count else {
                throw BadProblem("previous: \(previous.count) weights, expected \(wanted.count)")
            }
            try requireFinite(previous, "previous")
            guard maximumStep >= 0 else { throw BadProblem("maximumStep is \(maximumStep), expected at least 0") }
            for i in previous.indices {
                bounds.lower[i] = max(bounds.lower[i], previous[i] - maximumStep)
                bounds.upper[i] = min(bounds.upper[i], previous[i] + maximumStep)
            }
            if bounds.boundsConflict != nil { return .infeasible(stepConflict(constraints, bounds, previous, maximumStep)) }
        }
        switch rule {
        case .euclidean: return bounds.described(euclidean(wanted, bounds))
        case .proportional:
            for (i, value) in wanted.enumerated() where value < 0 {
                throw BadProblem("wanted: weight of asset \(i) is \(value), expected at least 0 where proportions are kept")
            }
            return bounds.described(proportional(wanted, bounds))
        }
    }

    /// argmin Σ(xᵢ − wᵢ)² over lower ≤ x ≤ upper, Σx = budget, which must be possible: xᵢ = wᵢ + τ within bounds. O(n log n).
    static func euclidean(_ wanted: [Double], _ bounds: Constraints) -> [Double] {
        let points = wanted.indices.flatMap { [bounds.lower[$0] - wanted[$0], bounds.upper[$0] - wanted[$0]] }
        return level(points, bounds) { i, level in wanted[i] + level }
    }

    /// xᵢ = λwᵢ within bounds. Where even the upper bounds of all wanted ones leave a rest, those not wanted take it in equal
    /// steps.
    static func proportional(_ wanted: [Double], _ bounds: Constraints) -> [Double] {
        func at(_ i: Int, _ level: Double) -> Double {
            wanted[i] > 0 ? wanted[i] * level : 0
        }
        var most = 0.0
        var least = 0.0
        for i in wanted.indices {
            most += wanted[i] > 0 ? bounds.upper[i] : inside(0, i, bounds)
            least += inside(0, i, bounds)
        }
        guard most >= bounds.budget, least <= bounds.budget else {
            // What is not wanted cannot stay at zero, or what is wanted must go below it: the nearest to the extreme that can.
            let extreme = wanted.indices.map { most < bounds.budget && wanted[$0] > 0 ? bounds.upper[$0] : 0 }
            return euclidean(extreme, bounds)
        }
        let points = wanted.indices.flatMap { i in
            wanted[i] > 0 ? [max(0, bounds.lower[i] / wanted[i]), max(0, bounds.upper[i] / wanted[i])] : [0]
        }
        return level(points, bounds, at)
    }

    private static func inside(_ value: Double, _ i: Int, _ bounds: Constraints) -> Double {
        max(bounds.lower[i], min(bounds.upper[i], value))
    }

    /// Weights at the level where their sum is the budget; the sum ascends with it and is linear between the points.
    private static func level(_ points: [Double], _ bounds: Constraints, _ raw: (Int, Double) -> Double) -> [Double] {
        let n = bounds.assets
        func total(_ level: Double) -> Double { (0..<n).reduce(0) { $0 + inside(raw($1, level), $1, bounds) } }
        let sorted = points.filter(\.isFinite).sorted()
        var (low, high) = (0, sorted.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if total(sorted[middle]) >= bounds.budget { high = middle } else { low = middle + 1 }
        }
        var result = [Double](repeating: 0, count: n)
        guard !sorted.isEmpty else {
            // No bound anywhere: the line through levels 0 and 1.
            let share = (bounds.budget - total(0)) / (total(1) - total(0))
            for i in 0..<n { result[i] = raw(i, share) }
            return corrected(result, bounds)
        }
        let right = sorted[low]
        let (before, after) = low > 0 ? (sorted[low - 1], right) : (right - 1, right)
        let beyond = total(right) < bounds.budget
        let (from, to) = beyond ? (right, right + 1) : (before, after)
        let (a, b) = (total(from), total(to))
        let solved = b > a ? from + (bounds.budget - a) / (b - a) * (to - from) : to
        for i in 0..<n { result[i] = inside(raw(i, solved), i, bounds) }
        return corrected(result, bounds)
    }

    /// Rounding leaves the sum some units of the last place away; the weight with most room takes them, one off its bounds if
    /// there is any.
    private static func corrected(_ weights: [Double], _ bounds: Constraints) -> [Double] {
        var result = weights
        for _ in 0..<4 {
            let missing = bounds.budget - result.reduce(0, +)
            guard missing != 0 else { break }
            func room(_ i: Int) -> Double { missing > 0 ? bounds.upper[i] - result[i] : result[i] - bounds.lower[i] }
            let free = result.indices.filter { result[$0] > bounds.lower[$0] && result[$0] < bounds.upper[$0] }
            guard let i = (free.isEmpty ? Array(result.indices) : free).max(by: { room($0) < room($1) }) else { break }
            result[i] = inside(result[i] + missing, i, bounds)
        }
        return result
    }

    private static func stepConflict(_ own: Constraints, _ stepped: Constraints, _ previous: [Double], _ step: Double) -> [String]
    {
        func name(_ i: Int) -> String { "step of at most \(step) from \(previous[i]) of asset \(i)" }
        for i in 0..<own.assets where stepped.lower[i] > stepped.upper[i] {
            let bound = previous[i] + step < own.lower[i] ? ConstraintItem.lower(i) : .upper(i)
            return [bound.name(in: own), name(i)]
        }
        var result = [ConstraintItem.budget.name(in: own)]
        let isShort = stepped.upper.reduce(0, +) < own.budget
        for i in 0..<own.assets {
            let isStep = isShort ? stepped.upper[i] < own.upper[i] : stepped.lower[i] > own.lower[i]
            result.append(isStep ? name(i) : (isShort ? ConstraintItem.upper(i) : .lower(i)).name(in: own))
        }
        return result
    }
}

/// Throws `BadProblem` with the position of what is not finite.
func requireFinite(_ values: [Double], _ name: String) throws {
    guard !values.isEmpty else { throw BadProblem("\(name): there are no values, expected at least one") }
    for (i, value) in values.enumerated() where !value.isFinite {
        throw BadProblem("\(name): value \(i) is \(value), expected a finite number")
    }
}
