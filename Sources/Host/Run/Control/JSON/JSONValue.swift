/// A value of JSON (RFC 8259), read strictly: no comments, no trailing commas, no key twice in one object, nothing after the value,
/// valid UTF-8, numbers that a `Double` can hold, and nesting no deeper than asked. The reader bounds depth, its caller bounds size.
indirect enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case text(String)
    case array([JSONValue])
    /// In the order of the text.
    case object([Member])

    struct Member: Equatable, Sendable {
        let key: String
        let value: JSONValue
    }

    /// - Throws: `JSONError` with the offset in bytes, from 0.
    init(_ text: String, maximumDepth: Int = 16) throws(JSONError) {
        self = try JSONReader.read(Array(text.utf8), maximumDepth: maximumDepth)
    }
    init(_ bytes: [UInt8], maximumDepth: Int = 16) throws(JSONError) {
        self = try JSONReader.read(bytes, maximumDepth: maximumDepth)
    }

    /// The kind of the value, for messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .text: "a text"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
