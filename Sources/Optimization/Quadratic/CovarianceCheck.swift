import CLinearAlgebra
import Numerics

/// What a covariance matrix must be before an optimizer takes it.
enum CovarianceCheck {
    /// Above this size definiteness is not tried at once, O(n³): every pair's correlation is, and the solver finds a negative
    /// curvature where it works.
    static let largestFactorised = 2_000

    /// Square, finite, symmetric to 1e-9 relative, no negative variance, and positive semidefinite: after each diagonal element is
    /// raised by 2⁻³⁰ of itself (what rounding can take from a sample covariance of fewer rows than assets), Cholesky's
    /// factorisation exists.
    static func requireSemidefinite(_ q: Matrix, argument: String, names: [String]) throws {
        try LinearAlgebra.require()
        guard q.isSquare else { throw BadProblem("\(argument): \(q.rows) × \(q.columns), expected a square matrix") }
        try requireSymmetric(q, argument: argument, names: names)
        let n = q.rows
        guard n > 0 else { throw BadProblem("\(argument): 0 × 0, expected at least one asset") }
        guard n <= largestFactorised else { return }
        var shifted = q.elements
        let floor = (q.diagonal.max() ?? 0) * 0x1p-60
        for j in 0..<n { shifted[j * n + j] += q.elements[j * n + j] * 0x1p-30 + floor + .leastNormalMagnitude }
        let info = Int(pg_dpotrf(Flag.lower, Int32(n), &shifted, Int32(n)))
        if info > 0 {
            var text = "\(argument): not positive semidefinite, found at \(names[info - 1])"
            if n <= 1_000, let eigen = SymmetricEigen(q, vectors: false) { text += " (smallest eigenvalue \(eigen.values[0]))" }
            throw BadProblem(text + ", expected no negative eigenvalue; repair it or use a shrinkage estimate")
        }
    }

    static func requireSymmetric(_ q: Matrix, argument: String, names: [String]) throws(BadProblem) {
        let n = q.rows
        let bad = q.elements.withUnsafeBufferPointer { firstBadPair($0, n) }
        guard let (i, j) = bad else { return }
        let (a, b) = (q[i, j], q[j, i])
        if i == j { throw BadProblem("\(argument): variance \(a) of \(names[i]), expected a finite number that is not negative") }
        let pair = "of \(names[i]) and \(names[j])"
        if !a.isFinite || !b.isFinite { throw BadProblem("\(argument): \(a.isFinite ? b : a) \(pair), expected a finite number") }
        let scale = (q[i, i] * q[j, j]).squareRoot()
        if abs(a - b) > 1e-9 * scale { throw BadProblem("\(argument): \(a) and \(b) \(pair), expected a symmetric matrix") }
        throw BadProblem("\(argument): covariance \(a) \(pair) implies a correlation beyond ±1; expected a positive semidefinite matrix")
    }

    /// In tiles, because one of the two triangles is read across columns.
    private static func firstBadPair(_ e: UnsafeBufferPointer<Double>, _ n: Int) -> (Int, Int)? {
        let deviation = (0..<n).map { e[$0 * n + $0].squareRoot() }
        for j in 0..<n where !deviation[j].isFinite { return (j, j) }
        let tile = 32
        return deviation.withUnsafeBufferPointer { d in
            for right in stride(from: 0, to: n, by: tile) {
                for down in stride(from: 0, through: right, by: tile) {
                    for j in right..<min(right + tile, n) {
                        for i in down..<min(down + tile, j) {
                            let (a, b, scale) = (e[j * n + i], e[i * n + j], d[i] * d[j])
                            if !(abs(a - b) <= 1e-9 * scale && abs(a) <= scale * (1 + 1e-9)) { return (i, j) }
                        }
                    }
                }
            }
            return nil
        }
    }
}
