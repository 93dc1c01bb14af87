import Glibc

/// An arithmetic function of two series, row by row. A NaN operand gives NaN, also in `min` and `max` (but 1 ^ NaN and
/// NaN ^ 0 are 1, as in C and Lua).
public enum BinaryOperation: String, Hashable, Sendable, CaseIterable {
    case add, subtract, multiply, divide, power
    /// Lua's `%`: the remainder of the division rounded towards minus infinity; it has the sign of the divisor.
    case modulo
    case min, max

    func run(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch self {
        case .add: map(x, y, out, count) { $0 + $1 }
        case .subtract: map(x, y, out, count) { $0 - $1 }
        case .multiply: map(x, y, out, count) { $0 * $1 }
        case .divide: map(x, y, out, count) { $0 / $1 }
        case .power: map(x, y, out, count) { $1 == 2 ? $0 * $0 : Glibc.pow($0, $1) }
        case .modulo: map(x, y, out, count, luaModulo)
        case .min: map(x, y, out, count) { $0 < $1 ? $0 : $1 <= $0 ? $1 : .nan }
        case .max: map(x, y, out, count) { $0 > $1 ? $0 : $1 >= $0 ? $1 : .nan }
        }
    }

    @inline(__always)
    private func map(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int,
        _ function: (Double, Double) -> Double
    ) {
        for row in 0..<count { out[row] = function(x[row], y[row]) }
    }

    /// As Lua 5.4 does it: `x − floor(x / y) · y` by way of `fmod`, which does not round.
    @inline(__always)
    private func luaModulo(_ x: Double, _ y: Double) -> Double {
        let remainder = Glibc.fmod(x, y)
        let signsDiffer = (remainder > 0 && y < 0) || (remainder < 0 && y > 0)
        return signsDiffer ? remainder + y : remainder
    }
}
