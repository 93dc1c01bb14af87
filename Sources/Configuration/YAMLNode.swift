/// A value of a YAML file with the place where it stands, so that whoever finds it wrong can say where.
public struct YAMLNode: Sendable {
    public enum Content: Sendable {
        /// Text as written; a quoted one is never a number, a truth value or nothing.
        case scalar(String, isQuoted: Bool)
        case sequence([YAMLNode])
        /// In the order of the file; no key is there twice.
        case mapping([(key: YAMLKey, value: YAMLNode)])
    }

    public let content: Content
    public let mark: YAMLMark
    /// The file's name, for messages.
    public let file: String
    /// The way to it from the root, such as `groups.tech.max` or `views[2]`; empty for the root.
    public let path: String

    init(_ content: Content, _ mark: YAMLMark, file: String, path: String) {
        self.content = content
        self.mark = mark
        self.file = file
        self.path = path
    }

    /// An error about this value: `message` follows what it is called.
    public func error(_ message: String) -> YAMLError { YAMLError(file, mark, path.isEmpty ? message : "\(path): \(message)") }

    /// Nothing written, `~` or `null`.
    public var isNull: Bool {
        guard case .scalar(let text, false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What it is, for messages: short whatever it holds.
    public var summary: String {
        switch content {
        case .scalar(let text, let isQuoted):
            if isNull { return "nothing" }
            let short = text.count > 60 ? text.prefix(60) + "…" : text[...]
            return isQuoted ? "the text \"\(short)\"" : "'\(short)'"
        case .sequence(let items): return "a list of \(items.count)"
        case .mapping(let entries): return "a mapping of \(entries.count)"
        }
    }
}

/// A key of a mapping and where it stands.
public struct YAMLKey: Hashable, Sendable {
    public let text: String
    public let mark: YAMLMark
}
