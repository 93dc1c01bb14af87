/// What is wrong with a YAML file, where, and how to mend it.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let mark: YAMLMark
    public let message: String

    public init(_ path: String, _ mark: YAMLMark, _ message: String) {
        self.path = path
        self.mark = mark
        self.message = message
    }

    public var description: String { "\(path):\(mark): \(message)" }
}

/// A place in a text; both counts start at one.
public struct YAMLMark: Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    /// In characters.
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }
}
