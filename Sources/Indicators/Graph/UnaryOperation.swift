import Glibc

/// An arithmetic function of one series, row by row. NaN gives NaN.
public enum UnaryOperation: String, Hashable, Sendable, CaseIterable {
    case negate, abs, sqrt, log, exp, floor, ceil
    /// To the nearest integer, halves away from zero.
    case round
    /// −1, 0 or 1.
    case sign

    func run(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        switch self {
        case .negate: map(x, out, count) { -$0 }
        case .abs: map(x, out, count) { $0.magnitude }
        case .sqrt: map(x, out, count) { $0.squareRoot() }
        case .log: map(x, out, count) { Glibc.log($0) }
        case .exp: map(x, out, count) { Glibc.exp($0) }
        case .floor: map(x, out, count) { $0.rounded(.down) }
        case .ceil: map(x, out, count) { $0.rounded(.up) }
        case .round: map(x, out, count) { $0.rounded(.toNearestOrAwayFromZero) }
        case .sign: map(x, out, count) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 == 0 ? 0 : .nan }
        }
    }

    @inline(__always)
    private func map(
        _ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int, _ function: (Double) -> Double
    ) {
        for row in 0..<count { out[row] = function(x[row]) }
    }
}
