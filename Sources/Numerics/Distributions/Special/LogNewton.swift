import Glibc

/// Solves tail(x) = p for x > 0 by Halley's method on log tail against log x.
///
/// Both tails of the logarithm of a gamma or beta-prime variable are log-concave, so Newton's iteration converges from every
/// start; from the flat side its first step may overshoot to where the tail underflows, hence the bracket. Halley's factor, held
/// near one, saves a step or two of it.
enum LogNewton {
    /// `sign` is 1 for a tail that grows with x, −1 for one that falls. `evaluate` gives the tail, the density of log x, and the
    /// derivative of that density's logarithm.
    static func solve(
        start: Double, p: Double, sign: Double = 1, _ evaluate: (Double) -> (tail: Double, slope: Double, bend: Double)
    ) -> Double {
        var x = min(max(start, .leastNonzeroMagnitude), 1e308)
        var (low, high) = (0.0, Double.infinity)
        var last = Double.infinity
        for _ in 0..<400 {
            let (tail, slope, bend) = evaluate(x)
            let ratio = tail / p
            if (ratio > 1) == (sign > 0) { high = x } else { low = x }
            if ratio == 1 || tail.isNaN { return tail.isNaN ? .nan : x }
            // Near the root log1p keeps what ratio − 1 has.
            let difference = abs(ratio - 1) < 0.5 ? log1p((tail - p) / p) : log(ratio)
            let rate = sign * slope / tail
            let correction = 1 - difference * (bend - rate) / (2 * rate)
            let step = -difference / rate / min(max(correction.isNaN ? 1 : correction, 0.5), 2)
            var next = x * exp(step)
            if abs(step) < 0.5 { next = x + x * expm1(step) }
            // Convergence is quadratic: after a step this small, or one no smaller than the last, only rounding is left.
            if abs(step) < 1e-11 || abs(step) < 1e-7 && abs(step) >= last { return next }
            last = abs(step)
            if !(next > low && next < high) || tail == 0 { next = between(low, high, x) }
            if next == x { return next }
            x = next
        }
        return x
    }

    /// A point inside the bracket in the logarithmic sense; an open end is moved away by a factor.
    private static func between(_ low: Double, _ high: Double, _ x: Double) -> Double {
        if low == 0 { return high < 1e-300 ? high / 2 : min(high * 1e-4, x * 0.5) }
        if high == .infinity { return low > 1e300 ? low * 2 : low * 1e4 }
        return low.squareRoot() * high.squareRoot()
    }
}
