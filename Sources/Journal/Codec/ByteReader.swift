/// Why bytes are not what they should be, and where.
public struct CodecError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte, counted from zero, at which reading stopped.
    public let offset: Int
    public let message: String

    public var description: String { "byte \(offset): \(message)" }
}

/// Reads what `ByteWriter` wrote. No input traps: what is short, too long or not in its one form is an error.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }
    var remaining: Int { bytes.count - offset }

    func error(_ message: String) -> CodecError { CodecError(offset: offset, message: message) }

    @inline(__always)
    mutating func byte(_ what: StaticString) throws(CodecError) -> UInt8 {
        guard offset < bytes.count else { throw error("the bytes end inside \(what)") }
        defer { offset += 1 }
        return bytes[offset]
    }

    @inline(__always)
    mutating func unsigned(_ what: StaticString) throws(CodecError) -> UInt64 {
        // Most numbers are one byte or a few; the wide path holds all to their shortest form.
        if offset < bytes.count && bytes[offset] < 0x80 {
            offset += 1
            return UInt64(bytes[offset - 1])
        }
        return try longUnsigned(what)
    }

    private mutating func longUnsigned(_ what: StaticString) throws(CodecError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 63 {
            let next = try byte(what)
            value |= UInt64(next & 0x7f) << shift
            if next < 0x80 {
                guard next != 0 else { throw error("\(what) is not in its shortest form") }
                return value
            }
            shift += 7
        }
        offset = start
        return try tenBytes(what)
    }

    private mutating func tenBytes(_ what: StaticString) throws(CodecError) -> UInt64 {
        let value = try wide(what, limit: 10)
        guard let small = UInt64(exactly: value) else { throw error("\(what) has more than 64 bits") }
        return small
    }

    @inline(__always)
    mutating func signed(_ what: StaticString) throws(CodecError) -> Int64 {
        let folded = try unsigned(what)
        return Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    }

    mutating func signed128(_ what: StaticString) throws(CodecError) -> Int128 {
        let folded = try wide(what, limit: 19)
        return Int128(bitPattern: folded >> 1) ^ -Int128(bitPattern: folded & 1)
    }

    mutating func int32(_ what: StaticString) throws(CodecError) -> Int32 {
        let value = try signed(what)
        guard let small = Int32(exactly: value) else { throw error("\(what) \(value) has more than 32 bits") }
        return small
    }

    private mutating func wide(_ what: StaticString, limit: Int) throws(CodecError) -> UInt128 {
        var value: UInt128 = 0
        for index in 0..<limit {
            let next = try byte(what)
            let part = UInt128(next & 0x7f)
            // The last of 19 groups of seven holds the top two of 128 bits.
            guard index < 18 || part < 4 else { break }
            value |= part << UInt128(7 * index)
            if next < 0x80 {
                guard next != 0 || index == 0 else { throw error("\(what) is not in its shortest form") }
                return value
            }
        }
        throw error("\(what) is longer than a number can be")
    }

    mutating func double(_ what: StaticString) throws(CodecError) -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(try byte(what)) << shift }
        return Double(bitPattern: bits)
    }

    mutating func text(_ what: StaticString) throws(CodecError) -> String {
        let count = try unsigned(what)
        guard count <= UInt64(remaining) else { throw error("the bytes end inside \(what)") }
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + Int(count))])
        guard let value = String(validating: slice, as: UTF8.self) else { throw error("\(what) is not UTF-8 text") }
        offset += Int(count)
        return value
    }

    /// A code of an enumeration.
    mutating func code<T: RawRepresentable>(_ type: T.Type, _ what: StaticString) throws(CodecError) -> T where T.RawValue == UInt8 {
        let value = try byte(what)
        guard let known = T(rawValue: value) else {
            throw CodecError(offset: offset - 1, message: "\(what) \(value) is not one that this version knows")
        }
        return known
    }

    /// The number of items that follow; each takes at least one byte, so a larger number is damage, not a reason to allocate.
    mutating func count(_ what: StaticString) throws(CodecError) -> Int {
        let value = try unsigned(what)
        guard value <= UInt64(remaining) else { throw error("\(what) \(value) is more than the bytes can hold") }
        return Int(value)
    }
}
