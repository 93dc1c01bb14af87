/// Text forms of moments.
extension Timestamp {
    /// `2020-01-02` at midnight UTC, else `2020-01-02T15:30:00Z`, with a fraction of as many digits as it needs.
    public var text: String {
        let day = floorDivide(nanoseconds, 86_400_000_000_000)
        let inDay = nanoseconds - day * 86_400_000_000_000
        let (year, month, dayOfMonth) = civil(fromDays: day)
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        guard inDay != 0 else { return date }
        let second = Int(inDay / 1_000_000_000)
        var text = "\(date)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        var fraction = Int(inDay % 1_000_000_000)
        if fraction > 0 {
            var digits = 9
            while fraction % 10 == 0 { (fraction, digits) = (fraction / 10, digits - 1) }
            text += "." + padded(fraction, digits)
        }
        return text + "Z"
    }

    /// Reads `2020-01-02`, `2020/01/02`, `20200102`, each with an optional `T` or space and `15:30[:00[.123]]` and zone `Z` or `+09:00`,
    /// and Unix times in seconds, milliseconds, microseconds or nanoseconds, told apart by their size.
    ///
    /// - Parameter offset: nanoseconds that local time is ahead of UTC, for texts without a zone.
    /// - Returns: the moment and whether the text was a date only; `nil` where it is neither.
    public static func parse(_ bytes: UnsafeRawBufferPointer, offset: Int64 = 0) -> (time: Timestamp, isDate: Bool)? {
        var reader = DigitReader(bytes)
        guard let (first, length) = reader.number() else { return nil }
        if reader.isAtEnd && length != 8 { return epoch(first, length) }
        let date: Int64
        if length == 8 {
            guard let days = validDays(first / 10_000, first / 100 % 100, first % 100) else { return nil }
            date = days
        } else {
            guard length == 4, let separator = reader.take(), separator == 0x2d || separator == 0x2f, let month = reader.number(),
                reader.take() == separator, let day = reader.number(), let days = validDays(first, month.0, day.0)
            else { return nil }
            date = days
        }
        let midnight = date * 86_400_000_000_000
        if reader.isAtEnd { return (Timestamp(nanoseconds: midnight), true) }
        guard let separator = reader.take(), separator == 0x20 || separator == 0x54, let clock = clock(&reader) else { return nil }
        guard let zone = zone(&reader, fallback: offset) else { return nil }
        return (Timestamp(nanoseconds: midnight + clock - zone), false)
    }

    private static func epoch(_ value: Int64, _ digits: Int) -> (time: Timestamp, isDate: Bool)? {
        switch digits {
        case 9...10: (Timestamp(nanoseconds: value * 1_000_000_000), false)
        case 12...13: (Timestamp(nanoseconds: value * 1_000_000), false)
        case 15...16: (Timestamp(nanoseconds: value * 1_000), false)
        case 18...19: (Timestamp(nanoseconds: value), false)
        default: nil
        }
    }

    private static func validDays(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
        guard (1678...2261).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let result = days(year: Int(year), month: Int(month), day: Int(day))
        let (_, sameMonth, _) = civil(fromDays: result)
        return sameMonth == Int(month) ? result : nil
    }

    private static func clock(_ reader: inout DigitReader) -> Int64? {
        guard let (hour, _) = reader.number(), hour < 24, reader.take() == 0x3a, let (minute, _) = reader.number(), minute < 60 else { return nil }
        var result = (hour * 3600 + minute * 60) * 1_000_000_000
        guard reader.peek == 0x3a else { return result }
        _ = reader.take()
        guard let (second, _) = reader.number(), second < 60 else { return nil }
        result += second * 1_000_000_000
        guard reader.peek == 0x2e || reader.peek == 0x2c else { return result }
        _ = reader.take()
        guard var (fraction, digits) = reader.number(), digits <= 9 else { return nil }
        while digits < 9 { (fraction, digits) = (fraction * 10, digits + 1) }
        return result + fraction
    }

    private static func zone(_ reader: inout DigitReader, fallback: Int64) -> Int64? {
        guard let sign = reader.take() else { return fallback }
        if sign == 0x5a { return reader.isAtEnd ? 0 : nil }
        guard sign == 0x2b || sign == 0x2d, let (hours, digits) = reader.number() else { return nil }
        var minutes = digits == 4 ? hours / 100 * 60 + hours % 100 : hours * 60
        if reader.peek == 0x3a {
            _ = reader.take()
            guard let (extra, _) = reader.number() else { return nil }
            minutes += extra
        }
        guard reader.isAtEnd else { return nil }
        return (sign == 0x2b ? minutes : -minutes) * 60_000_000_000
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads runs of digits and single characters.
struct DigitReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// A run of one to nineteen digits and its length.
    mutating func number() -> (Int64, Int)? {
        var value: Int64 = 0
        let start = position
        while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(bytes[position] - 48))
            guard !overflow && !carry else { return nil }
            value = sum
            position += 1
        }
        return position > start ? (value, position - start) : nil
    }
}
