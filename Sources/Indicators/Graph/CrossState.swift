/// The memory of a crossing: the two values of the row before.
struct CrossState {
    var previousX = Double.nan
    var previousY = Double.nan

    mutating func run(
        _ direction: CrossDirection, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
        _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch direction {
        case .above: map(x, y, out, count) { CrossDirection.above.holds($0, $1, previousX: $2, previousY: $3) }
        case .below: map(x, y, out, count) { CrossDirection.below.holds($0, $1, previousX: $2, previousY: $3) }
        case .either: map(x, y, out, count) { CrossDirection.either.holds($0, $1, previousX: $2, previousY: $3) }
        }
        remember(x, y, count)
    }

    mutating func remember(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) {
        previousX = x[count - 1]
        previousY = y[count - 1]
    }

    @inline(__always)
    private func map(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int,
        _ holds: (Double, Double, Double, Double) -> Bool
    ) {
        out[0] = truth(x[0], y[0], previousX, previousY, holds)
        for row in 1..<Swift.max(count, 1) { out[row] = truth(x[row], y[row], x[row - 1], y[row - 1], holds) }
    }

    /// `v − v` is 0 for a finite value and NaN for any other, so the sum marks undefined rows without a branch.
    @inline(__always)
    private func truth(
        _ x: Double, _ y: Double, _ previousX: Double, _ previousY: Double, _ holds: (Double, Double, Double, Double) -> Bool
    ) -> Double {
        let undefined = ((x - x) + (y - y)) + ((previousX - previousX) + (previousY - previousY))
        return (holds(x, y, previousX, previousY) ? 1 : 0) + undefined
    }
}
