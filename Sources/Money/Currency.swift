/// An ISO 4217 currency or a coin, with the number of decimal digits in which it is paid out.
@frozen
public struct Currency: Hashable, Sendable {
    public let code: String
    public let minorDigits: UInt8

    public init(code: String, minorDigits: UInt8) {
        precondition(minorDigits <= Amount.scale, "a currency has at most \(Amount.scale) decimal digits, got \(minorDigits)")
        self.code = code
        self.minorDigits = minorDigits
    }

    public static let usd = Currency(code: "USD", minorDigits: 2)
    public static let krw = Currency(code: "KRW", minorDigits: 0)
    public static let usdt = Currency(code: "USDT", minorDigits: 8)
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
