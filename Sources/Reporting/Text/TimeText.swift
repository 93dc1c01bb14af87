/// UTC nanoseconds as ISO 8601 text: `2020-01-02` at midnight, else `2020-01-02T15:30:00Z` with as many groups of three
/// fraction digits as the time needs.
public enum TimeText {
    static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    /// A day of the proleptic Gregorian calendar.
    struct Day: Equatable {
        var year: Int
        var month: Int
        var day: Int
    }

    public static func text(_ nanoseconds: Int64) -> String {
        var bytes: [UInt8] = []
        append(nanoseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The date alone.
    public static func date(_ nanoseconds: Int64) -> String {
        text(dayNumber(nanoseconds) * nanosecondsPerDay)
    }

    static func append(_ nanoseconds: Int64, to bytes: inout [UInt8]) {
        let days = dayNumber(nanoseconds)
        let rest = nanoseconds - days * nanosecondsPerDay
        let date = day(days)
        digits(date.year, 4, &bytes)
        bytes.append(UInt8(ascii: "-"))
        digits(date.month, 2, &bytes)
        bytes.append(UInt8(ascii: "-"))
        digits(date.day, 2, &bytes)
        guard rest != 0 else { return }
        bytes.append(UInt8(ascii: "T"))
        let seconds = Int(rest / 1_000_000_000)
        digits(seconds / 3600, 2, &bytes)
        bytes.append(UInt8(ascii: ":"))
        digits(seconds / 60 % 60, 2, &bytes)
        bytes.append(UInt8(ascii: ":"))
        digits(seconds % 60, 2, &bytes)
        fraction(Int(rest % 1_000_000_000), &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func fraction(_ nanoseconds: Int, _ bytes: inout [UInt8]) {
        guard nanoseconds != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        if nanoseconds % 1_000_000 == 0 {
            digits(nanoseconds / 1_000_000, 3, &bytes)
        } else if nanoseconds % 1000 == 0 {
            digits(nanoseconds / 1000, 6, &bytes)
        } else {
            digits(nanoseconds, 9, &bytes)
        }
    }

    private static func digits(_ number: Int, _ width: Int, _ bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Days since 1970-01-01, rounded down.
    static func dayNumber(_ nanoseconds: Int64) -> Int64 {
        let quotient = nanoseconds / nanosecondsPerDay
        return nanoseconds % nanosecondsPerDay < 0 ? quotient - 1 : quotient
    }

    /// Howard Hinnant, "chrono-compatible low-level date algorithms" (2013), `civil_from_days`.
    static func day(_ dayNumber: Int64) -> Day {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return Day(
            year: Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month: Int(month),
            day: Int(dayOfYear - (153 * shifted + 2) / 5 + 1))
    }
}
