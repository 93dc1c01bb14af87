/// Money in units of 10⁻¹⁷ of a currency, held in 128 bits: exact, up to about ±1.7 × 10²¹.
///
/// The scale is that of a price times a quantity, so a notional is never rounded. Rounding to a currency's minor unit is a
/// rule of the venue that charges or pays and is applied where that happens.
@frozen
public struct Amount: Hashable, Comparable, Sendable {
    public static let scale = 17
    @inlinable public static var unit: Double { 1e17 }
    public static let zero = Amount(raw: 0)

    /// The amount times 10¹⁷.
    public let raw: Int128

    @inlinable public init(raw: Int128) { self.raw = raw }

    /// The amount nearest to `value`, or `nil` for NaN, infinities and magnitudes above 10²¹.
    @inlinable
    public init?(_ value: Double) {
        guard value.magnitude < 1e21 else { return nil }
        // Split so that whole units stay exact: a single product would round them to the spacing of Double at 1e17 times the value.
        let whole = value.rounded(.towardZero)
        let fraction = ((value - whole) * Amount.unit).rounded(.toNearestOrEven)
        self.raw = Int128(whole) * 100_000_000_000_000_000 + Int128(fraction)
    }

    /// Parses a decimal text; `nil` where it is none or has more than seventeen decimal places.
    public init?(_ text: some StringProtocol) {
        guard let raw = DecimalText.parse(text.utf8, scale: Amount.scale) else { return nil }
        self.raw = raw
    }

    /// `price × quantity`, exact: two 64-bit factors cannot overflow 128 bits.
    @inlinable
    public init(_ price: Price, times quantity: Quantity) {
        self.raw = Int128(price.raw) &* Int128(quantity.raw)
    }

    /// The nearest `Double` to within two roundings; exact for whole amounts below 2⁵³.
    ///
    /// Whole and fraction are converted apart. The estimate of the whole needs no 128-bit division, which is slow; what it misses is
    /// in the remainder.
    @inlinable
    public var doubleValue: Double {
        let high = Int64(truncatingIfNeeded: raw >> 64)
        let low = UInt64(truncatingIfNeeded: raw)
        let estimate = (Double(high) * 0x1p64 + Double(low)) / Amount.unit
        guard estimate.magnitude < 1e15 else { return estimate }
        let whole = estimate.rounded(.down)
        let rest = raw - Int128(Int64(whole)) &* 100_000_000_000_000_000
        return whole + Double(Int64(truncatingIfNeeded: rest)) / Amount.unit
    }
    @inlinable public var isNegative: Bool { raw < 0 }

    @inlinable
    public static func < (a: Amount, b: Amount) -> Bool { a.raw < b.raw }
    /// Sum; traps on overflow (10²¹ units of money).
    @inlinable public static func + (a: Amount, b: Amount) -> Amount { Amount(raw: a.raw + b.raw) }
    @inlinable public static func - (a: Amount, b: Amount) -> Amount { Amount(raw: a.raw - b.raw) }
    @inlinable public static prefix func - (a: Amount) -> Amount { Amount(raw: -a.raw) }
    @inlinable public static func += (a: inout Amount, b: Amount) { a = a + b }
    @inlinable public static func -= (a: inout Amount, b: Amount) { a = a - b }

    /// The amount times `rate`, rounded half to even in the last unit.
    /// - Precondition: the product stays below 10²¹, which holds for every rate below one.
    @inlinable
    public func scaled(by rate: Rate) -> Amount {
        // Within these bounds the product is below 2¹²⁷; the library's checked product of 128-bit integers is a call.
        if raw.magnitude >> 96 == 0 && rate.raw.magnitude >> 31 == 0 {
            return Amount(raw: roundedDivisionByBillion(raw &* Int128(rate.raw)))
        }
        let (product, overflow) = raw.multipliedReportingOverflow(by: Int128(rate.raw))
        if !overflow { return Amount(raw: roundedDivisionByBillion(product)) }
        // Whole and remainder apart: the quotient times the rate is below the overflow that the full product met.
        let (quotient, remainder) = raw.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Amount(
            raw: quotient * Int128(rate.raw) + roundedDivision(remainder * Int128(rate.raw), by: 1_000_000_000))
    }

    /// The amount rounded to the minor unit of `currency`.
    @inlinable
    public func rounded(to currency: Currency, _ rule: RoundingRule = .nearestEven) -> Amount {
        rounded(toPlaces: Int(currency.minorDigits), rule)
    }

    @inlinable
    public func rounded(toPlaces places: Int, _ rule: RoundingRule = .nearestEven) -> Amount {
        var step: Int128 = 1
        for _ in places..<Amount.scale { step *= 10 }
        let remainder = raw % step
        guard remainder != 0 else { return self }
        let towardZero = raw - remainder
        switch rule {
        case .towardZero: return Amount(raw: towardZero)
        case .down: return Amount(raw: raw < 0 ? towardZero - step : towardZero)
        case .up: return Amount(raw: raw < 0 ? towardZero : towardZero + step)
        case .nearestEven: return Amount(raw: roundedDivision(raw, by: step) * step)
        }
    }
}

extension Amount: CustomStringConvertible {
    public var description: String { DecimalText.print(raw, scale: Amount.scale) }
    /// The text with exactly `places` digits behind the point.
    public func text(places: Int) -> String { DecimalText.print(raw, scale: Amount.scale, places: places) }
}
