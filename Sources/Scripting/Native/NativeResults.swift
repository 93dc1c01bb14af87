import CLuaBridge
import Numerics

/// The nodes of a library's answer and what they point to, alive until the next answer.
final class NativeResults {
    private var arena = PointerArena()
    private var nodes: [pg_node] = []
    private(set) var pointer: UnsafePointer<pg_node>?

    var count: Int32 { Int32(nodes.count) }

    func set(_ values: [NativeValue]) {
        arena = PointerArena()
        nodes.removeAll(keepingCapacity: true)
        for value in values { append(value, key: nil) }
        pointer = UnsafePointer(arena.array(nodes))
    }

    private func append(_ value: NativeValue, key: String?) {
        var node = pg_node()
        if let key {
            node.key = UnsafePointer(arena.text(key))
            node.key_length = key.utf8.count
        }
        switch value {
        case .none: break
        case .number(let number):
            node.kind = PG_NODE_NUMBER
            node.number = number
        case .boolean(let flag):
            node.kind = PG_NODE_BOOLEAN
            node.number = flag ? 1 : 0
        case .text(let text): set(text, in: &node)
        case .vector(let elements, let names): return append(elements, elements.count, 1, PG_NODE_VECTOR, names, node)
        case .matrix(let matrix, let names): return append(matrix.elements, matrix.rows, matrix.columns, PG_NODE_MATRIX, names, node)
        case .table(let children):
            node.kind = PG_NODE_TABLE
            node.count = Int32(children.count)
            nodes.append(node)
            for child in children { append(child.value, key: child.key) }
            return
        }
        nodes.append(node)
    }

    private func set(_ text: String, in node: inout pg_node) {
        node.kind = PG_NODE_TEXT
        node.text = UnsafePointer(arena.text(text))
        node.length = text.utf8.count
    }

    private func append(_ elements: [Double], _ rows: Int, _ columns: Int, _ kind: pg_node_kind, _ names: [String], _ start: pg_node) {
        var node = start
        node.kind = kind
        node.data = UnsafePointer(arena.array(elements))
        node.rows = Int32(rows)
        node.columns = Int32(columns)
        node.count = Int32(names.count)
        nodes.append(node)
        for name in names {
            var text = pg_node()
            set(name, in: &text)
            nodes.append(text)
        }
    }
}
