import Numerics

/// Mean, deviation, skewness and kurtosis of the last values of a series in constant time a step: sums of powers about a center
/// near the mean, made anew every 64 steps and when a much larger value has left, so that neither cancellation nor rounding
/// builds up.
struct RollingMoments {
    private var ring: [Double]
    private var count = 0
    private var center = 0.0
    private var sums = SIMD4<Double>(repeating: 0)
    /// The largest sums since they were made: what is left of much larger ones has lost its digits.
    private var largest = SIMD4<Double>(repeating: 0)

    init(capacity: Int) { ring = [Double](repeating: 0, count: capacity) }

    mutating func add(_ value: Double) {
        let slot = count % ring.count
        if count >= ring.count { sums -= RollingMoments.powers(ring[slot] - center) }
        ring[slot] = value
        sums += RollingMoments.powers(value - center)
        count += 1
        largest.replace(with: sums, where: sums .> largest)
        guard count >= ring.count else { return }
        if (count - ring.count) % 64 == 0 || sums[1] < 1e-3 * largest[1] || sums[3] < 1e-6 * largest[3] { renew() }
    }

    private mutating func renew() {
        center = mean(ring)
        sums = ring.reduce(into: SIMD4<Double>(repeating: 0)) { $0 += RollingMoments.powers($1 - center) }
        largest = sums
    }

    private static func powers(_ d: Double) -> SIMD4<Double> { SIMD4(d, d * d, d * d * d, d * d * d * d) }

    /// Of a full window.
    var central: CentralSums {
        let n = Double(ring.count)
        let raw = sums / n
        let d = raw[0]
        let second = raw[1] - d * d
        let third = raw[2] - 3 * d * raw[1] + 2 * d * d * d
        let fourth = raw[3] - 4 * d * raw[2] + 6 * d * d * raw[1] - 3 * d * d * d * d
        return CentralSums(count: ring.count, mean: center + d, second: max(second, 0) * n, third: third * n, fourth: fourth * n)
    }
}
