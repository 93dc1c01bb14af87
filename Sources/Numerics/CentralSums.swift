/// The count, the mean and the sums of the second, third and fourth powers of the deviations from it, by two passes in a fixed
/// order: all that variance, skewness and kurtosis need.
public struct CentralSums: Equatable, Sendable {
    public let count: Int
    public let mean: Double
    public let second: Double
    public let third: Double
    public let fourth: Double

    public init(_ x: [Double]) {
        let center = Numerics.mean(x)
        var (second, third, fourth) = (0.0, 0.0, 0.0)
        for value in x {
            let d = value - center
            second += d * d
            third += d * d * d
            fourth += d * d * d * d
        }
        count = x.count
        mean = center
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// From sums that were made in another way, such as over a moving window.
    public init(count: Int, mean: Double, second: Double, third: Double, fourth: Double) {
        self.count = count
        self.mean = mean
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// With `ddof` degrees of freedom taken off; NaN for too few values.
    public func variance(ddof: Int = 1) -> Double { count > ddof ? second / Double(count - ddof) : .nan }

    public func standardDeviation(ddof: Int = 1) -> Double { variance(ddof: ddof).squareRoot() }

    /// Adjusted Fisher-Pearson skewness G₁ (Joanes and Gill 1998), as pandas and Excel compute it; NaN for fewer than three
    /// values or none that differ.
    public var skewness: Double {
        let n = Double(count)
        guard n > 2 else { return .nan }
        let (m2, m3) = (second / n, third / n)
        guard m2 > 0 else { return .nan }
        return (n * (n - 1)).squareRoot() / (n - 2) * m3 / (m2 * m2.squareRoot())
    }

    /// Excess kurtosis G₂ (Joanes and Gill 1998), as pandas and Excel compute it; NaN for fewer than four values.
    public var excessKurtosis: Double {
        let n = Double(count)
        guard n > 3, second > 0 else { return .nan }
        let scale = n * (n + 1) * (n - 1) * fourth / (second * second * (n - 2) * (n - 3))
        return scale - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
    }
}
