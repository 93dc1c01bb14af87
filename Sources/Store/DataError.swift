/// What is wrong with a data file, where, and how to mend it.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    /// 0 where it concerns the whole file.
    public let line: Int
    public let message: String

    public init(_ path: String, line: Int = 0, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    public var description: String { line > 0 ? "\(path):\(line): \(message)" : "\(path): \(message)" }
}
