/// A vector or matrix of a script.
public struct ScriptArray: Sendable, Equatable {
    public let rows: Int
    /// 1 of a vector.
    public let columns: Int
    public let isMatrix: Bool
    /// Column by column.
    public let elements: [Double]
    /// Of a vector's elements or a matrix's columns; empty where there are none.
    public let names: [String]

    /// - Precondition: there are `rows × columns` elements.
    public init(rows: Int, columns: Int, isMatrix: Bool, elements: [Double], names: [String] = []) {
        precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.isMatrix = isMatrix
        self.elements = elements
        self.names = names
    }

    public static func == (a: ScriptArray, b: ScriptArray) -> Bool {
        a.rows == b.rows && a.columns == b.columns && a.isMatrix == b.isMatrix
            && a.elements.elementsEqual(b.elements) { $0.bitPattern == $1.bitPattern }
            && a.names.elementsEqual(b.names) { $0.utf8.elementsEqual($1.utf8) }
    }
}
