import CLinearAlgebra
import Glibc

/// A = LLᵀ of a symmetric positive definite matrix, of which the lower triangle is read.
///
/// Near-singular input is refused by one rule: the factorisation exists and the reciprocal condition number in the 1-norm (LAPACK
/// `dpocon`, Higham 1988) is at least `minimumReciprocalCondition`, by default n·2⁻⁵², below which a solution has no correct digit.
/// Nothing is added to the diagonal behind the caller's back. O(n³/3).
public struct Cholesky: Sendable {
    /// L in the lower triangle, zeros above.
    public let factor: Matrix
    /// Estimate of 1 / (‖A‖₁‖A⁻¹‖₁).
    public let reciprocalCondition: Double

    public init?(_ a: Matrix, minimumReciprocalCondition: Double? = nil) {
        LinearAlgebra.ready()
        precondition(a.isSquare)
        let n = a.rows
        var factor = a
        var norm = 0.0
        for j in 0..<n {
            var total = 0.0
            for i in 0..<n { total += abs(i >= j ? a[i, j] : a[j, i]) }
            norm = max(norm, total)
            for i in 0..<j { factor[i, j] = 0 }
        }
        guard norm.isFinite else { return nil }
        if n > 0, pg_dpotrf(Letter.lower, Int32(n), &factor.elements, Int32(n)) != 0 { return nil }
        var rcond = 1.0
        if n > 0 {
            var work = [Double](repeating: 0, count: 3 * n)
            var integers = [Int32](repeating: 0, count: n)
            guard pg_dpocon(Letter.lower, Int32(n), factor.elements, Int32(n), norm, &rcond, &work, &integers) == 0 else { return nil }
        }
        guard rcond >= minimumReciprocalCondition ?? Double(n) * 0x1p-52 else { return nil }
        self.factor = factor
        reciprocalCondition = rcond
    }

    /// A⁻¹b.
    public func solve(_ b: [Double]) -> [Double] { solve(Matrix(rows: b.count, columns: 1, elements: b)).elements }

    /// A⁻¹B.
    public func solve(_ b: Matrix) -> Matrix { backward(forward(b)) }

    /// L⁻¹B.
    public func forward(_ b: Matrix) -> Matrix { triangular(b, transposed: false) }

    /// L⁻ᵀB.
    public func backward(_ b: Matrix) -> Matrix { triangular(b, transposed: true) }

    private func triangular(_ b: Matrix, transposed: Bool) -> Matrix {
        precondition(b.rows == factor.rows)
        var result = b
        let n = Int32(factor.rows)
        guard n > 0, b.columns > 0 else { return result }
        pg_dtrsm(Letter.lower, Letter.lower, Matrix.flag(transposed), n, Int32(b.columns), factor.elements, n, &result.elements, n)
        return result
    }

    /// Natural logarithm of A's determinant.
    public var logDeterminant: Double { 2 * factor.diagonal.reduce(0) { $0 + log($1) } }

    /// A⁻¹, both triangles filled.
    public var inverse: Matrix {
        var result = factor
        let n = Int32(factor.rows)
        guard n > 0 else { return result }
        // The factor has a diagonal without zeros, the only case in which dpotri fails.
        _ = pg_dpotri(Letter.lower, n, &result.elements, n)
        for j in 0..<factor.rows { for i in 0..<j { result[i, j] = result[j, i] } }
        return result
    }
}
