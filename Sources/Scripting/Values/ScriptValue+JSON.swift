extension ScriptValue {
    /// The value as JSON. A table with the keys 1, 2, … is an array, any other an object whose keys are texts; a matrix is an array of
    /// its rows. Numbers that JSON does not know (NaN, infinite) are `null`, as everywhere in Perigee's JSON.
    public var json: String {
        var text = ""
        writeJSON(to: &text)
        return text
    }

    private func writeJSON(to text: inout String) {
        switch self {
        case .none: text += "null"
        case .boolean(let truth): text += truth ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .number(let value): ScriptValue.writeJSON(value, to: &text)
        case .text(let value): ScriptValue.writeJSON(value, to: &text)
        case .table(let table): table.writeJSON(to: &text)
        case .array(let array): array.writeJSON(to: &text)
        }
    }

    fileprivate static func writeJSON(_ value: Double, to text: inout String) { text += value.isFinite ? "\(value)" : "null" }

    fileprivate static func writeJSON(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    fileprivate static func writeJSONList<T>(_ values: some Collection<T>, to text: inout String, _ write: (T, inout String) -> Void) {
        text += "["
        var isFirst = true
        for value in values {
            if !isFirst { text += "," }
            isFirst = false
            write(value, &text)
        }
        text += "]"
    }
}

extension ScriptTable {
    fileprivate func writeJSON(to text: inout String) {
        if let list, !list.isEmpty { return ScriptValue.writeJSONList(list, to: &text) { $1 += $0.json } }
        text += "{"
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += "," }
            let key = if case .text(let name) = entry.key { name } else { entry.key.value.description }
            ScriptValue.writeJSON(key, to: &text)
            text += ":" + entry.value.json
        }
        text += "}"
    }
}

extension ScriptArray {
    fileprivate func writeJSON(to text: inout String) {
        guard isMatrix else { return ScriptValue.writeJSONList(elements, to: &text) { ScriptValue.writeJSON($0, to: &$1) } }
        ScriptValue.writeJSONList(0..<rows, to: &text) { row, text in
            let line = (0..<columns).map { elements[$0 * rows + row] }
            ScriptValue.writeJSONList(line, to: &text) { ScriptValue.writeJSON($0, to: &$1) }
        }
    }
}
