/// A price in units of 10⁻⁹ of the quote currency: exact, up to about ±9.2 billion.
@frozen
public struct Price: Hashable, Comparable, Sendable {
    public static let scale = 9
    @inlinable public static var unit: Double { 1e9 }
    public static let zero = Price(raw: 0)

    /// The price times 10⁹.
    public let raw: Int64

    @inlinable public init(raw: Int64) { self.raw = raw }

    /// The decimal nearest to `value`. Exact for every `value` that was itself read from a decimal of at most nine places and
    /// fifteen significant digits. Returns `nil` for NaN, infinities and values outside the range.
    @inlinable
    public init?(_ value: Double) {
        let scaled = (value * Price.unit).rounded(.toNearestOrEven)
        guard scaled.magnitude < 9.2e18 else { return nil }
        self.raw = Int64(scaled)
    }

    /// Parses a decimal text such as `101.25`, `1.16539E8` or `000071200`; `nil` where it is none.
    public init?(_ text: some StringProtocol) {
        guard let raw = DecimalText.parse(text.utf8, scale: Price.scale), let small = Int64(exactly: raw) else { return nil }
        self.raw = small
    }

    /// The nearest `Double`.
    @inlinable public var doubleValue: Double { Double(raw) / Price.unit }

    @inlinable
    public static func < (a: Price, b: Price) -> Bool { a.raw < b.raw }

    /// The difference of two prices; traps on overflow, which takes prices beyond four billion of opposite sign.
    @inlinable public static func - (a: Price, b: Price) -> Price { Price(raw: a.raw - b.raw) }
    @inlinable public static func + (a: Price, b: Price) -> Price { Price(raw: a.raw + b.raw) }

    /// The multiple of `tick` that `rule` selects. A tick of zero leaves the price as it is.
    @inlinable
    public func rounded(toTick tick: Price, _ rule: RoundingRule = .nearestEven) -> Price {
        Price(raw: stepped(raw, step: tick.raw, rule: rule))
    }

    @inlinable
    public func isMultiple(of tick: Price) -> Bool { tick.raw <= 1 || raw % tick.raw == 0 }
}

extension Price: CustomStringConvertible {
    public var description: String { DecimalText.print(Int128(raw), scale: Price.scale) }
}
