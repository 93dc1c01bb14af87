/// Text forms of scaled integers: the one parser and the one printer behind `Price`, `Quantity` and `Amount`.
///
/// A value is `raw / 10^scale`. Parsing is exact: digits beyond the scale are an error unless they are zeros, so nothing is
/// rounded silently. Exponents (`1.16539E8`) and zero padding (`000071200`) are accepted because venues send them.
public enum DecimalText {
    /// Parses ASCII `bytes` as a decimal of the given scale.
    /// - Returns: the raw integer, or `nil` where the text is not a number, carries more digits than the scale, or overflows.
    public static func parse(_ bytes: some Sequence<UInt8>, scale: Int) -> Int128? {
        var iterator = bytes.makeIterator()
        var byte = iterator.next()
        var isNegative = false
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
            isNegative = byte == UInt8(ascii: "-")
            byte = iterator.next()
        }
        var value: Int128 = 0
        var fractionDigits = 0
        var digits = 0
        var seenPoint = false
        while let b = byte {
            if b >= 48 && b <= 57 {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(Int128(b &- 48))
                guard !overflow && !carry else { return nil }
                value = sum
                digits += 1
                if seenPoint { fractionDigits += 1 }
            } else if b == UInt8(ascii: ".") && !seenPoint {
                seenPoint = true
            } else {
                break
            }
            byte = iterator.next()
        }
        guard digits > 0 else { return nil }
        var exponent = 0
        if let b = byte {
            guard b == UInt8(ascii: "e") || b == UInt8(ascii: "E"),
                let parsed = parseExponent(&iterator)
            else { return nil }
            exponent = parsed
        }
        guard let scaled = shift(value, byPowerOfTen: scale - fractionDigits + exponent) else { return nil }
        return isNegative ? -scaled : scaled
    }

    private static func parseExponent(_ iterator: inout some IteratorProtocol<UInt8>) -> Int? {
        var byte = iterator.next()
        var isNegative = false
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
            isNegative = byte == UInt8(ascii: "-")
            byte = iterator.next()
        }
        var exponent = 0
        var digits = 0
        while let b = byte {
            guard b >= 48 && b <= 57, digits < 4 else { return nil }
            exponent = exponent * 10 + Int(b &- 48)
            digits += 1
            byte = iterator.next()
        }
        guard digits > 0 else { return nil }
        return isNegative ? -exponent : exponent
    }

    private static func shift(_ value: Int128, byPowerOfTen power: Int) -> Int128? {
        if value == 0 { return 0 }
        if power >= 0 {
            guard power <= 38 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(power))
            return overflow ? nil : product
        }
        guard power >= -38 else { return nil }
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: powerOfTen(-power))
        return remainder == 0 ? quotient : nil
    }

    static func powerOfTen(_ power: Int) -> Int128 {
        var result: Int128 = 1
        for _ in 0..<power { result *= 10 }
        return result
    }

    /// The shortest exact decimal text: no exponent, no trailing zeros behind the point.
    public static func print(_ raw: Int128, scale: Int) -> String {
        let unit = powerOfTen(scale)
        let magnitude = raw.magnitude
        let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: UInt128(unit))
        let sign = raw < 0 ? "-" : ""
        guard fraction != 0 else { return "\(sign)\(whole)" }
        var digits = String(fraction)
        digits = String(repeating: "0", count: scale - digits.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    /// The text with exactly `places` digits behind the point, rounded half to even.
    public static func print(_ raw: Int128, scale: Int, places: Int) -> String {
        precondition(places >= 0 && places <= scale, "places \(places) outside 0...\(scale)")
        let rounded = roundedDivision(raw, by: powerOfTen(scale - places))
        let unit = UInt128(powerOfTen(places))
        let (whole, fraction) = rounded.magnitude.quotientAndRemainder(dividingBy: unit)
        let sign = rounded < 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let digits = String(fraction)
        return "\(sign)\(whole).\(String(repeating: "0", count: places - digits.count))\(digits)"
    }
}

/// Where a value that falls between two multiples of a step goes.
public enum RoundingRule: UInt8, Sendable {
    case down, up, towardZero, nearestEven
}

/// `value / divisor` rounded half to even. `divisor` must be positive.
@inlinable
public func roundedDivision(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude &* 2
    let isAbove = twice > divisor.magnitude || (twice == divisor.magnitude && quotient & 1 != 0)
    guard isAbove else { return quotient }
    return value < 0 ? quotient - 1 : quotient + 1
}

/// `value / 10⁹` rounded half to even: what every rate needs, by four divisions of 64 bits by a constant, which are products.
@inlinable
public func roundedDivisionByBillion(_ value: Int128) -> Int128 {
    let magnitude = value.magnitude
    let high = UInt64(truncatingIfNeeded: magnitude >> 64)
    let low = UInt64(truncatingIfNeeded: magnitude)
    let billion: UInt64 = 1_000_000_000
    let top = high / billion
    // A remainder is below 2³⁰: with 32 more bits it fits a word.
    let middle = (high % billion) << 32 | low >> 32
    let bottom = (middle % billion) << 32 | low & 0xffff_ffff
    var quotient = UInt128(top) << 64 | UInt128((middle / billion) << 32 &+ bottom / billion)
    let twice = (bottom % billion) &* 2
    if twice > billion || (twice == billion && quotient & 1 != 0) { quotient &+= 1 }
    return value < 0 ? 0 &- Int128(truncatingIfNeeded: quotient) : Int128(truncatingIfNeeded: quotient)
}

/// The multiple of `step` that `rule` selects; where it lies outside the range, the one inside.
@inlinable
func stepped(_ raw: Int64, step: Int64, rule: RoundingRule) -> Int64 {
    guard step > 1 else { return raw }
    let remainder = raw % step
    guard remainder != 0 else { return raw }
    let towardZero = raw - remainder
    let (next, overflow) = raw < 0 ? towardZero.subtractingReportingOverflow(step) : towardZero.addingReportingOverflow(step)
    let awayFromZero = overflow ? towardZero : next
    switch rule {
    case .towardZero: return towardZero
    case .down: return raw < 0 ? awayFromZero : towardZero
    case .up: return raw < 0 ? towardZero : awayFromZero
    case .nearestEven:
        let twice = remainder.magnitude &* 2
        let isOdd = (towardZero / step) & 1 != 0
        return twice > UInt64(step) || (twice == UInt64(step) && isOdd) ? awayFromZero : towardZero
    }
}
