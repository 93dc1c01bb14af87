/// Sums in one fixed order: eight running sums over interleaved elements, then their sum from left to right. The order never
/// depends on the machine, so neither do the bits; the error grows as that of pairwise sums of blocks of n/8.
public func sum(_ x: UnsafeBufferPointer<Double>) -> Double {
    var lanes = SIMD8<Double>(repeating: 0)
    var index = 0
    while index + 8 <= x.count {
        lanes += UnsafeRawPointer(x.baseAddress! + index).loadUnaligned(as: SIMD8<Double>.self) // eight elements are left
        index += 8
    }
    var total = 0.0
    for lane in 0..<8 { total += lanes[lane] }
    while index < x.count {
        total += x[index]
        index += 1
    }
    return total
}

public func sum(_ x: [Double]) -> Double { x.withUnsafeBufferPointer { sum($0) } }

/// Arithmetic mean; NaN of nothing.
public func mean(_ x: [Double]) -> Double { x.isEmpty ? .nan : sum(x) / Double(x.count) }

/// Sum of `(x − mean)^power`, two passes, for power 2, 3 or 4.
public func centralSum(_ x: [Double], about mean: Double, power: Int) -> Double {
    var total = 0.0
    for value in x {
        let d = value - mean
        total += power == 2 ? d * d : power == 3 ? d * d * d : d * d * d * d
    }
    return total
}

/// Variance with `ddof` degrees of freedom taken off; NaN for too few values.
public func variance(_ x: [Double], ddof: Int = 1) -> Double {
    guard x.count > ddof else { return .nan }
    return centralSum(x, about: mean(x), power: 2) / Double(x.count - ddof)
}

public func standardDeviation(_ x: [Double], ddof: Int = 1) -> Double { variance(x, ddof: ddof).squareRoot() }

/// Sample covariance (ddof 1) of two series of one length.
public func covariance(_ x: [Double], _ y: [Double]) -> Double {
    guard x.count == y.count, x.count > 1 else { return .nan }
    let (mx, my) = (mean(x), mean(y))
    var total = 0.0
    for index in x.indices { total += (x[index] - mx) * (y[index] - my) }
    return total / Double(x.count - 1)
}

/// Pearson's correlation; NaN where a series is constant.
public func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let scale = standardDeviation(x) * standardDeviation(y)
    return scale > 0 ? covariance(x, y) / scale : .nan
}

/// Adjusted Fisher-Pearson skewness G₁; see `CentralSums`.
public func skewness(_ x: [Double]) -> Double { CentralSums(x).skewness }

/// Excess kurtosis G₂; see `CentralSums`.
public func excessKurtosis(_ x: [Double]) -> Double { CentralSums(x).excessKurtosis }

/// Quantile of ascending values by linear interpolation (Hyndman and Fan's type 7, the default of NumPy and R).
public func quantile(sorted x: [Double], _ p: Double) -> Double {
    guard let last = x.last else { return .nan }
    let position = p * Double(x.count - 1)
    let low = Int(position)
    guard low + 1 < x.count else { return last }
    return x[low] + (position - Double(low)) * (x[low + 1] - x[low])
}
