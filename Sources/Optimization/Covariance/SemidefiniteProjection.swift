import Numerics

/// A correlation matrix made positive semidefinite.
struct SemidefiniteProjection {
    let matrix: Matrix
    let report: RepairReport

    private static let maximumIterations = 200
    /// Relative change of an iterate at which the alternating projections have settled.
    private static let tolerance = 1e-10

    /// nil where no eigenvalue lies below −N·2⁻⁵² of the largest: nothing to repair.
    init?(_ correlation: Matrix, method: SemidefiniteRepair) {
        let n = correlation.rows
        guard let eigen = SymmetricEigen(correlation), let smallest = eigen.values.first, let largest = eigen.values.last,
            smallest < -Double(n) * 0x1p-52 * largest
        else { return nil }
        var iterations = 1
        var converged = true
        var result = eigen.reconstruct { max($0, 0) }
        if method == .nearestCorrelation { (result, iterations, converged) = Self.alternate(correlation, first: result) }
        result = result.scaled(byInverseOf: result.diagonal.map { $0.squareRoot() })
        result.mirrorUpper()
        matrix = result
        report = RepairReport(
            method: method, smallestEigenvalue: smallest,
            relativeDistance: norm(result - correlation) / norm(correlation), iterations: iterations, converged: converged)
    }

    /// Higham (2002), algorithm 3.3: Dykstra's correction belongs to the cone of semidefinite matrices only, as the other set is
    /// affine. Ends on an iterate in the cone; its diagonal differs from one by the tolerance.
    private static func alternate(_ correlation: Matrix, first: Matrix) -> (Matrix, Int, Bool) {
        var inCone = first
        var correction = first - correlation
        var unit = first
        var iterations = 1
        while iterations < maximumIterations {
            let before = inCone
            unit = inCone
            for i in 0..<unit.rows { unit[i, i] = 1 }
            let shifted = unit - correction
            guard let eigen = SymmetricEigen(shifted) else { return (before, iterations, false) }
            inCone = eigen.reconstruct { max($0, 0) }
            correction = inCone - shifted
            iterations += 1
            let scale = norm(inCone)
            if norm(inCone - before) <= tolerance * scale, norm(inCone - unit) <= tolerance * scale {
                return (inCone, iterations, true)
            }
        }
        return (inCone, iterations, false)
    }
}

/// Frobenius norm.
func norm(_ a: Matrix) -> Double { dot(a.elements, a.elements).squareRoot() }
