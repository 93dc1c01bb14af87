/// Which way one series passes through another.
///
/// `x` crosses above `y` at a row where `x > y` and, one row before, `x <= y` (vectorbt and TradingView use this form;
/// backtesting.py asks for `x < y` before, and so misses a crossing that starts from a touch). Below is the mirror image.
/// The condition is undefined (NaN) where any of the four values is not finite, and in the first row.
public enum CrossDirection: String, Hashable, Sendable, CaseIterable {
    case above, below
    /// Above or below. The only direction that can be true in two rows running.
    case either

    @inline(__always)
    static func above(_ x: Double, _ y: Double, previousX: Double, previousY: Double) -> Bool {
        x > y && previousX <= previousY
    }

    /// Whether the crossing happens, with values that are known to be finite.
    @inline(__always)
    func holds(_ x: Double, _ y: Double, previousX: Double, previousY: Double) -> Bool {
        let upward = Self.above(x, y, previousX: previousX, previousY: previousY)
        let downward = Self.above(y, x, previousX: previousY, previousY: previousX)
        switch self {
        case .above: return upward
        case .below: return downward
        case .either: return upward || downward
        }
    }
}
