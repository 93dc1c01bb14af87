import Foundation
import Numerics

@testable import Optimization

/// Random problems from a seed (xorshift64, Marsaglia 2003).
struct ProblemStream {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func uniform() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) * 0x1p-53
    }

    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    mutating func chance(_ p: Double) -> Bool { uniform() < p }

    mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(uniform() * Double(range.count)) }

    /// Sample covariance of `rows` returns with a market, two more factors and own noise: singular where rows ≤ assets.
    mutating func covariance(_ n: Int, rows: Int) -> Matrix {
        let loadings = (0..<n).map { _ in (0.7 + 0.3 * normal(), 0.4 * normal(), 0.4 * normal()) }
        let volatility = (0..<n).map { _ in 0.01 + 0.02 * uniform() }
        var x = Matrix(rows: rows, columns: n)
        for t in 0..<rows {
            let f = (normal(), normal(), normal())
            for j in 0..<n {
                let common = loadings[j].0 * f.0 + loadings[j].1 * f.1 + loadings[j].2 * f.2
                x[t, j] = volatility[j] * (common + normal())
            }
        }
        for j in 0..<n {
            let m = mean(x.column(j))
            for t in 0..<rows { x[t, j] -= m }
        }
        return (1 / Double(max(1, rows - 1))) * x.gram
    }

    mutating func returns(_ n: Int) -> [Double] { (0..<n).map { _ in 4e-4 * (1 + normal()) } }

    /// A point of the simplex.
    mutating func weights(_ n: Int) -> [Double] {
        let raw = (0..<n).map { _ in -log(1 - uniform()) }
        return raw.map { $0 / raw.reduce(0, +) }
    }

    /// Constraints of every convex kind, each with some chance, around weights that satisfy most of them.
    mutating func constraints(_ n: Int) -> Constraints {
        let inside = weights(n)
        var result = Constraints(assets: n)
        let short = chance(0.4)
        for i in 0..<n {
            result.lower[i] = short ? -0.3 * uniform() : chance(0.2) ? inside[i] / 2 : 0
            result.upper[i] = chance(0.5) ? 1 : min(1, inside[i] + 0.4 * uniform())
        }
        if chance(0.4) {
            for name in ["a", "b"] {
                let members = (0..<n).filter { _ in chance(0.4) }
                let held = members.reduce(0) { $0 + inside[$1] }
                result.groups.append(
                    GroupBound(
                        name: name, members: members, lower: chance(0.5) ? held - 0.1 * uniform() : -.infinity,
                        upper: chance(0.7) ? held + 0.1 * uniform() : .infinity))
            }
        }
        if chance(0.4) { result.turnover = TurnoverBound(previous: weights(n), maximum: 0.2 + uniform()) }
        if chance(0.3) { result.maximumLeverage = 1 + 0.5 * uniform() }
        if chance(0.3) {
            result.costs = TransactionCosts(previous: result.turnover?.previous ?? weights(n), rates: (0..<n).map { _ in 1e-5 * uniform() })
        }
        return result
    }
}
