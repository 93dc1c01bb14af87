/// The length of a bar: a fixed duration, or calendar months. Periods are those of UTC; weeks begin on Monday.
public struct Timeframe: Hashable, Sendable {
    /// Nanoseconds when positive; minus the number of months when negative.
    public let code: Int64

    public init(code: Int64) { self.code = code }

    private static let units: [(suffix: String, code: Int64)] = [
        ("mo", -1), ("q", -3), ("y", -12), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
        ("d", 86_400_000_000_000), ("w", 604_800_000_000_000),
    ]

    /// `1m`, `5m`, `1h`, `1d`, `1w`, `1mo`, `1q`, `1y`; `nil` for any other text.
    public init?(_ text: String) {
        for (suffix, unit) in Timeframe.units where text.hasSuffix(suffix) {
            guard let count = Int64(text.dropLast(suffix.count)), count > 0, count < 100_000 else { continue }
            code = unit * count
            return
        }
        return nil
    }

    /// The number of the period that holds `time`: later periods have larger numbers.
    public func period(of time: Int64) -> Int64 {
        if code > 0 {
            // 1970-01-05 was a Monday: weeks and their multiples count from there.
            let origin: Int64 = code % 604_800_000_000_000 == 0 ? 4 * 86_400_000_000_000 : 0
            return floorDivide(time - origin, code)
        }
        let (year, month, _) = civil(fromDays: floorDivide(time, 86_400_000_000_000))
        return floorDivide(Int64(year) * 12 + Int64(month) - 1, -code)
    }

    /// The first nanosecond after the period.
    public func end(ofPeriod period: Int64) -> Int64 {
        if code > 0 {
            let origin: Int64 = code % 604_800_000_000_000 == 0 ? 4 * 86_400_000_000_000 : 0
            return (period + 1) * code + origin
        }
        let months = (period + 1) * -code
        let year = floorDivide(months, 12)
        return days(year: Int(year), month: Int(months - year * 12) + 1, day: 1) * 86_400_000_000_000
    }
}

@inlinable
func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}

/// Year, month and day of a number of days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible
/// low-level date algorithms").
public func civil(fromDays days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
}

/// Days since 1970-01-01 of a civil date; the inverse of `civil(fromDays:)`.
public func days(year: Int, month: Int, day: Int) -> Int64 {
    let y = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(y, 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}
