/// A signed number of shares, coins or contracts in units of 10⁻⁸: exact, up to about ±92 billion.
@frozen
public struct Quantity: Hashable, Comparable, Sendable {
    public static let scale = 8
    @inlinable public static var unit: Double { 1e8 }
    public static let zero = Quantity(raw: 0)
    public static let one = Quantity(raw: 100_000_000)

    /// The quantity times 10⁸.
    public let raw: Int64

    @inlinable public init(raw: Int64) { self.raw = raw }

    /// The decimal nearest to `value`, or `nil` for NaN, infinities and values outside the range.
    @inlinable
    public init?(_ value: Double) {
        let scaled = (value * Quantity.unit).rounded(.toNearestOrEven)
        guard scaled.magnitude < 9.2e18 else { return nil }
        self.raw = Int64(scaled)
    }

    /// Parses a decimal text; `nil` where it is none or has more than eight decimal places.
    public init?(_ text: some StringProtocol) {
        guard let raw = DecimalText.parse(text.utf8, scale: Quantity.scale), let small = Int64(exactly: raw) else { return nil }
        self.raw = small
    }

    @inlinable public var doubleValue: Double { Double(raw) / Quantity.unit }
    @inlinable public var isZero: Bool { raw == 0 }
    @inlinable public var magnitude: Quantity { Quantity(raw: abs(raw)) }
    /// −1, 0 or 1.
    @inlinable public var signum: Int64 { raw.signum() }

    @inlinable
    public static func < (a: Quantity, b: Quantity) -> Bool { a.raw < b.raw }
    @inlinable public static func + (a: Quantity, b: Quantity) -> Quantity { Quantity(raw: a.raw + b.raw) }
    @inlinable public static func - (a: Quantity, b: Quantity) -> Quantity { Quantity(raw: a.raw - b.raw) }
    @inlinable public static prefix func - (a: Quantity) -> Quantity { Quantity(raw: -a.raw) }
    @inlinable public static func += (a: inout Quantity, b: Quantity) { a = a + b }
    @inlinable public static func -= (a: inout Quantity, b: Quantity) { a = a - b }

    /// The multiple of `lot` that `rule` selects. A lot of zero leaves the quantity as it is.
    @inlinable
    public func rounded(toLot lot: Quantity, _ rule: RoundingRule = .towardZero) -> Quantity {
        Quantity(raw: stepped(raw, step: lot.raw, rule: rule))
    }

    @inlinable
    public func isMultiple(of lot: Quantity) -> Bool { lot.raw <= 1 || raw % lot.raw == 0 }
}

extension Quantity: CustomStringConvertible {
    public var description: String { DecimalText.print(Int128(raw), scale: Quantity.scale) }
}
