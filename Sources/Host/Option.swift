/// An option of a command as its help shows it.
public struct Option: Sendable {
    public let name: String
    /// What stands for the value in the help; `nil` for a switch.
    public let value: String?
    public let summary: String
    public let isRepeatable: Bool

    public init(_ name: String, _ value: String? = nil, _ summary: String, isRepeatable: Bool = false) {
        self.name = name
        self.value = value
        self.summary = summary
        self.isRepeatable = isRepeatable
    }
}

/// A command of the program.
public struct Command: Sendable {
    public let name: String
    public let summary: String
    /// What follows the name, such as `SCRIPT.lua --data PATH`.
    public let usage: String
    public let options: [Option]
    public let examples: [String]
    public let run: @Sendable (Arguments) throws -> Int32

    public var help: String {
        var lines = [summary, "", "Usage: perigee \(name) \(usage)", ""]
        if !options.isEmpty {
            lines.append("Options:")
            let labels = options.map { "--\($0.name)\($0.value.map { " \($0)" } ?? "")" }
            let width = min((labels.map(\.count).max() ?? 0) + 2, 34)
            for (option, label) in zip(options, labels) {
                let padding = label.count < width ? String(repeating: " ", count: width - label.count) : "\n" + String(repeating: " ", count: width + 2)
                lines.append("  \(label)\(padding)\(option.summary)\(option.isRepeatable ? " (may be given again)" : "")")
            }
            lines.append("")
        }
        if !examples.isEmpty { lines += ["Examples:"] + examples.map { "  perigee \($0)" } + [""] }
        return lines.joined(separator: "\n")
    }
}
