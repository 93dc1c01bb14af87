import Glibc

/// Decimal text to the nearest `Double`.
enum DecimalReader {
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The value and the number of digits behind the point; `nil` where the text is no finite number.
    ///
    /// Up to fifteen digits with at most 22 behind the point are an exact integer over an exact power of ten, so that one
    /// division rounds correctly (Clinger 1990); everything else goes to `strtod`.
    @inline(__always)
    static func read(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> (value: Double, decimals: Int)? {
        var p = start
        var isNegative = false
        if p < end && (p.pointee == 0x2d || p.pointee == 0x2b) {
            isNegative = p.pointee == 0x2d
            p += 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        while p < end, p.pointee &- 48 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(p.pointee &- 48)
            digits += 1
            p += 1
        }
        var decimals = 0
        if p < end && p.pointee == 0x2e {
            p += 1
            while p < end, p.pointee &- 48 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(p.pointee &- 48)
                decimals += 1
                p += 1
            }
        }
        guard digits + decimals > 0 else { return nil }
        if p == end && digits + decimals <= 15 {
            let value = Double(mantissa) / powers[decimals]
            return (isNegative ? -value : value, decimals)
        }
        return slow(start, end, decimals)
    }

    private static func slow(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ decimals: Int) -> (value: Double, decimals: Int)? {
        let allowed = UnsafeBufferPointer(start: start, count: end - start).allSatisfy { byte in
            (byte >= 48 && byte <= 57) || byte == 0x2e || byte == 0x2b || byte == 0x2d || byte == 0x45 || byte == 0x65
        }
        guard allowed, end - start < 400 else { return nil }
        var copy: [CChar] = UnsafeBufferPointer(start: start, count: end - start).map { CChar(bitPattern: $0) } + [0]
        let length = copy.count - 1
        let value: Double? = copy.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var stop: UnsafeMutablePointer<CChar>?
            let value = strtod(base, &stop)
            guard let stop, stop == base + length, value.isFinite else { return nil }
            return value
        }
        // Trailing zeros are not precision: an index written as 1455.219970703125 keeps nine places at most.
        return value.map { ($0, min(decimals, 9)) }
    }
}
