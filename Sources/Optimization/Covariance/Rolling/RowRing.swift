/// The last `capacity` rows of a table, oldest first out.
struct RowRing: Sendable {
    let width: Int
    let capacity: Int
    private(set) var count = 0
    private var storage: [Double]
    private var oldest = 0

    init(width: Int, capacity: Int) {
        self.width = width
        self.capacity = capacity
        storage = [Double](repeating: 0, count: width * capacity)
    }

    var isFull: Bool { count == capacity }

    /// Writes a row after the newest; there must be room.
    mutating func append(_ row: UnsafeBufferPointer<Double>) {
        let slot = (oldest + count) % capacity * width
        for index in 0..<width { storage[slot + index] = row[index] }
        count += 1
    }

    mutating func dropOldest() {
        oldest = (oldest + 1) % capacity
        count -= 1
    }

    /// The oldest row.
    func withOldest<Result>(_ body: (UnsafeBufferPointer<Double>) -> Result) -> Result {
        storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[oldest * width..<(oldest + 1) * width])) }
    }

    /// Element `column` of the row `age` rows after the oldest.
    func value(_ age: Int, _ column: Int) -> Double { storage[(oldest + age) % capacity * width + column] }
}

/// Whether squares of such values can be added up without overflow.
func isUsable(_ value: Double) -> Bool { abs(value) <= 1e150 }

func requireUsable(_ row: UnsafeBufferPointer<Double>) throws {
    for index in row.indices where !isUsable(row[index]) {
        throw BadProblem("row[\(index)]: \(row[index]); expected a finite return")
    }
}
