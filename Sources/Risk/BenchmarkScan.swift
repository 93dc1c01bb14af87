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
        var product = 0.0
        // Up and down sums in one vector and a mask instead of branches.
        var sums = SIMD4<Double>(repeating: 0)
        let active = [Double](unsafeUninitializedCapacity: x.count) { active, count in
            for index in x.indices {
                let (a, b) = (x[index], y[index])
                product += (a - mean) * (b - center)
                active.initializeElement(at: index, to: a - b)
                var parts = SIMD4(a, b, a, b)
                parts.replace(with: 0, where: .!(SIMD4(b, b, -b, -b) .> 0))
                sums += parts
            }
            count = x.count
        }
        covariance = x.count > 1 ? product / Double(x.count - 1) : .nan
        activeMean = Numerics.mean(active)
        activeDeviation = standardDeviation(active)
        up = (sums[0], sums[1])
        down = (sums[2], sums[3])
    }
}
