/// What one pass over the returns gives to the measures that need no order and no mean.
struct ReturnScan {
    /// Whether a return is NaN; the extremes are NaN then.
    let hasNaN: Bool
    let smallest: Double
    let largest: Double
    let positive: Int
    /// Sum of the negative returns.
    let negativeSum: Double
    /// Sum of the squares of returns below the target, measured from it.
    let downsideSquares: Double
    /// Sums of the distances of returns above the target, and of those that are not.
    let gains: Double
    let losses: Double

    init(_ returns: [Double], target: Double) {
        // Four sums in one vector and a mask instead of branches, which random signs would make miss: downside squares, gains,
        // losses, negative returns. A NaN stays in all of them.
        var sums = SIMD4<Double>(repeating: 0)
        var (low, high, count) = (Double.infinity, -Double.infinity, 0)
        returns.withUnsafeBufferPointer { returns in
            for value in returns {
                let distance = value - target
                var parts = SIMD4(distance * distance, distance, -distance, value)
                parts.replace(with: 0, where: SIMD4(-distance, distance, -distance, -value) .<= 0)
                sums += parts
                count += value > 0 ? 1 : 0
                low = value < low ? value : low
                high = value > high ? value : high
            }
        }
        (downsideSquares, gains, losses, negativeSum, positive) = (sums[0], sums[1], sums[2], sums[3], count)
        // Only a NaN makes a sum of negative numbers NaN.
        hasNaN = sums[3].isNaN
        (smallest, largest) = hasNaN || returns.isEmpty ? (.nan, .nan) : (low, high)
    }
}
