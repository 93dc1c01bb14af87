/// Returns of calendar months and years from an equity curve: the last value of a period over the last value of the one
/// before, the first period over the first value. UTC.
struct CalendarReturns: Equatable {
    struct Year: Equatable {
        var year: Int
        /// January first; `nil` where the curve has no point.
        var months: [Double?]
        var total: Double
    }

    var years: [Year] = []

    init(times: [Int64], values: [Double]) {
        guard times.count == values.count, var monthStart = values.first, !times.isEmpty else { return }
        var yearStart = monthStart
        var current = TimeText.day(TimeText.dayNumber(times[0]))
        var dayNumber = TimeText.dayNumber(times[0])
        for index in times.indices {
            let number = TimeText.dayNumber(times[index])
            if number != dayNumber {
                let day = TimeText.day(number)
                if day.month != current.month || day.year != current.year {
                    close(current, values[index - 1], &monthStart, yearStart)
                    if day.year != current.year { yearStart = values[index - 1] }
                }
                current = day
                dayNumber = number
            }
        }
        close(current, values[values.count - 1], &monthStart, yearStart)
    }

    private mutating func close(_ day: TimeText.Day, _ value: Double, _ monthStart: inout Double, _ yearStart: Double) {
        if years.last?.year != day.year {
            years.append(Year(year: day.year, months: Array(repeating: nil, count: 12), total: 0))
        }
        years[years.count - 1].months[day.month - 1] = value / monthStart - 1
        years[years.count - 1].total = value / yearStart - 1
        monthStart = value
    }
}
