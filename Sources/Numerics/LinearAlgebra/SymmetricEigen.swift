import CLinearAlgebra

/// Eigenvalues, ascending, and orthonormal eigenvectors of a symmetric matrix, of which the lower triangle is read (LAPACK
/// `dsyevd`). Each vector's sign is fixed: its element of largest magnitude, the first of equals, is positive. O(n³).
public struct SymmetricEigen: Sendable {
    public let values: [Double]
    /// One vector a column; empty when only values were asked for.
    public let vectors: Matrix

    /// nil where the iteration fails, which NaN and infinities in the input make it do.
    public init?(_ a: Matrix, vectors wanted: Bool = true) {
        LinearAlgebra.ready()
        precondition(a.isSquare)
        let n = a.rows
        guard a.elements.allSatisfy(\.isFinite) else { return nil }
        var work = a.elements
        var values = [Double](repeating: 0, count: n)
        if n > 0 {
            let flag: Int32 = wanted ? 1 : 0
            var size = 0.0
            var integerSize: Int32 = 0
            guard pg_dsyevd(flag, Letter.lower, Int32(n), &work, Int32(n), &values, &size, -1, &integerSize, -1) == 0 else { return nil }
            var space = [Double](repeating: 0, count: Int(size))
            var integers = [Int32](repeating: 0, count: Int(integerSize))
            guard
                pg_dsyevd(
                    flag, Letter.lower, Int32(n), &work, Int32(n), &values, &space, Int32(space.count), &integers, integerSize) == 0
            else { return nil }
        }
        self.values = values
        guard wanted else {
            vectors = Matrix(rows: 0, columns: 0)
            return
        }
        for j in 0..<n {
            var largest = j * n
            for index in j * n..<(j + 1) * n where abs(work[index]) > abs(work[largest]) { largest = index }
            if work[largest] < 0 { for index in j * n..<(j + 1) * n { work[index] = -work[index] } }
        }
        vectors = Matrix(rows: n, columns: n, elements: work)
    }

    /// V·diag(f(λ))·Vᵀ: a function of the matrix.
    public func reconstruct(_ f: (Double) -> Double = { $0 }) -> Matrix {
        var scaled = vectors
        for j in 0..<vectors.columns {
            let value = f(values[j])
            for i in 0..<vectors.rows { scaled[i, j] *= value }
        }
        return scaled.times(vectors, transposingOther: true)
    }
}
