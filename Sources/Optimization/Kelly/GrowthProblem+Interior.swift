import Glibc
import Numerics

extension GrowthProblem {
    /// Strictly inside the bounds and without ruin; nil where there is none.
    func start() throws -> [Double]? {
        let (l, u) = (constraints.lower, constraints.upper)
        let room = zip(l, u).reduce(0) { $0 + $1.1 - $1.0 }
        var share = room > 0 ? min(1, max(0, (constraints.budget - l.reduce(0, +)) / room)) : 0
        if investment == .atMost { share = min(0.5, 0.5 * share) }
        let middle = zip(l, u).map { $0 + share * ($1 - $0) }
        if isSafe(middle) { return middle }
        // Mostly cash is safe, where it is allowed.
        let idle = zip(l, u).map { max($0, min($1, 0)) }
        if investment == .atMost, idle.reduce(0, +) <= constraints.budget, let point = firstSafe(from: middle, to: idle) {
            return point
        }
        var program = LinearProgram(columns: zip(l, u).map { .init(lower: $0, upper: $1) })
        let least = program.add(.init(cost: -1, lower: -.infinity, upper: 1))
        for t in 0..<returns.rows {
            let terms = (0..<l.count).map { LinearProgram.Term($0, excess[t, $0]) }
            program.rows.append(.init("wealth", lower: -cash, terms: terms + [.init(least, -1)]))
        }
        program.rows.append(
            .init(
                "budget", lower: investment == .all ? constraints.budget : -.infinity, upper: constraints.budget,
                terms: (0..<l.count).map { .init($0, 1) }))
        let solution = try program.solve()
        guard solution.outcome == .optimal, solution.values[least] > 1e-6 else { return nil }
        return firstSafe(from: middle, to: solution.values)
    }

    /// Halving the way: stays inside the bounds, where the end itself may lie on them.
    private func firstSafe(from start: [Double], to end: [Double]) -> [Double]? {
        for power in 1..<40 {
            let part = exp2(-Double(power))
            let point = zip(start, end).map { part * $0 + (1 - part) * $1 }
            if isSafe(point) { return point }
        }
        return nil
    }

    /// Far enough from ruin for the gradient to be a number to work with.
    private func isSafe(_ weights: [Double]) -> Bool { excess.times(weights).allSatisfy { cash + $0 > 1e-6 } }

    /// Newton's method on −growth − μ·Σ log(distances from the bounds) for μ falling to nothing.
    func descend(_ start: [Double]) -> (weights: [Double], steps: Int) {
        var w = start
        var steps = 0
        var barrier = max(1e-12, gradient(w).reduce(0) { max($0, abs($1)) })
        let end = barrier * 1e-11
        while barrier > end && steps < 400 {
            barrier *= 0.05
            for _ in 0..<30 {
                steps += 1
                guard let (step, decrement) = newton(w, barrier), decrement > 0.01 * barrier else { break }
                var length = longest(w, step)
                let before = merit(w, barrier)
                var next = w
                for _ in 0..<60 {
                    next = zip(w, step).map { $0 + length * $1 }
                    if merit(next, barrier) <= before - 1e-4 * length * decrement { break }
                    length *= 0.5
                }
                guard merit(next, barrier) < before else { break }
                w = next
            }
        }
        return (w, steps)
    }

    private func slack(_ w: [Double]) -> Double { constraints.budget - w.reduce(0, +) }

    private func merit(_ w: [Double], _ barrier: Double) -> Double {
        let own = growth(w)
        guard own.isFinite else { return .infinity }
        var logs = 0.0
        for i in w.indices where constraints.upper[i] > constraints.lower[i] {
            let (a, b) = (w[i] - constraints.lower[i], constraints.upper[i] - w[i])
            guard a > 0, b > 0 else { return .infinity }
            logs += log(a) + log(b)
        }
        if investment == .atMost {
            let left = slack(w)
            guard left > 0 else { return .infinity }
            logs += log(left)
        }
        return -own - barrier * logs
    }

    /// 0.99 of the way to the nearest bound, at most 1.
    private func longest(_ w: [Double], _ step: [Double]) -> Double {
        var length = 1.0
        for i in w.indices {
            if step[i] < 0 { length = min(length, 0.99 * (constraints.lower[i] - w[i]) / step[i]) }
            if step[i] > 0 { length = min(length, 0.99 * (constraints.upper[i] - w[i]) / step[i]) }
        }
        let sum = step.reduce(0, +)
        if investment == .atMost, sum > 0 { length = min(length, 0.99 * slack(w) / sum) }
        return length
    }

    /// The step and twice what it promises.
    private func newton(_ w: [Double], _ barrier: Double) -> (step: [Double], decrement: Double)? {
        let free = w.indices.filter { constraints.upper[$0] > constraints.lower[$0] }
        guard !free.isEmpty else { return nil }
        let own = gradient(w)
        var slope = free.map { -own[$0] }
        var hessian = curvature(w, free)
        for (a, i) in free.enumerated() {
            let (low, high) = (w[i] - constraints.lower[i], constraints.upper[i] - w[i])
            slope[a] += barrier * (1 / high - 1 / low)
            hessian[a, a] += barrier * (1 / (low * low) + 1 / (high * high))
        }
        if investment == .atMost {
            let left = slack(w)
            for a in free.indices {
                slope[a] += barrier / left
                for b in free.indices { hessian[a, b] += barrier / (left * left) }
            }
        }
        guard let step = solve(hessian, slope, sumFixed: investment == .all) else { return nil }
        var result = [Double](repeating: 0, count: w.count)
        for (a, i) in free.enumerated() { result[i] = step[a] }
        return (result, -dot(slope, step))
    }

    /// Minus the second derivative of the growth: mean of xxᵀ / wealth².
    private func curvature(_ w: [Double], _ free: [Int]) -> Matrix {
        let rows = excess.rows
        let root = 1 / Double(rows).squareRoot()
        let inverse = excess.times(w).map { root / (cash + $0) }
        var scaled = Matrix(rows: rows, columns: free.count)
        scaled.elements.withUnsafeMutableBufferPointer { scaled in
            excess.elements.withUnsafeBufferPointer { excess in
                inverse.withUnsafeBufferPointer { inverse in
                    for (a, i) in free.enumerated() {
                        for t in 0..<rows { scaled[a * rows + t] = excess[i * rows + t] * inverse[t] }
                    }
                }
            }
        }
        return scaled.gram
    }

    private func solve(_ hessian: Matrix, _ slope: [Double], sumFixed: Bool) -> [Double]? {
        var regular = hessian
        let ridge = 1e-15 * hessian.diagonal.reduce(0, max)
        for a in slope.indices { regular[a, a] += ridge }
        guard let factor = Cholesky(regular, minimumReciprocalCondition: 0) else { return nil }
        var step = factor.solve(slope).map { -$0 }
        if sumFixed {
            let ones = factor.solve([Double](repeating: 1, count: slope.count))
            let multiplier = step.reduce(0, +) / ones.reduce(0, +)
            for a in step.indices { step[a] -= multiplier * ones[a] }
        }
        return step.allSatisfy(\.isFinite) ? step : nil
    }

    /// Weights near a bound put on it, then Newton's method on the others, the sum kept where it binds.
    func polish(_ inner: [Double]) -> [Double] {
        var w = inner
        let near = 1e-6
        for i in w.indices {
            let width = constraints.upper[i] - constraints.lower[i]
            if w[i] - constraints.lower[i] < near * width { w[i] = constraints.lower[i] }
            if constraints.upper[i] - w[i] < near * width { w[i] = constraints.upper[i] }
        }
        let free = w.indices.filter { w[$0] > constraints.lower[$0] && w[$0] < constraints.upper[$0] }
        guard !free.isEmpty else { return w }
        let binds = investment == .all || abs(slack(inner)) < near * max(1, abs(constraints.budget))
        if binds {
            let missing = slack(w) / Double(free.count)
            for i in free { w[i] += missing }
        }
        for _ in 0..<20 {
            guard growth(w).isFinite else { return inner }
            let own = gradient(w)
            guard let step = solve(curvature(w, free), free.map { -own[$0] }, sumFixed: binds) else { return inner }
            var size = 0.0
            for (a, i) in free.enumerated() {
                w[i] += step[a]
                size = max(size, abs(step[a]))
            }
            if size < 1e-15 { break }
        }
        for i in w.indices where w[i] < constraints.lower[i] || w[i] > constraints.upper[i] { return inner }
        return growth(w).isFinite && (investment == .all || slack(w) >= -1e-12) ? w : inner
    }
}
