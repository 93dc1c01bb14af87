import Numerics

/// A mapping with typed access by key. A key that is absent gives `nil`; one that is there with a value of another kind is an
/// error with its place.
public struct YAMLMapping: Sendable {
    /// In the order of the file.
    public let entries: [(key: YAMLKey, value: YAMLNode)]
    public let node: YAMLNode
    private let places: [String: Int]

    init(_ entries: [(key: YAMLKey, value: YAMLNode)], of node: YAMLNode) {
        self.entries = entries
        self.node = node
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.key.text, $0) })
    }

    public subscript(_ key: String) -> YAMLNode? { places[key].map { entries[$0].value } }

    public func required(_ key: String) throws(YAMLError) -> YAMLNode {
        guard let value = self[key] else { throw node.error("no '\(key)': give it") }
        return value
    }

    public func string(_ key: String) throws(YAMLError) -> String? { try self[key]?.string() }

    public func number(_ key: String, in range: ClosedRange<Double> = -.infinity ... .infinity) throws(YAMLError) -> Double? {
        try self[key]?.number(in: range)
    }

    public func integer(_ key: String, in range: ClosedRange<Int>) throws(YAMLError) -> Int? { try self[key]?.integer(in: range) }
    public func boolean(_ key: String) throws(YAMLError) -> Bool? { try self[key]?.boolean() }
    public func choice(_ key: String, _ words: [String]) throws(YAMLError) -> String? { try self[key]?.choice(words) }
    public func sequence(_ key: String) throws(YAMLError) -> [YAMLNode]? { try self[key]?.sequence() }
    public func mapping(_ key: String) throws(YAMLError) -> YAMLMapping? { try self[key]?.mapping() }
    public func mapping(_ key: String, keys: [String]) throws(YAMLError) -> YAMLMapping? { try self[key]?.mapping(keys: keys) }

    /// An error about a key itself.
    public func error(at key: YAMLKey, _ message: String) -> YAMLError {
        YAMLError(node.file, key.mark, node.path.isEmpty ? message : "\(node.path): \(message)")
    }

    func requireKeys(among known: [String]) throws(YAMLError) {
        for (key, _) in entries where !known.contains(key.text) {
            let near = nearestName(to: key.text, among: known).map { ": did you mean '\($0)'?" } ?? ""
            throw error(
                at: key, "unknown key '\(key.text)'\(near.isEmpty ? ":" : near) expected \(known.joined(separator: ", "))")
        }
    }
}
