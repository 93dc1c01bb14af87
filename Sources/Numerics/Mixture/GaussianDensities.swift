import Glibc

/// Multivariate normal log densities of the rows of a table under several components.
struct GaussianDensities: Sendable {
    private let means: Matrix
    private let factors: [Matrix]
    private let constants: [Double]

    /// nil where a covariance is not positive definite.
    init?(means: Matrix, covariances: [Matrix]) {
        self.means = means
        var factors: [Matrix] = []
        var constants: [Double] = []
        for covariance in covariances {
            // Any positive definite matrix will do: densities need no inverse that is accurate in every direction.
            guard let cholesky = Cholesky(covariance, minimumReciprocalCondition: 0) else { return nil }
            factors.append(cholesky.factor)
            constants.append(-0.5 * (Double(means.columns) * log(2 * Double.pi) + cholesky.logDeterminant))
        }
        (self.factors, self.constants) = (factors, constants)
    }

    /// Row t, column k: log N(xₜ; μₖ, Σₖ). O(T·K·d²).
    func logDensities(of data: Matrix) -> Matrix {
        let (rows, d) = (data.rows, data.columns)
        var result = Matrix(rows: rows, columns: factors.count)
        var whitened = [Double](repeating: 0, count: rows * d)
        whitened.withUnsafeMutableBufferPointer { y in
            data.elements.withUnsafeBufferPointer { x in
                for k in factors.indices {
                    result.elements.withUnsafeMutableBufferPointer { out in
                        let out = UnsafeMutableBufferPointer(rebasing: out[k * rows..<(k + 1) * rows])
                        whiten(x, into: y, rows: rows, component: k)
                        for t in 0..<rows { out[t] = constants[k] }
                        for j in 0..<d { for t in 0..<rows { out[t] -= 0.5 * y[j * rows + t] * y[j * rows + t] } }
                    }
                }
            }
        }
        return result
    }

    /// y = L⁻¹(x − μ), column by column, so that the loops run along time.
    private func whiten(
        _ x: UnsafeBufferPointer<Double>, into y: UnsafeMutableBufferPointer<Double>, rows: Int, component k: Int
    ) {
        let factor = factors[k]
        for j in 0..<factor.rows {
            let (mean, inverse) = (means[k, j], 1 / factor[j, j])
            for t in 0..<rows { y[j * rows + t] = x[j * rows + t] - mean }
            for l in 0..<j {
                let weight = factor[j, l]
                for t in 0..<rows { y[j * rows + t] -= weight * y[l * rows + t] }
            }
            for t in 0..<rows { y[j * rows + t] *= inverse }
        }
    }

    /// The same of one row.
    func logDensities(of row: [Double]) -> [Double] {
        logDensities(of: Matrix(rows: 1, columns: row.count, elements: row)).elements
    }
}
