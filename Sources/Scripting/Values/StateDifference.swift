/// How the state of a script differs in shape from another: what a change of its text adds, drops or turns into another type.
public struct StateDifference: Hashable, Sendable, CustomStringConvertible {
    public enum Change: Hashable, Sendable {
        case added(kind: String)
        case dropped(kind: String)
        case changed(from: String, to: String)
        case length(from: Int, to: Int)
    }
    /// The field as a script would write it: `level` or `levels[3].price`.
    public let path: String
    public let change: Change

    public var description: String {
        switch change {
        case .added(let kind): "field '\(path)' is new: \(kind)"
        case .dropped(let kind): "field '\(path)', \(kind), is gone"
        case .changed(let old, let new): "field '\(path)' was \(old) and is \(new)"
        case .length(let old, let new): "list '\(path)' had \(old) elements and has \(new)"
        }
    }

    /// Differences in the order of the fields. Values may differ freely; integers and other numbers are one type.
    public static func compare(_ old: ScriptValue, _ new: ScriptValue) -> [StateDifference] {
        var found: [StateDifference] = []
        compare(old, new, "", &found)
        return found
    }

    private static func compare(_ old: ScriptValue, _ new: ScriptValue, _ path: String, _ found: inout [StateDifference]) {
        guard case .table(let a) = old, case .table(let b) = new else {
            if old.kind != new.kind { found.append(.init(path: path, change: .changed(from: old.kind, to: new.kind))) }
            return
        }
        if let x = a.list, let y = b.list, x.count != y.count, !x.isEmpty, !y.isEmpty {
            found.append(.init(path: path, change: .length(from: x.count, to: y.count)))
            for (index, pair) in zip(x, y).enumerated() { compare(pair.0, pair.1, "\(path)[\(index + 1)]", &found) }
            return
        }
        merge(a.entries, b.entries, path, &found)
    }

    /// Walks two lists of entries in their common order.
    private static func merge(_ a: [ScriptTable.Entry], _ b: [ScriptTable.Entry], _ path: String, _ found: inout [StateDifference]) {
        var (i, j) = (0, 0)
        func extended(_ key: ScriptTable.Key) -> String { path.isEmpty ? key.root : path + key.step }
        while i < a.count || j < b.count {
            if j == b.count || (i < a.count && a[i].key < b[j].key) {
                found.append(.init(path: extended(a[i].key), change: .dropped(kind: a[i].value.kind)))
                i += 1
            } else if i == a.count || b[j].key < a[i].key {
                found.append(.init(path: extended(b[j].key), change: .added(kind: b[j].value.kind)))
                j += 1
            } else {
                compare(a[i].value, b[j].value, extended(a[i].key), &found)
                (i, j) = (i + 1, j + 1)
            }
        }
    }
}

extension ScriptTable.Key {
    /// As the beginning of a path: `level` or `[3]`.
    fileprivate var root: String { step.hasPrefix(".") ? String(step.dropFirst()) : step }
}
