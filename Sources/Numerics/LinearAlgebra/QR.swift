import CLinearAlgebra

/// A = QR by Householder reflections (LAPACK `dgeqrf`), for m ≥ n: least squares without squaring the condition number. O(mn²).
public struct QR: Sendable {
    private let reflections: Matrix
    private let tau: [Double]

    public init(_ a: Matrix) {
        LinearAlgebra.ready()
        precondition(a.rows >= a.columns, "QR of \(a.rows) × \(a.columns): at least as many rows as columns")
        var reflections = a
        var tau = [Double](repeating: 0, count: a.columns)
        let (m, n) = (Int32(a.rows), Int32(a.columns))
        if n > 0 {
            var size = 0.0
            _ = pg_dgeqrf(m, n, &reflections.elements, m, &tau, &size, -1)
            var work = [Double](repeating: 0, count: Int(size))
            _ = pg_dgeqrf(m, n, &reflections.elements, m, &tau, &work, Int32(work.count))
        }
        self.reflections = reflections
        self.tau = tau
    }

    /// R, n × n, zeros below the diagonal.
    public var r: Matrix {
        let n = reflections.columns
        var result = Matrix(rows: n, columns: n)
        for j in 0..<n { for i in 0...j { result[i, j] = reflections[i, j] } }
        return result
    }

    /// The thin Q, m × n.
    public var q: Matrix {
        var result = reflections
        let (m, n) = (Int32(result.rows), Int32(result.columns))
        guard n > 0 else { return result }
        var size = 0.0
        _ = pg_dorgqr(m, n, n, &result.elements, m, tau, &size, -1)
        var work = [Double](repeating: 0, count: Int(size))
        _ = pg_dorgqr(m, n, n, &result.elements, m, tau, &work, Int32(work.count))
        return result
    }

    /// Whether the columns are independent: no |Rᵢᵢ| at or below max(m, n)·2⁻⁵² of the largest.
    public var hasFullRank: Bool {
        let diagonal = r.diagonal.map(abs)
        let bound = (diagonal.max() ?? 0) * Double(max(reflections.rows, reflections.columns)) * 0x1p-52
        return diagonal.allSatisfy { $0 > bound }
    }

    /// The x that minimises ‖Ax − b‖₂; nil where the columns are dependent.
    public func leastSquares(_ b: [Double]) -> [Double]? {
        precondition(b.count == reflections.rows)
        guard hasFullRank else { return nil }
        let (m, n) = (Int32(reflections.rows), Int32(reflections.columns))
        guard n > 0 else { return [] }
        var right = b
        var size = 0.0
        _ = pg_dormqr(Letter.lower, Matrix.flag(true), m, 1, n, reflections.elements, m, tau, &right, m, &size, -1)
        var work = [Double](repeating: 0, count: Int(size))
        _ = pg_dormqr(Letter.lower, Matrix.flag(true), m, 1, n, reflections.elements, m, tau, &right, m, &work, Int32(work.count))
        pg_dtrsm(Letter.lower, Letter.upper, Matrix.flag(false), n, 1, reflections.elements, m, &right, m)
        return Array(right.prefix(Int(n)))
    }
}
