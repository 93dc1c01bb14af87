/// A table of a script: its entries in the order of the sandbox's `pairs`, which is numbers, texts by their UTF-8, false, true.
public struct ScriptTable: Sendable, Equatable {
    /// What a script may use as a key of a table that leaves it.
    public enum Key: Sendable {
        case integer(Int64)
        /// Finite, and no integer: Lua turns 1.0 into the integer 1.
        case number(Double)
        case text(String)
        case boolean(Bool)
    }
    public typealias Entry = (key: Key, value: ScriptValue)

    public let entries: [Entry]

    /// A table as a script would hold it: of entries with equal keys the last counts; those with the value `none`, or a key that is
    /// not finite, are left out.
    public init(_ entries: [Entry]) {
        let usable = entries.compactMap { entry in entry.key.normal.map { (key: $0, value: entry.value) } }
        let ordered = usable.enumerated().sorted { a, b in
            a.element.key == b.element.key ? a.offset < b.offset : a.element.key < b.element.key
        }
        var kept: [Entry] = []
        for (_, entry) in ordered {
            if kept.last?.key == entry.key { kept.removeLast() }
            kept.append(entry)
        }
        self.entries = kept.filter { $0.value != .none }
    }

    /// Entries that are in order already.
    init(ordered entries: [Entry]) { self.entries = entries }

    public var count: Int { entries.count }

    public subscript(key: Key) -> ScriptValue? {
        guard let key = key.normal else { return nil }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].key == key ? entries[low].value : nil
    }

    /// The values of the keys 1, 2, … where the table has no others.
    public var list: [ScriptValue]? {
        for (index, entry) in entries.enumerated() {
            guard case .integer(let position) = entry.key, position == Int64(index) + 1 else { return nil }
        }
        return entries.map(\.value)
    }

    /// Names and values where all keys are texts.
    public var fields: [(name: String, value: ScriptValue)]? {
        var fields: [(name: String, value: ScriptValue)] = []
        for entry in entries {
            guard case .text(let name) = entry.key else { return nil }
            fields.append((name, entry.value))
        }
        return fields
    }

    public static func == (a: ScriptTable, b: ScriptTable) -> Bool {
        a.entries.count == b.entries.count && zip(a.entries, b.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }
}

extension ScriptTable.Key: Comparable {
    /// As Lua would hold the key; `nil` where it is NaN or infinite.
    var normal: ScriptTable.Key? {
        guard case .number(let number) = self else { return self }
        if let integer = Int64(exactly: number) { return .integer(integer) }
        return number.isFinite ? self : nil
    }

    public static func == (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): x == y
        case (.number(let x), .number(let y)): x == y
        case (.text(let x), .text(let y)): x.utf8.elementsEqual(y.utf8)
        case (.boolean(let x), .boolean(let y)): x == y
        default: false
        }
    }

    private var rank: Int {
        switch self {
        case .integer, .number: 0
        case .text: 1
        case .boolean: 2
        }
    }

    public static func < (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.integer(let x), .integer(let y)): x < y
        case (.number(let x), .number(let y)): x < y
        case (.integer(let x), .number(let y)): isBelow(x, y)
        case (.number(let x), .integer(let y)): !isBelow(y, x)
        case (.text(let x), .text(let y)): x.utf8.lexicographicallyPrecedes(y.utf8)
        case (.boolean(let x), .boolean(let y)): !x && y
        default: a.rank < b.rank
        }
    }

    /// Exact, where converting the integer would round. `y` is finite and not an integer of 64 bits.
    private static func isBelow(_ x: Int64, _ y: Double) -> Bool {
        if y >= 0x1p63 { return true }
        guard y >= -0x1p63 else { return false }
        return x <= Int64(y.rounded(.down))
    }
}
