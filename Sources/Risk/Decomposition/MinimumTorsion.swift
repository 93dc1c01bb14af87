import Numerics

/// The linear map from assets to uncorrelated factors that moves them least, by the sum of the squared tracking errors over the
/// assets' variances (Meucci, Santangelo and Deguest 2013, the exact solution by their fixed-point iteration).
struct MinimumTorsion {
    let matrix: Matrix
    let iterations: Int

    init(_ covariance: Matrix, tolerance: Double = 1e-12, maximumIterations: Int = 1_000) throws {
        let n = covariance.rows
        let deviations = covariance.diagonal.map { $0.squareRoot() }
        if let index = deviations.firstIndex(of: 0) {
            throw BadRiskInput("covariance[\(index), \(index)] is 0: expected a variance above 0")
        }
        var correlation = covariance
        for j in 0..<n { for i in 0..<n { correlation[i, j] /= deviations[i] * deviations[j] } }
        let root = try MinimumTorsion.root(correlation)
        var scale = [Double](repeating: 1, count: n)
        var perturbation = root
        var last = Double.infinity
        var steps = 0
        while steps < maximumIterations {
            steps += 1
            var scaled = correlation
            for j in 0..<n { for i in 0..<n { scaled[i, j] *= scale[i] * scale[j] } }
            let inverse = try MinimumTorsion.root(scaled, inverted: true)
            var right = root
            for j in 0..<n { for i in 0..<n { right[i, j] *= scale[i] } }
            let rotation = inverse.times(right)
            scale = (0..<n).map { dot(rotation.row($0), root.column($0)) }
            perturbation = rotation
            for j in 0..<n { for i in 0..<n { perturbation[i, j] *= scale[i] } }
            let distance = (root - perturbation).elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if abs(last - distance) <= tolerance * max(distance, 1) { break }
            last = distance
        }
        var torsion = perturbation.times(try MinimumTorsion.root(correlation, inverted: true))
        for j in 0..<n { for i in 0..<n { torsion[i, j] *= deviations[i] / deviations[j] } }
        matrix = torsion
        iterations = steps
    }

    /// The symmetric square root, or its inverse.
    private static func root(_ a: Matrix, inverted: Bool = false) throws -> Matrix {
        guard let eigen = SymmetricEigen(a), let smallest = eigen.values.first, let largest = eigen.values.last,
            smallest > Double(a.rows) * 0x1p-52 * largest
        else { throw BadRiskInput("covariance is singular to working precision: expected a positive definite matrix") }
        return eigen.reconstruct { inverted ? 1 / $0.squareRoot() : $0.squareRoot() }
    }
}
