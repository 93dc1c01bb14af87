/// A dimensionless rate (fee, tax, slippage, interest) in units of 10⁻⁹, so one basis point is 100 000.
@frozen
public struct Rate: Hashable, Comparable, Sendable {
    public static let zero = Rate(raw: 0)
    public static let one = Rate(raw: 1_000_000_000)

    /// The rate times 10⁹.
    public let raw: Int64

    @inlinable public init(raw: Int64) { self.raw = raw }

    /// A rate given in basis points, rounded to 10⁻⁵ of one; `nil` for NaN, infinities and magnitudes above 10⁹.
    @inlinable
    public init?(bps: Double) {
        guard bps.magnitude < 1e9 else { return nil }
        self.raw = Int64((bps * 100_000).rounded(.toNearestOrEven))
    }

    /// A rate given as a fraction (0.01 is one percent).
    @inlinable
    public init?(fraction: Double) {
        guard fraction.magnitude < 1e5 else { return nil }
        self.raw = Int64((fraction * 1e9).rounded(.toNearestOrEven))
    }

    @inlinable public var doubleValue: Double { Double(raw) / 1e9 }
    @inlinable public var bps: Double { Double(raw) / 100_000 }

    @inlinable
    public static func < (a: Rate, b: Rate) -> Bool { a.raw < b.raw }
}

extension Price {
    /// The price moved by `rate` of itself, rounded half to even in the last unit; at the end of the range it stays there.
    @inlinable
    public func moved(by rate: Rate) -> Price {
        let shift = roundedDivisionByBillion(Int128(raw) &* Int128(rate.raw))
        return Price(raw: Int64(clamping: Int128(raw) + shift))
    }
}
