/// Reads one JSON text.
struct JSONReader {
    /// Keys of one object are compared with each other: without a bound a small text could cost seconds.
    static let maximumMembers = 1024

    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var position = 0

    static func read(_ bytes: [UInt8], maximumDepth: Int) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, maximumDepth: maximumDepth)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.error("nothing more after the value") }
        return value
    }

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func error(_ expected: String) -> JSONError {
        guard let next else { return JSONError("the text ends at byte \(position): expected \(expected)") }
        let found = next > 32 && next < 127 ? "'\(Character(UnicodeScalar(next)))'" : "byte \(next)"
        return JSONError("\(found) at byte \(position): expected \(expected)")
    }

    private mutating func skipSpace() {
        while let next, next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard isThere else { throw error("a value") }
        position += word.utf8CodeUnitCount
        return value
    }

    private mutating func open(_ depth: Int) throws(JSONError) {
        guard depth < maximumDepth else { throw JSONError("byte \(position): nested deeper than \(maximumDepth) levels") }
        position += 1
        skipSpace()
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        try open(depth)
        var members: [JSONValue.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a key in double quotes") }
            let key = try text()
            guard !members.contains(where: { $0.key == key }) else { throw JSONError("the key '\(key)' is there twice") }
            guard members.count < JSONReader.maximumMembers else {
                throw JSONError("byte \(position): more than \(JSONReader.maximumMembers) keys in one object")
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw error("':'") }
            skipSpace()
            members.append(.init(key: key, value: try value(depth: depth + 1)))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw error("',' or '}'") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        try open(depth)
        var items: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(items) }
        repeat {
            skipSpace()
            items.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw error("',' or ']'") }
        return .array(items)
    }

    private mutating func digits(or expected: String = "a digit") throws(JSONError) {
        let start = position
        while let next, next >= 48, next <= 57 { position += 1 }
        guard position > start else { throw error(expected) }
    }

    private mutating func number() throws(JSONError) -> Double {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if let next, next >= 48, next <= 57 { throw error("no digit after a leading zero") }
        } else {
            try digits(or: isNegative ? "a digit" : "a value")
        }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw JSONError("byte \(start): the number \(text.prefix(32)) is out of range")
        }
        return value
    }

    /// A text in quotes; the position is at the first quote.
    private mutating func text() throws(JSONError) -> String {
        position += 1
        var result: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard let text = String(validating: result, as: UTF8.self) else {
                    throw JSONError("byte \(position): a text that is not UTF-8")
                }
                return text
            }
            if byte == UInt8(ascii: "\\") {
                result.append(contentsOf: String(try escape()).utf8)
            } else if byte < 32 {
                position -= 1
                throw error("control characters as \\u escapes")
            } else {
                result.append(byte)
            }
        }
        throw error("the closing quote of a text")
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = next else { throw error("the rest of an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scalar()
        default:
            position -= 1
            throw error("one of \" \\ / b f n r t u after a backslash")
        }
    }

    /// After `\u`: a scalar, or the two halves of one.
    private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw error("both halves of a surrogate pair")
        }
        let second = try hexadecimal()
        guard second >= 0xdc00, second <= 0xdfff,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else {
            throw error("both halves of a surrogate pair")
        }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw error("four hexadecimal digits")
            }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        return value
    }
}
