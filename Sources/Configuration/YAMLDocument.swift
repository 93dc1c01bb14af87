/// A YAML file as data: one document of texts, lists and mappings.
///
/// What YAML offers beyond that is refused with its place, because two readers of a configuration must see the same thing:
/// anchors, aliases and merge keys, tags, several documents, keys that are no text, keys given twice, tabs in the indentation.
public struct YAMLDocument: Sendable {
    public struct Limits: Sendable {
        public var bytes = 4 << 20
        public var depth = 32
        public var nodes = 500_000
        public init() {}
    }

    public let root: YAMLNode

    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - file: its name, for messages.
    /// - Throws: the first thing that is wrong.
    public init(_ bytes: UnsafeRawBufferPointer, file: String, limits: Limits = Limits()) throws(YAMLError) {
        let start = YAMLMark(line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            throw YAMLError(file, start, "\(bytes.count) bytes: expected at most \(limits.bytes)")
        }
        try YAMLDocument.refuseTabs(bytes, file)
        let parser = YAMLParser(bytes, file: file, limits: limits)
        root = try parser.document()
    }

    public init(_ text: String, file: String, limits: Limits = Limits()) throws(YAMLError) {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(YAMLError) in try YAMLDocument(buffer, file: file, limits: limits) }
        }
        self = try result.get()
    }

    /// The library calls a tab "a character that cannot start any token"; said here in words that help.
    private static func refuseTabs(_ bytes: UnsafeRawBufferPointer, _ file: String) throws(YAMLError) {
        var (line, column, isIndentation) = (1, 1, true)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): (line, column, isIndentation) = (line + 1, 0, true)
            case UInt8(ascii: "\t") where isIndentation:
                throw YAMLError(
                    file, YAMLMark(line: line, column: column),
                    "a tab in the indentation: YAML takes spaces only: replace it by spaces")
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: isIndentation = false
            }
            column += 1
        }
    }
}
