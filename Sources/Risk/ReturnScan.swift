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
        // Locals, and no branch: the sums are what this loop waits for.
        var (squares, above, beneath, negative) = (0.0, 0.0, 0.0, 0.0)
        var (low, high, count) = (Double.infinity, -Double.infinity, 0)
        returns.withUnsafeBufferPointer { returns in
            for value in returns {
                let distance = value - target
                let below = min(distance, 0)
                squares += below * below
                above += value > target ? distance : 0
                beneath += value > target ? 0 : target - value
                negative += min(value, 0)
                count += value > 0 ? 1 : 0
                low = value < low ? value : low
                high = value > high ? value : high
            }
        }
        (downsideSquares, gains, losses, negativeSum, positive) = (squares, above, beneath, negative, count)
        // Only a NaN makes a sum of negative numbers NaN.
        hasNaN = negative.isNaN
        (smallest, largest) = hasNaN || returns.isEmpty ? (.nan, .nan) : (low, high)
    }
}
