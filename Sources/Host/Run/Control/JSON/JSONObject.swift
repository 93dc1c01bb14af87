/// An object's members by key and type.
struct JSONObject: Sendable {
    let members: [JSONValue.Member]

    init(_ value: JSONValue) throws(JSONError) {
        guard case .object(let members) = value else { throw JSONError("expected an object, found \(value.kind)") }
        self.members = members
    }

    subscript(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    func text(_ key: String) throws(JSONError) -> String {
        let value = try required(key)
        guard case .text(let text) = value else { throw mismatch(key, value, "a text") }
        return text
    }

    func number(_ key: String) throws(JSONError) -> Double {
        let value = try required(key)
        guard case .number(let number) = value else { throw mismatch(key, value, "a number") }
        return number
    }

    func integer(_ key: String) throws(JSONError) -> Int {
        let value = try required(key)
        guard case .number(let number) = value, let whole = Int(exactly: number) else {
            throw mismatch(key, value, "a whole number")
        }
        return whole
    }

    func boolean(_ key: String) throws(JSONError) -> Bool {
        let value = try required(key)
        guard case .boolean(let truth) = value else { throw mismatch(key, value, "true or false") }
        return truth
    }

    func array(_ key: String) throws(JSONError) -> [JSONValue] {
        let value = try required(key)
        guard case .array(let items) = value else { throw mismatch(key, value, "an array") }
        return items
    }

    /// nil where the key is absent or null.
    func optionalText(_ key: String) throws(JSONError) -> String? { isThere(key) ? try text(key) : nil }
    func optionalNumber(_ key: String) throws(JSONError) -> Double? { isThere(key) ? try number(key) : nil }
    func optionalBoolean(_ key: String) throws(JSONError) -> Bool? { isThere(key) ? try boolean(key) : nil }
    func optionalObject(_ key: String) throws(JSONError) -> JSONObject? {
        guard isThere(key), let value = self[key] else { return nil }
        guard case .object = value else { throw mismatch(key, value, "an object") }
        return try JSONObject(value)
    }

    private func isThere(_ key: String) -> Bool { self[key] ?? .null != .null }

    private func required(_ key: String) throws(JSONError) -> JSONValue {
        guard let value = self[key] else { throw JSONError("the key '\(key)' is missing") }
        return value
    }

    private func mismatch(_ key: String, _ value: JSONValue, _ expected: String) -> JSONError {
        JSONError("'\(key)': expected \(expected), found \(value.kind)")
    }
}
