/// A strict JSON reader (RFC 8259) for the tests: nothing but the grammar, and no duplicate keys.
struct JSONReader {
    indirect enum Value: Equatable {
        case null, bool(Bool), number(Double), string(String), array([Value])
        case object([(key: String, value: Value)])

        static func == (a: Value, b: Value) -> Bool { String(describing: a) == String(describing: b) }

        subscript(key: String) -> Value? {
            if case .object(let members) = self { return members.first { $0.key == key }?.value }
            return nil
        }

        subscript(index: Int) -> Value? {
            if case .array(let items) = self, items.indices.contains(index) { return items[index] }
            return nil
        }

        var keys: [String] {
            if case .object(let members) = self { return members.map(\.key) }
            return []
        }

        var count: Int {
            if case .array(let items) = self { return items.count }
            return 0
        }
    }

    struct Failure: Error { var offset: Int }

    private let bytes: [UInt8]
    private var offset = 0

    static func read(_ text: String) throws -> Value {
        var reader = JSONReader(bytes: Array(text.utf8))
        let value = try reader.value()
        reader.space()
        guard reader.offset == reader.bytes.count else { throw Failure(offset: reader.offset) }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func space() {
        while [0x20, 0x0A, 0x0D, 0x09].contains(next), offset < bytes.count { offset += 1 }
    }

    private mutating func take(_ text: String) throws {
        for byte in text.utf8 {
            guard next == byte else { throw Failure(offset: offset) }
            offset += 1
        }
    }

    private mutating func value() throws -> Value {
        space()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): try take("true"); return .bool(true)
        case UInt8(ascii: "f"): try take("false"); return .bool(false)
        case UInt8(ascii: "n"): try take("null"); return .null
        default: return .number(try number())
        }
    }

    private mutating func object() throws -> Value {
        try take("{")
        var members: [(key: String, value: Value)] = []
        var seen: Set<String> = []
        space()
        if next == UInt8(ascii: "}") { offset += 1; return .object([]) }
        while true {
            space()
            let key = try string()
            guard seen.insert(key).inserted else { throw Failure(offset: offset) }
            space()
            try take(":")
            members.append((key, try value()))
            space()
            if next == UInt8(ascii: "}") { offset += 1; return .object(members) }
            try take(",")
        }
    }

    private mutating func array() throws -> Value {
        try take("[")
        var items: [Value] = []
        space()
        if next == UInt8(ascii: "]") { offset += 1; return .array([]) }
        while true {
            items.append(try value())
            space()
            if next == UInt8(ascii: "]") { offset += 1; return .array(items) }
            try take(",")
        }
    }

    private mutating func string() throws -> String {
        try take("\"")
        var text: [UInt8] = []
        while next != UInt8(ascii: "\"") {
            guard offset < bytes.count, next >= 0x20 else { throw Failure(offset: offset) }
            guard next == UInt8(ascii: "\\") else {
                text.append(next)
                offset += 1
                continue
            }
            offset += 1
            text += try escape()
        }
        offset += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape() throws -> [UInt8] {
        let letter = next
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            guard offset + 4 <= bytes.count,
                let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            else { throw Failure(offset: offset) }
            offset += 4
            return Array(String(Character(scalar)).utf8)
        default: throw Failure(offset: offset)
        }
    }

    private mutating func number() throws -> Double {
        let first = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let whole = try digits()
        if whole > 1, bytes[offset - whole] == UInt8(ascii: "0") { throw Failure(offset: offset) }
        if next == UInt8(ascii: ".") { offset += 1; _ = try digits() }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            _ = try digits()
        }
        guard let value = Double(String(decoding: bytes[first..<offset], as: UTF8.self)) else { throw Failure(offset: first) }
        return value
    }

    private mutating func digits() throws -> Int {
        let first = offset
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { offset += 1 }
        guard offset > first else { throw Failure(offset: offset) }
        return offset - first
    }
}
