import Numerics

@testable import Optimization

/// The optimality of weights, from weights and problem alone: whether minus the gradient lies in the cone of the constraints that
/// hold, by non-negative least squares (Lawson and Hanson 1974). Shares nothing with the solvers.
struct OptimalityCheck {
    private var columns: [[Double]] = []
    private var target: [Double]
    private let n: Int

    /// Residual of stationarity relative to `scale`. `gradient` is that of the smooth part; `costScale` what a unit of cost weighs in
    /// the objective.
    static func residual(_ weights: [Double], gradient: [Double], scale: Double, constraints: Constraints, costScale: Double = 1)
        -> Double
    {
        var check = OptimalityCheck(gradient.map { $0 / scale })
        check.addBoxes(weights, constraints)
        check.addRows(weights, constraints)
        if let turnover = constraints.turnover, distance(weights, turnover.previous) >= turnover.maximum - 1e-9 {
            check.addKinked(weights, turnover.previous)
        }
        if let leverage = constraints.maximumLeverage, weights.reduce(0, { $0 + abs($1) }) >= leverage - 1e-9 {
            check.addKinked(weights, weights.map { _ in 0 })
        }
        if let costs = constraints.costs { check.addCosts(weights, costs, costScale / scale) }
        return check.solve()
    }

    /// The largest element of the gradient's parts, and at least 2⁻¹⁰ of what the quadratic one were with all correlations one.
    static func scale(_ weights: [Double], _ sigma: Matrix, parts: [[Double]]) -> Double {
        let deviation = sigma.diagonal.map { $0.squareRoot() }
        let floor = (deviation.max() ?? 0) * zip(deviation, weights).reduce(0) { $0 + $1.0 * abs($1.1) } * 0x1p-10
        return (parts.flatMap { $0 } + sigma.times(weights)).reduce(floor) { max($0, abs($1)) }
    }

    /// Largest violation of a constraint.
    static func violation(_ w: [Double], _ constraints: Constraints) -> Double {
        var worst = abs(w.reduce(0, +) - constraints.budget)
        for i in w.indices { worst = max(worst, constraints.lower[i] - w[i], w[i] - constraints.upper[i]) }
        for group in constraints.groups {
            let held = group.members.reduce(0) { $0 + w[$1] }
            worst = max(worst, group.lower - held, held - group.upper)
        }
        if let turnover = constraints.turnover { worst = max(worst, distance(w, turnover.previous) - turnover.maximum) }
        if let leverage = constraints.maximumLeverage { worst = max(worst, w.reduce(0) { $0 + abs($1) } - leverage) }
        return worst
    }

    private static func distance(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } }

    private init(_ gradient: [Double]) {
        n = gradient.count
        target = gradient.map { -$0 }
    }

    private mutating func add(_ element: (Int) -> Double) {
        columns.append((0..<target.count).map { $0 < n ? element($0) : 0 })
    }

    private mutating func addBoxes(_ w: [Double], _ constraints: Constraints) {
        add { _ in 1 }
        add { _ in -1 }
        for i in w.indices {
            if w[i] <= constraints.lower[i] + 1e-12 { add { $0 == i ? -1 : 0 } }
            if w[i] >= constraints.upper[i] - 1e-12 { add { $0 == i ? 1 : 0 } }
        }
    }

    private mutating func addRows(_ w: [Double], _ constraints: Constraints) {
        for group in constraints.groups {
            let held = group.members.reduce(0) { $0 + w[$1] }
            if held >= group.upper - 1e-9 { add { group.members.contains($0) ? 1 : 0 } }
            if held <= group.lower + 1e-9 { add { group.members.contains($0) ? -1 : 0 } }
        }
    }

    /// λ·∂Σ|w − centre|: at a kink any slope within ±λ, as a − b of two non-negative numbers with a + b = λ, an equation of its own.
    private mutating func addKinked(_ w: [Double], _ centre: [Double]) {
        let kinks = w.indices.filter { abs(w[$0] - centre[$0]) <= 1e-10 }
        let first = target.count
        extend(by: kinks.count)
        var main = [Double](repeating: 0, count: target.count)
        for i in w.indices where !kinks.contains(i) { main[i] = w[i] > centre[i] ? 1 : -1 }
        for k in kinks.indices { main[first + k] = -1 }
        columns.append(main)
        addSlopes(kinks, first)
    }

    private mutating func addCosts(_ w: [Double], _ costs: TransactionCosts, _ scale: Double) {
        let kinks = w.indices.filter { abs(w[$0] - costs.previous[$0]) <= 1e-10 }
        let first = target.count
        extend(by: kinks.count)
        for i in w.indices where !kinks.contains(i) { target[i] -= scale * costs.rates[i] * (w[i] > costs.previous[i] ? 1 : -1) }
        for (k, i) in kinks.enumerated() { target[first + k] = scale * costs.rates[i] }
        addSlopes(kinks, first)
    }

    private mutating func addSlopes(_ kinks: [Int], _ first: Int) {
        for (k, i) in kinks.enumerated() {
            for sign in [1.0, -1.0] {
                var column = [Double](repeating: 0, count: target.count)
                column[i] = sign
                column[first + k] = 1
                columns.append(column)
            }
        }
    }

    private mutating func extend(by count: Int) {
        target += [Double](repeating: 0, count: count)
        for index in columns.indices { columns[index] += [Double](repeating: 0, count: count) }
    }

    private func solve() -> Double {
        var passive: [Int] = []
        var x = [Double](repeating: 0, count: columns.count)
        var refused: Set<Int> = []
        func residual() -> [Double] {
            target.indices.map { i in target[i] - passive.reduce(0) { $0 + columns[$1][i] * x[$1] } }
        }
        for _ in 0..<20 * (columns.count + 5) {
            let r = residual()
            let worst = r.reduce(0) { max($0, abs($1)) }
            let gains = columns.indices.map { passive.contains($0) || refused.contains($0) ? 0 : dot(columns[$0], r) }
            guard worst > 1e-13, let next = gains.indices.max(by: { gains[$0] < gains[$1] }), gains[next] > 1e-13 else { return worst }
            passive.append(next)
            while true {
                guard let z = passive.count > target.count ? nil : QR(Matrix(columns: passive.map { columns[$0] })).leastSquares(target) else {
                    refused.insert(passive.removeLast())
                    break
                }
                guard let blocking = passive.indices.filter({ z[$0] <= 0 }).min(by: { step(x, z, passive, $0) < step(x, z, passive, $1) })
                else {
                    for (k, j) in passive.enumerated() { x[j] = z[k] }
                    refused.removeAll()
                    break
                }
                let t = step(x, z, passive, blocking)
                for (k, j) in passive.enumerated() { x[j] += t * (z[k] - x[j]) }
                x[passive[blocking]] = 0
                passive.remove(at: blocking)
            }
        }
        return residual().reduce(0) { max($0, abs($1)) }
    }

    private func step(_ x: [Double], _ z: [Double], _ passive: [Int], _ k: Int) -> Double {
        let now = x[passive[k]]
        return now > z[k] ? now / (now - z[k]) : 0
    }
}
