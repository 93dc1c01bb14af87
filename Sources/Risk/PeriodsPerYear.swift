import Numerics

/// How many periods a year has, found from the data: annualising with the wrong number is this field's commonest mistake.
public enum PeriodsPerYear {
    /// - Returns: the number and the reason for it, to be shown.
    public static func infer(times: [Int64]) -> (value: Double, reason: String) {
        guard times.count > 2 else { return (252, "252: too few bars to measure") }
        let day: Int64 = 86_400_000_000_000
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
        let median = gaps[gaps.count / 2]
        switch median {
        case (300 * day)...: return (1, "1: yearly bars")
        case (80 * day)...: return (4, "4: quarterly bars")
        case (25 * day)...: return (12, "12: monthly bars")
        case (6 * day)...: return (52, "52: weekly bars")
        case day...: return trades(onWeekends: times) ? (365, "365: daily bars, weekends included") : (252, "252: daily bars on business days")
        default: return intraday(times)
        }
    }

    private static func trades(onWeekends times: [Int64]) -> Bool {
        let weekend = times.count { time in
            let days = time >= 0 ? time / 86_400_000_000_000 : (time - 86_399_999_999_999) / 86_400_000_000_000
            return ((days + 3) % 7 + 7) % 7 >= 5
        }
        return Double(weekend) > 0.15 * Double(times.count)
    }

    private static func intraday(_ times: [Int64]) -> (value: Double, reason: String) {
        var days = 0
        var last = Int64.min
        for time in times where time / 86_400_000_000_000 != last {
            days += 1
            last = time / 86_400_000_000_000
        }
        let perDay = Double(times.count) / Double(days)
        let year: Double = trades(onWeekends: times) ? 365 : 252
        let value = (perDay * year).rounded()
        return (value, "\(Int(value)): \(Int(perDay.rounded())) bars on each of \(Int(year)) days")
    }
}
