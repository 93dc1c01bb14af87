/// A dense matrix of doubles, column-major: element (row, column) is `elements[column * rows + row]`.
///
/// A value: copies share their storage until one of them changes. Nothing here checks for NaN; what takes data from users does.
public struct Matrix: Equatable, Sendable {
    public let rows: Int
    public let columns: Int
    public var elements: [Double]

    public init(rows: Int, columns: Int, repeating value: Double = 0) {
        self.init(rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
    }

    /// `elements` column after column.
    public init(rows: Int, columns: Int, elements: [Double]) {
        precondition(rows >= 0 && columns >= 0 && elements.count == rows * columns, "\(rows) × \(columns) of \(elements.count)")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// From columns of one length.
    public init(columns: [[Double]]) {
        self.init(rows: columns.first?.count ?? 0, columns: columns.count, elements: columns.flatMap { $0 })
    }

    /// From rows of one length.
    public init(rows: [[Double]]) {
        self.init(rows: rows.count, columns: rows.first?.count ?? 0)
        for (i, row) in rows.enumerated() {
            precondition(row.count == columns)
            for (j, value) in row.enumerated() { self[i, j] = value }
        }
    }

    public static func identity(_ n: Int) -> Matrix { diagonal([Double](repeating: 1, count: n)) }

    public static func diagonal(_ values: [Double]) -> Matrix {
        var result = Matrix(rows: values.count, columns: values.count)
        for (i, value) in values.enumerated() { result[i, i] = value }
        return result
    }

    @inlinable
    public subscript(row: Int, column: Int) -> Double {
        get { elements[column * rows + row] }
        set { elements[column * rows + row] = newValue }
    }

    public var isSquare: Bool { rows == columns }
    public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

    public func column(_ j: Int) -> [Double] { Array(elements[j * rows..<(j + 1) * rows]) }
    public func row(_ i: Int) -> [Double] { (0..<columns).map { self[i, $0] } }

    public var transposed: Matrix {
        var result = Matrix(rows: columns, columns: rows)
        for j in 0..<columns { for i in 0..<rows { result.elements[i * columns + j] = elements[j * rows + i] } }
        return result
    }

    /// The rows and columns named, in that order.
    public func submatrix(rows: [Int], columns: [Int]) -> Matrix {
        var result = Matrix(rows: rows.count, columns: columns.count)
        for (j, column) in columns.enumerated() {
            for (i, row) in rows.enumerated() { result.elements[j * rows.count + i] = self[row, column] }
        }
        return result
    }

    /// Copies the upper triangle over the lower one.
    public mutating func mirrorUpper() {
        precondition(isSquare)
        // By tiles, so that the column written to stays in the cache.
        let (n, tile) = (rows, 32)
        elements.withUnsafeMutableBufferPointer { a in
            for left in stride(from: 0, to: n, by: tile) {
                for top in stride(from: 0, through: left, by: tile) {
                    for j in left..<Swift.min(left + tile, n) {
                        for i in top..<Swift.max(top, Swift.min(top + tile, j)) { a[i * n + j] = a[j * n + i] }
                    }
                }
            }
        }
    }

    public static func + (a: Matrix, b: Matrix) -> Matrix { zip(a, b) { $0 + $1 } }
    public static func - (a: Matrix, b: Matrix) -> Matrix { zip(a, b) { $0 - $1 } }
    public static func * (s: Double, a: Matrix) -> Matrix {
        Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map { s * $0 })
    }

    private static func zip(_ a: Matrix, _ b: Matrix, _ operation: (Double, Double) -> Double) -> Matrix {
        precondition(a.rows == b.rows && a.columns == b.columns)
        var result = a
        for index in result.elements.indices { result.elements[index] = operation(a.elements[index], b.elements[index]) }
        return result
    }
}
