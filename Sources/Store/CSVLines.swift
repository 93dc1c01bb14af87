import Glibc

/// Walks the lines of a mapped CSV file and splits them into fields without copying.
struct CSVLines {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private(set) var offset = 0
    /// Of the line returned last, from 1.
    private(set) var number = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress!.assumingMemoryBound(to: UInt8.self) // a mapped file is never empty
        count = bytes.count
        if count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF { offset = 3 }
    }

    /// The next line that is neither blank nor a comment, without its line end.
    @inline(__always)
    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        while offset < count {
            number += 1
            let start = base + offset
            let end: UnsafePointer<UInt8>
            if let found = memchr(start, 0x0a, count - offset) {
                end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
            } else {
                end = base + count
            }
            offset = end - base + 1
            var length = end - start
            if length > 0 && start[length - 1] == 0x0d { length -= 1 }
            guard length > 0, start[0] != UInt8(ascii: "#") else { continue }
            return UnsafeBufferPointer(start: start, count: length)
        }
        return nil
    }

    /// Lines at most: what columns are allocated for.
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
        var lines = 1
        for byte in bytes where byte == 0x0a { lines += 1 }
        return lines
    }
}

/// The fields of one line, as ranges of its bytes; quotes around a field are left out.
struct CSVFields {
    private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
    private let ends: UnsafeMutablePointer<UnsafePointer<UInt8>>
    let capacity: Int

    /// The fields may be read after `split` only.
    init(capacity: Int) {
        self.capacity = capacity
        starts = .allocate(capacity: capacity)
        ends = .allocate(capacity: capacity)
    }

    func free() {
        starts.deallocate()
        ends.deallocate()
    }

    /// Splits the line and returns the number of its fields, which may exceed the capacity.
    @inline(__always)
    func split(_ line: UnsafeBufferPointer<UInt8>, _ separator: UInt8) -> Int {
        guard var p = line.baseAddress else { return 0 }
        let end = p + line.count
        var index = 0
        var start = p
        while p <= end {
            if p == end || p.pointee == separator {
                if index < capacity {
                    starts[index] = start
                    ends[index] = p
                    if start < p && (start.pointee == 0x22 || start.pointee == 0x20 || p[-1] == 0x20 || p[-1] == 0x22) { trim(index) }
                }
                index += 1
                start = p + 1
            }
            p += 1
        }
        return index
    }

    private func trim(_ index: Int) {
        while starts[index] < ends[index], starts[index].pointee == 0x20 || starts[index].pointee == 0x22 { starts[index] += 1 }
        while starts[index] < ends[index], ends[index][-1] == 0x20 || ends[index][-1] == 0x22 { ends[index] -= 1 }
    }

    @inline(__always) func start(_ index: Int) -> UnsafePointer<UInt8> { starts[index] }
    @inline(__always) func end(_ index: Int) -> UnsafePointer<UInt8> { ends[index] }
    func bytes(_ index: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: starts[index], count: ends[index] - starts[index]) }
    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}
