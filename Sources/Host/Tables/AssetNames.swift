import Configuration
import Numerics

/// The assets of a table of returns, by which a configuration file calls them.
struct AssetNames {
    let names: [String]
    /// The file that they are of, for messages.
    let source: String
    private let places: [String: Int]

    init(_ names: [String], of source: String) {
        self.names = names
        self.source = source
        places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var count: Int { names.count }

    /// - Throws: an error at the name's place with the nearest name of the returns.
    func index(of node: YAMLNode) throws -> Int {
        let name = try node.string()
        guard let index = places[name] else { throw node.error(unknown(name)) }
        return index
    }

    func index(of key: YAMLKey, in mapping: YAMLMapping) throws -> Int {
        guard let index = places[key.text] else { throw mapping.error(at: key, unknown(key.text)) }
        return index
    }

    /// A list of names, each once.
    func indices(of node: YAMLNode) throws -> [Int] {
        var found: [Int] = []
        for item in try node.sequence() {
            let index = try index(of: item)
            guard !found.contains(index) else { throw item.error("'\(names[index])' is named twice: keep one") }
            found.append(index)
        }
        guard !found.isEmpty else { throw node.error("an empty list: expected names of assets") }
        return found
    }

    /// Numbers by name; what is not named is `rest`.
    func values(of node: YAMLNode, rest: Double, in range: ClosedRange<Double> = -.infinity ... .infinity) throws -> [Double] {
        var values = [Double](repeating: rest, count: count)
        let mapping = try node.mapping()
        for (key, value) in mapping.entries { values[try index(of: key, in: mapping)] = try value.number(in: range) }
        return values
    }

    private func unknown(_ name: String) -> String {
        let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" }
        return
            "unknown name '\(name)'\(near ?? ": \(source) has \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? " …" : "")")"
    }
}
