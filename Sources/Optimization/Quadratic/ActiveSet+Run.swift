import CLinearAlgebra
import Glibc
import Numerics

extension ActiveSet {
    /// Relative size of a multiplier's wrong sign, and of a gradient, that rounding explains.
    static let tolerance = 4e-13

    /// Runs to the optimum of the program, from where it stands. `residual` of the end is by `kktResidual`.
    func run() -> End {
        var best = Double.infinity
        for pass in 0..<60 {
            refresh()
            let end = descend()
            guard case .optimal = end else { return end }
            for j in 0..<n where abs(x[j]) > 1e9 { return .unbounded(variable: j) }
            let residual = kktResidual()
            if residual <= Self.tolerance * 4 || (pass > 4 && residual > best * 0.7 && residual < 1e-10) { return .optimal }
            best = min(best, residual)
            memcpy(centre, x, n * 8)
        }
        return .optimal
    }

    /// Minimises the proximal model.
    private func descend() -> End {
        let scale = roundingScale()
        stalled = 0
        indefiniteVariable = nil
        barred.removeAll(keepingCapacity: true)
        barredRows.removeAll(keepingCapacity: true)
        while iterations < maximumIterations, work < maximumWork, stalled < 40 * (n + m) + 200 {
            iterations += 1
            multipliers.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            let lambda = solveEquations(gradient: gradient, rowResidual: rowResidual, into: direction)
            for (row, r) in working.enumerated() { multipliers[r] = lambda[row] }
            if dependentRows {
                // A variable was held whose direction was rounding: its row must get another.
                stalled += 1
                completeBasis()
                if working.count == lambda.count, free.count >= lambda.count { continue }
            }
            let isPinned = free.count == working.count && drift() <= 1e-13
            if !isPinned, stationarity() > Self.tolerance * scale / 4 || drift() > 1e-13 {
                let blocked = step()
                if blocked { continue }
            }
            guard releaseOne(scale: scale) else {
                if let j = indefiniteVariable { return .indefinite(variable: j) }
                return .optimal
            }
        }
        return .limit
    }

    /// Largest element of the Lagrangian's gradient over the free variables.
    private func stationarity() -> Double {
        var worst = 0.0
        for j in free { worst = max(worst, abs(reducedCost(j))) }
        return worst
    }

    private func drift() -> Double { working.reduce(0) { max($0, abs(rowResidual($1)) / (1 + abs(activity[$1]))) } }

    /// An element of the Lagrangian's gradient.
    func reducedCost(_ j: Int) -> Double {
        var value = gradient[j]
        for r in working { value += multipliers[r] * program.coefficients[j * m + r] }
        return value
    }

    private enum Blocker { case none, variable(index: Int, Place), row(Int, RowPlace) }

    /// Goes along the direction as far as bounds allow. True where one blocked the way and now holds.
    private func step() -> Bool {
        let slopes = rowSlopes()
        let (length, blocker) = longestStep(slopes)
        if length > 0 {
            multiplyDirection()
            for j in free { x[j] += length * direction[j] }
            if hasQuadratic { pg_daxpy(Int32(assets), length, assetProduct, assetGradient) }
            for r in 0..<m { activity[r] += length * slopes[r] }
            spreadGradient()
        }
        if length * (free.reduce(0) { max($0, abs(direction[$1])) }) > 1e-13 {
            stalled = 0
            barred.removeAll(keepingCapacity: true)
            barredRows.removeAll(keepingCapacity: true)
        } else {
            stalled += 1
        }
        switch blocker {
        case .none: return false
        case .variable(let index, let bound):
            if length == 0 { barred.append(free[index]) }
            // The jump to the exact bound is within rounding: the gradient need not follow.
            fix(index, at: bound)
        case .row(let r, let bound):
            rowPlace[r] = program.rowLower[r] == program.rowUpper[r] ? .equation : bound
            working.append(r)
        }
        return true
    }

    private func rowSlopes() -> [Double] {
        var slopes = [Double](repeating: 0, count: m)
        guard m > 0 else { return slopes }
        for j in free { for r in 0..<m { slopes[r] += program.coefficients[j * m + r] * direction[j] } }
        return slopes
    }

    private func longestStep(_ slopes: [Double]) -> (Double, Blocker) {
        var largest = 0.0
        for j in free { largest = max(largest, abs(direction[j])) }
        var (length, pivot, blocker) = (1.0, 0.0, Blocker.none)
        func offer(_ distance: Double, _ slope: Double, _ candidate: Blocker) {
            let reach = max(0, distance) / abs(slope)
            if reach < length || (reach == length && reach < 1 && abs(slope) > pivot) {
                (length, pivot, blocker) = (reach, abs(slope), candidate)
            }
        }
        for (index, j) in free.enumerated() where abs(direction[j]) > largest * 1e-14 {
            let slope = direction[j]
            if slope < 0 {
                offer(x[j] - program.lower[j], slope, .variable(index: index, .lower))
            } else {
                offer(program.upper[j] - x[j], slope, .variable(index: index, .upper))
            }
        }
        for r in 0..<m where rowPlace[r] == .idle && abs(slopes[r]) > largest * 1e-12 && !barredRows.contains(r) {
            if slopes[r] < 0 {
                offer(activity[r] - program.rowLower[r], slopes[r], .row(r, .lower))
            } else {
                offer(program.rowUpper[r] - activity[r], slopes[r], .row(r, .upper))
            }
        }
        return (length, blocker)
    }

    /// Lets go of the bound or row whose multiplier has the wrong sign and promises most; the first of them after a long stall, which
    /// cannot cycle (Bland 1977). False where all signs are right.
    private func releaseOne(scale: Double) -> Bool {
        let limit = Self.tolerance * scale
        let byIndex = stalled > 4 * (n + m)
        var (best, chosen) = (0.0, -1)
        for j in 0..<n where place[j] == .lower || place[j] == .upper {
            let cost = reducedCost(j)
            guard place[j] == .lower ? cost < -limit : cost > limit, !barred.contains(j) else { continue }
            let gain = cost * cost / max(entry(j, j), .leastNormalMagnitude)
            if gain > best { (best, chosen) = (gain, j) }
            if byIndex { break }
        }
        var (worst, row) = (limit, -1)
        for (index, r) in working.enumerated() where rowPlace[r] != .equation {
            let wrong = rowPlace[r] == .upper ? -multipliers[r] : multipliers[r]
            if wrong * rowNorm(r) > worst { (worst, row) = (wrong * rowNorm(r), index) }
        }
        if row >= 0 {
            rowPlace[working.remove(at: row)] = .idle
            return true
        }
        guard chosen >= 0 else { return false }
        return release(chosen)
    }

    private func rowNorm(_ r: Int) -> Double {
        var largest = 0.0
        for j in 0..<n { largest = max(largest, abs(program.coefficients[j * m + r])) }
        return largest
    }

    /// Largest violation of the program's optimality conditions, without the proximal term, relative to `gradientScale`.
    func kktResidual() -> Double {
        refresh()
        var worst = 0.0
        for j in 0..<n where place[j] != .fixed {
            let cost = unregularisedCost(j)
            worst = max(worst, place[j] == .free ? abs(cost) : place[j] == .lower ? -cost : cost)
        }
        for r in working where rowPlace[r] != .equation {
            worst = max(worst, (rowPlace[r] == .upper ? -multipliers[r] : multipliers[r]) * rowNorm(r))
        }
        return worst / gradientScale(rounding: roundingScale())
    }

    /// An element of the Lagrangian's gradient, without the proximal term.
    func unregularisedCost(_ j: Int) -> Double { reducedCost(j) - program.proximal[j] * (x[j] - centre[j]) }

    /// Largest violation of a bound or row.
    func primalResidual() -> Double {
        var worst = 0.0
        for j in 0..<n { worst = max(worst, program.lower[j] - x[j], x[j] - program.upper[j]) }
        for r in 0..<m { worst = max(worst, program.rowLower[r] - activity[r], activity[r] - program.rowUpper[r]) }
        return worst
    }
}
