import Numerics

extension CovarianceEstimate {
    static func denoised(_ returns: Matrix, bandwidth: Double) throws -> CovarianceEstimate {
        guard bandwidth > 0, bandwidth.isFinite else {
            throw BadProblem("bandwidth: \(bandwidth); expected a positive number, for instance 0.01")
        }
        try returns.requireRows(2, for: "denoising")
        try returns.requireVariation(for: "denoising")
        var result = try sample(returns, ddof: 1)
        let deviations = result.matrix.diagonal.map { $0.squareRoot() }
        guard let eigen = SymmetricEigen(result.matrix.scaled(byInverseOf: deviations)) else {
            throw BadProblem("returns: their correlation matrix has no eigenvalues that can be computed; expected finite returns")
        }
        let noise = MarchenkoPastur(rowsPerAsset: Double(returns.rows) / Double(returns.columns))
        let edge = noise.upperEdge(variance: noise.fittedVariance(eigen.values, bandwidth: bandwidth))
        let noisy = eigen.values.prefix { $0 < edge }
        guard !noisy.isEmpty else { return result }
        let average = noisy.reduce(0, +) / Double(noisy.count)
        let clean = eigen.reconstruct { $0 < edge ? average : $0 }
        let unit = clean.scaled(byInverseOf: clean.diagonal.map { $0.squareRoot() })
        result.matrix = unit.scaled(by: deviations)
        result.matrix.mirrorUpper()
        return result
    }
}
