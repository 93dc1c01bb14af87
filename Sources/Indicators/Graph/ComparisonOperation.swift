/// A comparison of two series, row by row: 1 where it holds, 0 where it does not, NaN (undefined) where an operand is NaN.
public enum ComparisonOperation: String, Hashable, Sendable, CaseIterable {
    case greater, greaterOrEqual, less, lessOrEqual, equal, notEqual

    func run(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch self {
        case .greater: map(x, y, out, count) { $0 > $1 }
        case .greaterOrEqual: map(x, y, out, count) { $0 >= $1 }
        case .less: map(x, y, out, count) { $0 < $1 }
        case .lessOrEqual: map(x, y, out, count) { $0 <= $1 }
        case .equal: map(x, y, out, count) { $0 == $1 }
        case .notEqual: map(x, y, out, count) { $0 != $1 }
        }
    }

    @inline(__always)
    private func map(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int,
        _ holds: (Double, Double) -> Bool
    ) {
        for row in 0..<count {
            let (left, right) = (x[row], y[row])
            let truth: Double = holds(left, right) ? 1 : 0
            let defined = (left == left) && (right == right)
            out[row] = defined ? truth : .nan
        }
    }
}
