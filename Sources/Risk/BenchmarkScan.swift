import Numerics

/// Joint sums of returns and those of a benchmark of the same length, computed once for all measures against it.
struct BenchmarkScan {
    let benchmark: CentralSums
    /// Sample covariance (ddof 1).
    let covariance: Double
    /// Mean and standard deviation (ddof 1) of the returns less those of the benchmark.
    let activeMean: Double
    let activeDeviation: Double
    /// Sums over the periods in which the benchmark rose, and fell: of the returns and of the benchmark's own.
    let up: (returns: Double, benchmark: Double)
    let down: (returns: Double, benchmark: Double)

    init(_ x: [Double], _ y: [Double], mean: Double) {
        benchmark = CentralSums(y)
        let center = benchmark.mean
        let count = x.count
        let difference = mean - center
        // Of the returns less those of the benchmark, sums of the deviations from the difference of the means and of their squares: the
        // first is what rounding left of zero.
        var (product, rest, squares) = (0.0, 0.0, 0.0)
        // Up and down sums in one vector and a mask instead of branches, which random signs would make miss. A NaN stays in all of them.
        var sums = SIMD4<Double>(repeating: 0)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                for index in 0..<count {
                    let (a, b) = (x[index], y[index])
                    product += (a - mean) * (b - center)
                    var parts = SIMD4(a, b, a, b)
                    parts.replace(with: 0, where: SIMD4(b, b, -b, -b) .<= 0)
                    sums += parts
                    let deviation = a - b - difference
                    rest += deviation
                    squares += deviation * deviation
                }
            }
        }
        covariance = count > 1 ? product / Double(count - 1) : .nan
        up = (sums[0], sums[1])
        down = (sums[2], sums[3])
        let n = Double(count)
        activeMean = difference + rest / n
        activeDeviation = count > 1 ? (max(0, squares - rest * rest / n) / (n - 1)).squareRoot() : .nan
    }
}
