import Glibc

/// Columns of values of up to eight bytes that grow for as long as a host runs, at addresses that never change.
///
/// Address space for every row that may ever come is reserved, memory is taken where it is written and given back for rows that are
/// no longer kept. So nothing that points into a column is ever out of date, rows keep their numbers, and a reader must only know
/// the first row that is still there.
public final class GrowingColumns: @unchecked Sendable {
    /// Rows of one column: eight years of one bar a second.
    public static let rowLimit = 1 << 28
    private static let page = 4096

    public let count: Int
    private let memory: UnsafeMutableRawPointer
    /// By column: bytes of one value, and bytes given back so far.
    private var strides: [Int]
    private var released: [Int]

    /// - Returns: nil where the system does not give the address space.
    public init?(count: Int) {
        let bytes = max(count, 1) * Self.rowLimit * 8
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
            memory != MAP_FAILED
        else { return nil }
        // A huge page would hold rows that could never be given back alone.
        madvise(memory, bytes, MADV_NOHUGEPAGE)
        self.count = count
        self.memory = memory
        strides = Array(repeating: 8, count: count)
        released = Array(repeating: 0, count: count)
    }

    deinit { munmap(memory, max(count, 1) * Self.rowLimit * 8) }

    /// The first row of a column; unwritten rows read as zero bits.
    public func column<T>(_ index: Int, of type: T.Type = Double.self) -> UnsafeMutablePointer<T> {
        precondition(index < count && MemoryLayout<T>.stride <= 8)
        strides[index] = MemoryLayout<T>.stride
        return (memory + index * Self.rowLimit * 8).assumingMemoryBound(to: T.self)
    }

    /// Gives back the memory of rows before `row`, but for those that share a page with it. They read as zero afterwards.
    public func release(before row: Int) {
        for index in 0..<count {
            let end = row * strides[index] / Self.page * Self.page
            guard end > released[index] else { continue }
            madvise(memory + index * Self.rowLimit * 8 + released[index], end - released[index], MADV_DONTNEED)
            released[index] = end
        }
    }
}
