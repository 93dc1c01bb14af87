import Numerics

/// The nearest thing to a correlation matrix that is one: eigenvalues below zero are set to zero and the diagonal is scaled back
/// to one (the spectral method of Rebonato and Jäckel 1999). The result is positive semidefinite to rounding.
struct CorrelationRepair {
    let matrix: Matrix
    /// The largest change of an element.
    let largestChange: Double

    init(_ correlation: Matrix) throws {
        guard let eigen = SymmetricEigen(correlation) else {
            throw BadRiskInput("correlation has no eigenvalues to working precision")
        }
        guard let smallest = eigen.values.first, smallest < -1e-12 else {
            (matrix, largestChange) = (correlation, 0)
            return
        }
        var repaired = eigen.reconstruct { max($0, 0) }
        let scale = repaired.diagonal.map { $0.squareRoot() }
        var change = 0.0
        for j in 0..<repaired.columns {
            for i in 0..<repaired.rows {
                repaired[i, j] = i == j ? 1 : repaired[i, j] / (scale[i] * scale[j])
                change = max(change, abs(repaired[i, j] - correlation[i, j]))
            }
        }
        (matrix, largestChange) = (repaired, change)
    }
}
