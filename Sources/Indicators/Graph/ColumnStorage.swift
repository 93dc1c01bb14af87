import Glibc

/// Memory for columns, freed together.
final class ColumnStorage {
    /// A first touch of a small page costs more than the arithmetic on it, so long columns ask for huge pages.
    private static let hugePage = 1 << 21

    private var columns: [UnsafeMutableRawPointer] = []
    private(set) var bytes = 0

    /// Memory that nobody has written to yet.
    func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
        let size = Swift.max(count, 1) * MemoryLayout<Double>.stride
        let alignment = size >= 2 * Self.hugePage ? Self.hugePage : 64
        var column: UnsafeMutableRawPointer?
        guard posix_memalign(&column, alignment, size) == 0, let column else {
            fatalError("out of memory: \(size) bytes for a column") // as Swift itself does when an allocation fails
        }
        if alignment == Self.hugePage { madvise(column, size, MADV_HUGEPAGE) }
        columns.append(column)
        bytes += size
        return column.bindMemory(to: Double.self, capacity: Swift.max(count, 1))
    }

    func allocate(_ count: Int, filledWith value: Double) -> UnsafeMutablePointer<Double> {
        let column = allocate(count)
        column.initialize(repeating: value, count: Swift.max(count, 1))
        return column
    }

    deinit {
        for column in columns { free(column) }
    }
}
