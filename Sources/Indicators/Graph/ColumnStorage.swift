/// Memory for columns, freed together.
final class ColumnStorage {
    private var columns: [UnsafeMutablePointer<Double>] = []
    private(set) var bytes = 0

    /// Memory that nobody has written to yet.
    func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
        let column = UnsafeMutablePointer<Double>.allocate(capacity: Swift.max(count, 1))
        columns.append(column)
        bytes += Swift.max(count, 1) * MemoryLayout<Double>.stride
        return column
    }

    func allocate(_ count: Int, filledWith value: Double) -> UnsafeMutablePointer<Double> {
        let column = allocate(count)
        column.initialize(repeating: value, count: Swift.max(count, 1))
        return column
    }

    deinit {
        for column in columns { column.deallocate() }
    }
}
