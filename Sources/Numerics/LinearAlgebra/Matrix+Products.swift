import CLinearAlgebra

extension Matrix {
    /// op(A)·op(B), where op transposes as asked, without building the transpose. O(m·n·k).
    public func times(_ other: Matrix, transposingSelf: Bool = false, transposingOther: Bool = false) -> Matrix {
        LinearAlgebra.ready()
        let (m, k) = transposingSelf ? (columns, rows) : (rows, columns)
        let (l, n) = transposingOther ? (other.columns, other.rows) : (other.rows, other.columns)
        precondition(k == l, "\(m) × \(k) times \(l) × \(n)")
        var result = Matrix(rows: m, columns: n)
        guard m > 0, n > 0, k > 0 else { return result }
        pg_dgemm(
            Self.flag(transposingSelf), Self.flag(transposingOther), Int32(m), Int32(n), Int32(k), 1, elements, Int32(rows),
            other.elements, Int32(other.rows), 0, &result.elements, Int32(m))
        return result
    }

    /// op(A)·x. O(m·n).
    public func times(_ x: [Double], transposed: Bool = false) -> [Double] {
        LinearAlgebra.ready()
        precondition(x.count == (transposed ? rows : columns), "\(rows) × \(columns) times a vector of \(x.count)")
        var result = [Double](repeating: 0, count: transposed ? columns : rows)
        guard rows > 0, columns > 0 else { return result }
        pg_dgemv(Self.flag(transposed), Int32(rows), Int32(columns), 1, elements, Int32(rows), x, 0, &result)
        return result
    }

    /// AᵀA, both triangles filled: half the work of a general product. O(m·n²).
    public var gram: Matrix {
        LinearAlgebra.ready()
        var result = Matrix(rows: columns, columns: columns)
        guard rows > 0, columns > 0 else { return result }
        pg_dsyrk(Letter.upper, Self.flag(true), Int32(columns), Int32(rows), 1, elements, Int32(rows), 0, &result.elements, Int32(columns))
        result.mirrorUpper()
        return result
    }

    /// xᵀAx.
    public func quadraticForm(_ x: [Double]) -> Double { dot(x, times(x)) }

    static func flag(_ transposed: Bool) -> CChar { transposed ? 84 : 78 }
}

enum Letter {
    // Also the letters of the sides, left and right.
    static let upper: CChar = 85
    static let lower: CChar = 76
}

/// Inner product of two vectors of one length, in the fixed order of `sum`.
public func dot(_ x: [Double], _ y: [Double]) -> Double {
    x.withUnsafeBufferPointer { x in y.withUnsafeBufferPointer { y in dot(x, y) } }
}

public func dot(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    precondition(x.count == y.count)
    var lanes = SIMD8<Double>(repeating: 0)
    var index = 0
    while index + 8 <= x.count {
        let (p, q) = (UnsafeRawPointer(x.baseAddress! + index), UnsafeRawPointer(y.baseAddress! + index)) // eight are left
        lanes += p.loadUnaligned(as: SIMD8<Double>.self) * q.loadUnaligned(as: SIMD8<Double>.self)
        index += 8
    }
    var total = 0.0
    for lane in 0..<8 { total += lanes[lane] }
    while index < x.count {
        total += x[index] * y[index]
        index += 1
    }
    return total
}
