import Numerics

extension Matrix {
    /// D⁻¹ΣD⁻¹ of a covariance matrix Σ with D = √diag: ones on the diagonal, elements within [−1, 1]. An asset without variance
    /// is uncorrelated with every other.
    /// - Throws: `BadProblem` where the matrix is not square, not symmetric to 1e-8 of its scale, or has a negative or non-finite
    ///   element on the diagonal.
    public func correlationOfCovariance() throws -> Matrix {
        try requireCovariance()
        var result = self
        result.scaleToCorrelation()
        result.mirrorUpper()
        return result
    }

    /// Distances between assets of a correlation matrix: √((1 − ρ)/2), a metric (López de Prado 2016), 0 for ρ = 1 and 1 for ρ =
    /// −1; with `absolute`, √(1 − |ρ|), for which opposite assets are near.
    public func correlationDistance(absolute: Bool = false) -> Matrix {
        var result = self
        for index in elements.indices {
            let rho = elements[index]
            result.elements[index] = Swift.max(absolute ? 1 - Swift.abs(rho) : (1 - rho) / 2, 0).squareRoot()
        }
        return result
    }

    /// Largest over smallest eigenvalue of a symmetric positive semidefinite matrix, the condition number in the 2-norm; infinity
    /// where the smallest is not above N·2⁻⁵² of the largest, that is where the matrix is singular to working precision. NaN for
    /// non-finite input.
    public var symmetricConditionNumber: Double {
        guard let values = SymmetricEigen(self, vectors: false)?.values, let low = values.first, let high = values.last else {
            return .nan
        }
        return low > Double(rows) * 0x1p-52 * high ? high / low : .infinity
    }

    func requireCovariance() throws {
        guard isSquare else { throw BadProblem("covariance: \(rows) × \(columns); expected a square matrix") }
        for i in 0..<rows where !(self[i, i] >= 0 && self[i, i].isFinite) {
            throw BadProblem("covariance[\(i), \(i)]: \(self[i, i]); expected a variance: finite and not negative")
        }
        for j in 0..<columns {
            for i in 0..<j {
                let scale = (self[i, i] * self[j, j]).squareRoot()
                guard Swift.abs(self[i, j] - self[j, i]) <= 1e-8 * scale, Swift.abs(self[i, j]) <= scale * (1 + 1e-8) else {
                    throw BadProblem(
                        "covariance[\(i), \(j)]: \(self[i, j]), and \(self[j, i]) across the diagonal; expected one number, "
                            + "at most \(scale) in magnitude")
                }
            }
        }
    }
}
