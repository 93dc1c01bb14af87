import CLuaBridge
import Numerics

/// A value that a script hands to a library of the host, or gets from one.
enum NativeValue {
    case none
    case number(Double)
    case boolean(Bool)
    case text(String)
    /// Names, where there are any: one an element.
    case vector([Double], names: [String] = [])
    /// Names, where there are any: one a column.
    case matrix(Matrix, names: [String] = [])
    /// Children in order: those without a key by position, then those with one, by name.
    case table([(key: String?, value: NativeValue)])

    /// What an error message calls it.
    var kind: String {
        switch self {
        case .none: "nil"
        case .number: "number"
        case .boolean: "boolean"
        case .text: "text"
        case .vector: "vector"
        case .matrix: "matrix"
        case .table: "table"
        }
    }

    /// A table with keys, in the order given.
    static func record(_ fields: [(String, NativeValue)]) -> NativeValue { .table(fields.map { (key: $0.0, value: $0.1) }) }
    static func list(_ values: [NativeValue]) -> NativeValue { .table(values.map { (key: nil, value: $0) }) }
    static func texts(_ values: [String]) -> NativeValue { list(values.map { .text($0) }) }
}

extension NativeValue {
    /// Reads the values of `nodes` from the front. Texts and elements are copied, whole arrays at a time.
    static func read(_ nodes: UnsafeBufferPointer<pg_node>) -> [NativeValue] {
        var reader = NodeReader(nodes: nodes)
        var values: [NativeValue] = []
        while !reader.isAtEnd { values.append(reader.next()) }
        return values
    }
}

private struct NodeReader {
    let nodes: UnsafeBufferPointer<pg_node>
    var index = 0

    var isAtEnd: Bool { index >= nodes.count }

    mutating func next() -> NativeValue {
        let node = nodes[index]
        index += 1
        switch node.kind {
        case PG_NODE_NUMBER: return .number(node.number)
        case PG_NODE_BOOLEAN: return .boolean(node.number != 0)
        case PG_NODE_TEXT: return .text(text(node.text, node.length))
        case PG_NODE_VECTOR: return .vector(elements(node), names: names(node.count))
        case PG_NODE_MATRIX:
            let matrix = Matrix(rows: Int(node.rows), columns: Int(node.columns), elements: elements(node))
            return .matrix(matrix, names: names(node.count))
        case PG_NODE_TABLE: return .table(children(node.count))
        default: return .none
        }
    }

    /// Lua's order of names differs between processes: sorted here.
    private mutating func children(_ count: Int32) -> [(key: String?, value: NativeValue)] {
        var positioned: [(key: String?, value: NativeValue)] = []
        var named: [(key: String?, value: NativeValue)] = []
        for _ in 0..<count {
            let node = nodes[index]
            let key = node.key.map { text($0, node.key_length) }
            let value = next()
            if key == nil { positioned.append((nil, value)) } else { named.append((key, value)) }
        }
        named.sort { ($0.key ?? "") < ($1.key ?? "") }
        return positioned + named
    }

    private mutating func names(_ count: Int32) -> [String] {
        var names: [String] = []
        for _ in 0..<count { if case .text(let name) = next() { names.append(name) } }
        return names
    }

    private func elements(_ node: pg_node) -> [Double] {
        Array(UnsafeBufferPointer(start: node.data, count: Int(node.rows) * Int(node.columns)))
    }

    private func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }
}
