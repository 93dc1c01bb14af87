import Market

/// Growing columns of bars.
struct BarBuffer {
    private(set) var capacity: Int
    private(set) var time: UnsafeMutablePointer<Int64>
    private var values: [UnsafeMutablePointer<Double>]

    init(capacity: Int) {
        self.capacity = capacity
        time = .allocate(capacity: capacity)
        values = (0..<5).map { _ in .allocate(capacity: capacity) }
    }

    func free() {
        time.deallocate()
        for column in values { column.deallocate() }
    }

    mutating func grow() {
        let larger = BarBuffer(capacity: capacity * 2)
        larger.time.update(from: time, count: capacity)
        for column in values.indices { larger.values[column].update(from: values[column], count: capacity) }
        free()
        self = larger
    }

    @inline(__always)
    func set(_ index: Int, _ row: BarRow) {
        time[index] = row.time
        values[0][index] = row.open
        values[1][index] = row.high
        values[2][index] = row.low
        values[3][index] = row.close
        values[4][index] = row.volume
    }

    func reverse(_ count: Int) {
        var times = UnsafeMutableBufferPointer(start: time, count: count)
        times.reverse()
        for column in values {
            var column = UnsafeMutableBufferPointer(start: column, count: count)
            column.reverse()
        }
    }

    /// The median distance of neighbours, over at most 10,000 of them.
    func medianSpacing(_ rows: ClosedRange<Int>) -> Int64 {
        let pairs = rows.dropFirst()
        let stride = Swift.max(1, pairs.count / 10_000)
        let gaps = Swift.stride(from: rows.lowerBound + 1, through: rows.upperBound, by: stride).map { time[$0] - time[$0 - 1] }.sorted()
        return gaps.isEmpty ? 0 : gaps[gaps.count / 2]
    }

    /// Gaps of more than ten intervals (and more than ten days for daily bars) are worth a word.
    func gapNotes(_ rows: ClosedRange<Int>, interval: Int64) -> [String] {
        guard interval > 0 else { return [] }
        let day: Int64 = 86_400_000_000_000
        let limit = interval < day ? Swift.max(interval * 10, 5 * day) : interval * 10
        var count = 0
        var largest = rows.lowerBound
        var size: Int64 = 0
        for row in rows.dropFirst() where time[row] - time[row - 1] > limit {
            count += 1
            if time[row] - time[row - 1] > size { (size, largest) = (time[row] - time[row - 1], row) }
        }
        guard count > 0 else { return [] }
        let from = Timestamp(nanoseconds: time[largest - 1]).text
        return ["\(count) large gap\(count == 1 ? "" : "s"), the largest from \(from) to \(Timestamp(nanoseconds: time[largest]).text)"]
    }

    func columns(_ rows: ClosedRange<Int>, completionOffset: Int64) -> BarColumns {
        let first = rows.lowerBound
        return BarColumns(count: rows.count, completionOffset: completionOffset) { time, open, high, low, close, volume in
            time.update(from: self.time + first, count: rows.count)
            for (target, source) in zip([open, high, low, close, volume], values) { target.update(from: source + first, count: rows.count) }
        }
    }
}
