/// What a script said with `log` or `print`.
public struct ScriptLog: Sendable {
    public struct Line: Hashable, Sendable {
        /// The step during which it was said, −1 before the first.
        public let step: Int
        public let line: Int
        public let text: String

        public init(step: Int, line: Int, text: String) {
            self.step = step
            self.line = line
            self.text = text
        }
    }
    public private(set) var lines: [Line] = []
    /// Lines beyond the limit.
    public private(set) var dropped = 0
    let limit: Int

    mutating func append(_ line: Line) {
        if lines.count < limit { lines.append(line) } else { dropped += 1 }
    }

    /// The lines since the last call, which are forgotten: for a host that keeps them elsewhere.
    mutating func take() -> [Line] {
        defer { lines.removeAll(keepingCapacity: true) }
        return lines
    }
}
