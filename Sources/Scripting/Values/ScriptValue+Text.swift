extension ScriptValue: CustomStringConvertible {
    /// As a script would write it. The bits of a NaN are not shown.
    public var description: String {
        switch self {
        case .none: "nil"
        case .boolean(let truth): truth ? "true" : "false"
        case .integer(Int64.min): "math.mininteger"
        case .integer(let value): "\(value)"
        case .number(let value): ScriptValue.literal(value)
        case .text(let text): ScriptValue.quoted(text)
        case .table(let table): table.description
        case .array(let array): array.description
        }
    }

    static func literal(_ value: Double) -> String {
        if value.isNaN { return "0/0" }
        if value.isInfinite { return value < 0 ? "-math.huge" : "math.huge" }
        return "\(value)"
    }

    /// A number for messages to people: 60 instead of 60.0.
    static func plain(_ value: Double) -> String {
        if let integer = Int64(exactly: value) { return "\(integer)" }
        if value.isNaN { return "NaN" }
        return value.isInfinite ? (value < 0 ? "-infinite" : "infinite") : "\(value)"
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where scalar.value < 32 || scalar.value == 127:
                let digits = String(scalar.value)
                out += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension ScriptTable: CustomStringConvertible {
    public var description: String {
        if let list { return "{" + list.map(\.description).joined(separator: ", ") + "}" }
        return "{" + entries.map { "\($0.key.field) = \($0.value)" }.joined(separator: ", ") + "}"
    }
}

extension ScriptTable.Key {
    private static let reserved: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
        "repeat", "return", "then", "true", "until", "while",
    ]

    private var isName: Bool {
        guard case .text(let text) = self, let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return !Self.reserved.contains(text)
            && text.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }

    /// As a table constructor would write it: `name` or `["a text"]`.
    var field: String {
        if isName, case .text(let name) = self { return name }
        return "[\(value)]"
    }

    /// As the path to an entry: `.name` or `[3]`.
    var step: String { isName ? ".\(field)" : field }
}

extension ScriptArray: CustomStringConvertible {
    public var description: String {
        let shown = elements.map(ScriptValue.literal)
        guard isMatrix else { return "vector{" + shown.joined(separator: ", ") + "}" }
        let lines = (0..<rows).map { row in "{" + (0..<columns).map { shown[$0 * rows + row] }.joined(separator: ", ") + "}" }
        let labels = names.isEmpty ? "" : ", {" + names.map(ScriptValue.quoted).joined(separator: ", ") + "}"
        return "matrix({" + lines.joined(separator: ", ") + "}\(labels))"
    }
}
