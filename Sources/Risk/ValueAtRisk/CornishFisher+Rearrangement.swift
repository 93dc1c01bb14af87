import Glibc
import Numerics

extension CornishFisher {
    /// VaR and expected shortfall of the rearranged quantile function (Chernozhukov, Fernández-Val and Galichon 2010): the values
    /// that w takes, sorted. Its distribution function is the normal probability of {z : w(z) ≤ y}, a union of at most two
    /// intervals whose ends are roots of a cubic; the quantile is found by bisection. Where w ascends it is the plain expansion.
    func rearranged(tail: Double) -> (valueAtRisk: Double, expectedShortfall: Double) {
        if isMonotone { return plain(tail: tail) }
        // Beyond 38 deviations a normal has no probability in double precision.
        let ends = turningPoints.map { quantile(z: $0) } + [quantile(z: -38), quantile(z: 38)]
        var (low, high) = (ends.min() ?? -38, ends.max() ?? 38)
        while high - low > 1e-15 * max(1, abs(low), abs(high)) {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if probability(below: middle).mass < tail { low = middle } else { high = middle }
        }
        let reached = probability(below: high)
        // A bracket of one ulp may hold more than the tail; what is too much lies at the quantile itself.
        return (-high, -(reached.first - (reached.mass - tail) * high) / tail)
    }

    /// Where w turns, ascending.
    private var turningPoints: [Double] {
        let s = skewness
        let (a, b, c) = (3 * cubic, s / 3, 1 + linear)
        if abs(a) < 1e-15 { return b == 0 ? [] : [-c / b] }
        let discriminant = b * b - 4 * a * c
        guard discriminant > 0 else { return [] }
        let q = -(b + (b < 0 ? -1 : 1) * discriminant.squareRoot()) / 2
        return q == 0 ? [0] : [q / a, c / q].sorted()
    }

    /// Normal probability of {z : w(z) ≤ y} and the integral of w over it.
    private func probability(below y: Double) -> (mass: Double, first: Double) {
        var (mass, first) = (0.0, 0.0)
        let points = [-38] + turningPoints.filter { abs($0) < 38 } + [38]
        for (from, to) in zip(points, points.dropFirst()) {
            let (atFrom, atTo) = (quantile(z: from), quantile(z: to))
            if min(atFrom, atTo) > y { continue }
            var (a, b) = (from, to)
            if atTo > y { b = root(y, from, to) } else if atFrom > y { a = root(y, from, to) }
            mass += normalCDF(b) - normalCDF(a)
            first += partialMean(below: a) - partialMean(below: b)
        }
        return (mass, first)
    }

    /// Where w takes y between two points between which it is monotone: Newton's steps, and bisection where they leave the
    /// bracket.
    private func root(_ y: Double, _ from: Double, _ to: Double) -> Double {
        let ascends = quantile(z: from) < y
        var (low, high) = (from, to)
        var z = low + (high - low) / 2
        for _ in 0..<100 {
            let distance = quantile(z: z) - y
            if distance == 0 { return z }
            if (distance < 0) == ascends { low = z } else { high = z }
            let slope = 1 + linear + z * skewness / 3 + 3 * cubic * z * z
            var next = z - distance / slope
            if !(next > low && next < high) { next = low + (high - low) / 2 }
            if abs(next - z) <= 1e-15 * max(1, abs(z)) { return next }
            z = next
        }
        return z
    }
}
