import Numerics

// Shrinkage needs fourth moments, but only in sums over all pairs of assets, and those factor: Σᵢⱼ x²ₜᵢx²ₜⱼ = ‖xₜ‖⁴ and
// Σᵢⱼ x³ₜᵢxₜⱼ·σⱼ/σᵢ = (Σᵢ x³ₜᵢ/σᵢ)(Σⱼ xₜⱼσⱼ). They cost O(T·N), so the product XᵀX is the only one of order T·N².
extension CovarianceEstimate {
    /// Notation of scikit-learn's `ledoit_wolf_shrinkage`: β is the error of the sample matrix, δ its distance from the target.
    static func ledoitWolfIdentity(_ returns: Matrix) throws -> CovarianceEstimate {
        try returns.requireRows(2, for: "Ledoit-Wolf")
        let (n, rows) = (Double(returns.columns), Double(returns.rows))
        let centred = returns.centredColumns
        var s = centred.gram
        s.multiply(by: 1 / rows)
        let (trace, norm) = (sum(s.diagonal), dot(s.elements, s.elements))
        let mu = trace / n
        let fourth = dot(centred.squaredRowNorms, centred.squaredRowNorms)
        let delta = (norm - 2 * mu * trace + n * mu * mu) / n
        let beta = min((fourth / rows - norm) / (n * rows), delta)
        var result = CovarianceEstimate(matrix: s, effectiveRows: rows)
        result.shrinkToIdentity(beta <= 0 || returns.columns == 1 ? 0 : beta / delta, mu)
        return result
    }

    static func oracleApproximating(_ returns: Matrix) throws -> CovarianceEstimate {
        try returns.requireRows(2, for: "OAS")
        let (n, rows) = (Double(returns.columns), Double(returns.rows))
        var s = returns.centredColumns.gram
        s.multiply(by: 1 / rows)
        let mu = sum(s.diagonal) / n
        let alpha = dot(s.elements, s.elements) / (n * n)
        let denominator = (rows + 1) * (alpha - mu * mu / n)
        var result = CovarianceEstimate(matrix: s, effectiveRows: rows)
        let shrinkage = denominator <= 0 ? 1 : min((alpha + mu * mu) / denominator, 1)
        result.shrinkToIdentity(returns.columns == 1 ? 0 : shrinkage, mu)
        return result
    }

    private mutating func shrinkToIdentity(_ shrinkage: Double, _ mu: Double) {
        self.shrinkage = shrinkage
        matrix.multiply(by: 1 - shrinkage)
        for i in 0..<matrix.rows { matrix[i, i] += shrinkage * mu }
    }

    /// π, ρ and γ as in the appendix of the paper, with S of any ddof and moments divided by T: c = (T − ddof)/T gives
    /// XᵀX/T = cS, and every product of S with itself or its diagonal carries 2c − 1, which is 1 for ddof 0.
    static func ledoitWolfConstantCorrelation(_ returns: Matrix, ddof: Int) throws -> CovarianceEstimate {
        guard ddof == 0 || ddof == 1 else { throw BadProblem("ddof: \(ddof); expected 0 or 1") }
        try returns.requireRows(2, for: "Ledoit-Wolf")
        try returns.requireVariation(for: "the constant correlation target")
        let rows = Double(returns.rows)
        let centred = returns.centredColumns
        var s = centred.gram
        s.multiply(by: 1 / (rows - Double(ddof)))
        let deviations = s.diagonal.map { $0.squareRoot() }
        let target = ConstantCorrelation(s, deviations)
        // One or two assets are their own target.
        guard returns.columns > 2 else { return CovarianceEstimate(matrix: s, effectiveRows: rows) }

        let moments = centred.crossMoments(deviations)
        let k = 2 * (rows - Double(ddof)) / rows - 1
        let pi = moments.squaredNorms / rows - k * dot(s.elements, s.elements)
        let fourths = sum(moments.fourths) / rows
        let squares = dot(s.diagonal, s.diagonal)
        let off = (moments.cubes - sum(moments.fourths)) / rows - k * (target.weightedSum - squares)
        let rho = fourths - k * squares + target.correlation * off
        let gamma = target.squaredDistance
        let shrinkage = gamma > 0 ? max(0, min(1, (pi - rho) / gamma / rows)) : 0
        target.mix(into: &s, shrinkage)
        var result = CovarianceEstimate(matrix: s, effectiveRows: rows)
        result.shrinkage = shrinkage
        return result
    }
}
