/// A value of a script outside of it: its state, or what one of its functions is given or answers.
///
/// Equal values have equal bytes: NaN equals a NaN of the same bits, 0 differs from −0, the integer 1 differs from the number 1.0, and
/// texts are compared by their UTF-8.
public indirect enum ScriptValue: Sendable {
    case none
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case table(ScriptTable)
    case array(ScriptArray)

    /// A table with texts as keys. Entries without a value are left out.
    public static func record(_ fields: [(String, ScriptValue)]) -> ScriptValue {
        .table(ScriptTable(fields.map { (key: .text($0.0), value: $0.1) }))
    }

    /// A table with the keys 1, 2, ….
    public static func list(_ values: [ScriptValue]) -> ScriptValue {
        .table(ScriptTable(values.enumerated().map { (key: .integer(Int64($0.offset) + 1), value: $0.element) }))
    }

    /// A vector, which a script uses without copying its elements.
    public static func vector(_ elements: [Double], names: [String] = []) -> ScriptValue {
        .array(ScriptArray(rows: elements.count, columns: 1, isMatrix: false, elements: elements, names: names))
    }

    /// What messages call its kind: "a number".
    public var kind: String {
        switch self {
        case .none: "nil"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .text: "a text"
        case .table: "a table"
        case .array(let array): array.isMatrix ? "a matrix" : "a vector"
        }
    }

    /// The number of an integer or number.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    public var table: ScriptTable? {
        guard case .table(let table) = self else { return nil }
        return table
    }

    public var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The field of a table; `none` where there is none, and of anything that is no table.
    public subscript(name: String) -> ScriptValue { table?[.text(name)] ?? .none }
    /// The element at a position from 1 on.
    public subscript(position: Int) -> ScriptValue { table?[.integer(Int64(position))] ?? .none }
}

extension ScriptValue: Equatable {
    public static func == (a: ScriptValue, b: ScriptValue) -> Bool {
        switch (a, b) {
        case (.none, .none): true
        case (.boolean(let x), .boolean(let y)): x == y
        case (.integer(let x), .integer(let y)): x == y
        case (.number(let x), .number(let y)): x.bitPattern == y.bitPattern
        case (.text(let x), .text(let y)): x.utf8.elementsEqual(y.utf8)
        case (.table(let x), .table(let y)): x == y
        case (.array(let x), .array(let y)): x == y
        default: false
        }
    }
}
