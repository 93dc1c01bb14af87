extension ScriptValue {
    /// Tags of the byte form, which `pg_value.h` describes.
    private enum Tag: UInt8 {
        case none, no, yes, integer, number, text, table, vector, matrix
    }

    /// The byte form: the same for equal values, in every process.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    func append(to bytes: inout [UInt8]) {
        switch self {
        case .none: bytes.append(Tag.none.rawValue)
        case .boolean(let truth): bytes.append((truth ? Tag.yes : Tag.no).rawValue)
        case .integer(let value): bytes.append(.integer, UInt64(bitPattern: value))
        case .number(let value): bytes.append(.number, value.bitPattern)
        case .text(let text):
            bytes.append(Tag.text.rawValue)
            bytes.append(text)
        case .table(let table):
            bytes.append(Tag.table.rawValue)
            bytes.append(count: table.count)
            for (key, value) in table.entries {
                key.value.append(to: &bytes)
                value.append(to: &bytes)
            }
        case .array(let array):
            bytes.append((array.isMatrix ? Tag.matrix : Tag.vector).rawValue)
            bytes.append(count: array.rows)
            bytes.append(count: array.columns)
            array.elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
            bytes.append(count: array.names.count)
            for name in array.names { bytes.append(name) }
        }
    }

    /// The bytes do not hold a value: they are damaged, or of another program.
    public struct Damage: Error, CustomStringConvertible {
        /// Offset of what cannot be read.
        public let offset: Int
        public let count: Int
        public var description: String { "a stored value is damaged at byte \(offset) of \(count)" }
    }

    /// Reads one value that fills the bytes.
    /// - Throws: `Damage`; keys out of order, a value of nil in a table and tables nested deeper than 32 count as such.
    public init(bytes: [UInt8]) throws(Damage) {
        self = try bytes.withUnsafeBytes { buffer in Result { () throws(Damage) in try ScriptValue(bytes: buffer) } }.get()
    }

    init(bytes: UnsafeRawBufferPointer) throws(Damage) {
        var reader = ByteReader(bytes: bytes)
        self = try ScriptValue(&reader, depth: 0)
        guard reader.offset == bytes.count else { throw reader.damage }
    }

    private init(_ reader: inout ByteReader, depth: Int) throws(Damage) {
        guard let tag = Tag(rawValue: try reader.byte()) else { throw reader.damage }
        switch tag {
        case .none: self = .none
        case .no: self = .boolean(false)
        case .yes: self = .boolean(true)
        case .integer: self = .integer(Int64(bitPattern: try reader.word()))
        case .number: self = .number(Double(bitPattern: try reader.word()))
        case .text: self = .text(try reader.text())
        case .table: self = .table(try ScriptValue.table(&reader, depth))
        case .vector, .matrix: self = .array(try ScriptValue.array(&reader, isMatrix: tag == .matrix))
        }
    }

    private static func table(_ reader: inout ByteReader, _ depth: Int) throws(Damage) -> ScriptTable {
        let count = try reader.count(ofAtLeast: 2)
        guard depth < 32 else { throw reader.damage }
        var entries: [ScriptTable.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let key = ScriptTable.Key(try ScriptValue(&reader, depth: depth + 1)) else { throw reader.damage }
            if let last = entries.last, !(last.key < key) { throw reader.damage }
            let value = try ScriptValue(&reader, depth: depth + 1)
            if case .none = value { throw reader.damage }
            entries.append((key, value))
        }
        return ScriptTable(ordered: entries)
    }

    private static func array(_ reader: inout ByteReader, isMatrix: Bool) throws(Damage) -> ScriptArray {
        let (rows, columns) = (try reader.count(), try reader.count())
        guard isMatrix || columns == 1, columns == 0 || rows <= reader.left / 8 / columns else { throw reader.damage }
        var elements: [Double] = []
        elements.reserveCapacity(rows * columns)
        for _ in 0..<rows * columns { elements.append(Double(bitPattern: try reader.word())) }
        var names: [String] = []
        for _ in 0..<(try reader.count(ofAtLeast: 4)) { names.append(try reader.text()) }
        return ScriptArray(rows: rows, columns: columns, isMatrix: isMatrix, elements: elements, names: names)
    }
}

extension ScriptTable.Key {
    var value: ScriptValue {
        switch self {
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .boolean(let truth): .boolean(truth)
        }
    }

    /// `nil` where the value is none that a table that leaves a script has as a key.
    init?(_ value: ScriptValue) {
        switch value {
        case .integer(let integer): self = .integer(integer)
        case .number(let number):
            guard number.isFinite, Int64(exactly: number) == nil else { return nil }
            self = .number(number)
        case .text(let text): self = .text(text)
        case .boolean(let truth): self = .boolean(truth)
        default: return nil
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ tag: ScriptValue.WordTag, _ word: UInt64) {
        append(tag.rawValue)
        Swift.withUnsafeBytes(of: word.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(count: Int) { Swift.withUnsafeBytes(of: UInt32(count).littleEndian) { append(contentsOf: $0) } }

    fileprivate mutating func append(_ text: String) {
        append(count: text.utf8.count)
        append(contentsOf: text.utf8)
    }
}

extension ScriptValue {
    /// The tags that eight bytes follow.
    fileprivate enum WordTag: UInt8 {
        case integer = 3
        case number = 4
    }
}

/// Reads little-endian bytes from the front, never past their end.
private struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var left: Int { bytes.count - offset }
    var damage: ScriptValue.Damage { ScriptValue.Damage(offset: offset, count: bytes.count) }

    mutating func byte() throws(ScriptValue.Damage) -> UInt8 {
        guard left >= 1 else { throw damage }
        offset += 1
        return bytes[offset - 1]
    }

    mutating func word() throws(ScriptValue.Damage) -> UInt64 {
        guard left >= 8 else { throw damage }
        offset += 8
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset - 8, as: UInt64.self))
    }

    /// A number of things that take `size` bytes each, or more.
    mutating func count(ofAtLeast size: Int = 0) throws(ScriptValue.Damage) -> Int {
        guard left >= 4 else { throw damage }
        let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
        guard count <= Int(Int32.max), count * size <= left - 4 else { throw damage }
        offset += 4
        return count
    }

    mutating func text() throws(ScriptValue.Damage) -> String {
        let length = try count(ofAtLeast: 1)
        guard let text = String(validating: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), as: UTF8.self) else {
            throw damage
        }
        offset += length
        return text
    }
}
