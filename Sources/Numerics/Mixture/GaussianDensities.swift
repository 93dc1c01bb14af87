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

/// Weighted means and covariances: the maximisation step of every model with normal components.
struct WeightedMoments {
    /// Σₜ wₜₖ.
    let totals: [Double]
    let means: Matrix
    let covariances: [Matrix]

    /// `weights`: T × K. `floor` is added to each diagonal. A component without weight keeps its `previous` mean.
    init(_ data: Matrix, weights: Matrix, floor: [Double], previous: Matrix? = nil) {
        let (rows, d) = (data.rows, data.columns)
        var totals: [Double] = []
        var means = Matrix(rows: weights.columns, columns: d)
        var covariances: [Matrix] = []
        var centred = [Double](repeating: 0, count: rows * d)
        var weighted = [Double](repeating: 0, count: rows)
        for k in 0..<weights.columns {
            let w = weights.column(k)
            let total = sum(w)
            // As scikit-learn: a component without rows is divided by something.
            let divisor = total + 10 * 0x1p-52
            var covariance = Matrix(rows: d, columns: d)
            for j in 0..<d {
                let column = data.column(j)
                let isEmpty = total < 1e-12 * Double(rows)
                let mean = isEmpty ? previous?[k, j] ?? 0 : dot(w, column) / divisor
                means[k, j] = mean
                for t in 0..<rows { centred[j * rows + t] = column[t] - mean }
            }
            for j in 0..<d {
                for t in 0..<rows { weighted[t] = w[t] * centred[j * rows + t] }
                for i in 0...j {
                    covariance[i, j] = inner(weighted, centred, from: i * rows) / divisor
                    covariance[j, i] = covariance[i, j]
                }
                covariance[j, j] += floor[j]
            }
            totals.append(total)
            covariances.append(covariance)
        }
        (self.totals, self.means, self.covariances) = (totals, means, covariances)
    }
}

/// Inner product of x with as many elements of y, in the order of `sum`.
private func inner(_ x: [Double], _ y: [Double], from start: Int) -> Double {
    x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
            var lanes = SIMD8<Double>(repeating: 0)
            var index = 0
            while index + 8 <= x.count {
                let (p, q) = (UnsafeRawPointer(x.baseAddress! + index), UnsafeRawPointer(y.baseAddress! + start + index)) // eight are left
                lanes += p.loadUnaligned(as: SIMD8<Double>.self) * q.loadUnaligned(as: SIMD8<Double>.self)
                index += 8
            }
            var total = 0.0
            for lane in 0..<8 { total += lanes[lane] }
            while index < x.count {
                total += x[index] * y[start + index]
                index += 1
            }
            return total
        }
    }
}
