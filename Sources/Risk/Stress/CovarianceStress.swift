import Numerics

/// Stresses of a covariance matrix, seen as normal VaR with mean zero over one period.
public enum CovarianceStress {
    /// All volatilities times `factor`, correlations kept: Σ is multiplied by factor², VaR by factor.
    public static func volatilitySpike(
        weights: [Double], covariance: Matrix, factor: Double, confidence: Double, names: [String] = []
    ) throws -> StressResult {
        try RiskChecks.positive(factor, "factor")
        let before = try RiskContributions.normalValueAtRisk(
            weights: weights, covariance: covariance, confidence: confidence, names: names)
        return StressResult(
            "volatility spike",
            inputs: [("factor", "\(factor)"), ("confidence", "\(confidence)"), ("measure", "normal VaR, mean 0, one period")],
            loss: factor * before.total, unstressed: before.total, names: names,
            losses: before.positions.map { factor * $0.component })
    }

    /// How correlations are stressed; volatilities are kept.
    public enum Correlation: Equatable, Sendable {
        /// (1 − θ)·C + θ·1: each moves by θ of its way to one. A convex combination of positive semidefinite matrices is one: no
        /// repair.
        case towardOne(Double)
        /// None below this. The result need not be positive semidefinite, and is repaired by `CorrelationRepair`; the inputs of
        /// the result say by how much.
        case floor(Double)
    }

    public static func correlation(
        weights: [Double], covariance: Matrix, stress: Correlation, confidence: Double, names: [String] = []
    ) throws -> StressResult {
        let before = try RiskContributions.normalValueAtRisk(
            weights: weights, covariance: covariance, confidence: confidence, names: names)
        let (stressed, change) = try covarianceMatrix(covariance, stress)
        let after = try RiskContributions.normalValueAtRisk(
            weights: weights, covariance: stressed, confidence: confidence, names: names)
        var inputs: [(String, String)]
        switch stress {
        case .towardOne(let part): inputs = [("part of the way to one", "\(part)")]
        case .floor(let least): inputs = [("least correlation", "\(least)"), ("largest change by repair", "\(change)")]
        }
        inputs += [("confidence", "\(confidence)"), ("measure", "normal VaR, mean 0, one period")]
        return StressResult(
            "correlation", inputs: inputs, loss: after.total, unstressed: before.total, names: names,
            losses: after.positions.map(\.component))
    }

    /// The covariance with stressed correlations, and the largest change of a correlation by the repair.
    public static func covarianceMatrix(_ covariance: Matrix, _ stress: Correlation) throws -> (matrix: Matrix, repair: Double) {
        try RiskChecks.covariance(covariance)
        switch stress {
        case .towardOne(let part): try RiskChecks.within(part, 0...1, "part of the way to one")
        case .floor(let least): try RiskChecks.within(least, -1...1, "least correlation")
        }
        let deviations = covariance.diagonal.map { $0.squareRoot() }
        let n = covariance.rows
        var correlation = Matrix.identity(n)
        for j in 0..<n {
            for i in 0..<n where i != j {
                let scale = deviations[i] * deviations[j]
                let value = scale > 0 ? covariance[i, j] / scale : 0
                switch stress {
                case .towardOne(let part): correlation[i, j] = value + part * (1 - value)
                case .floor(let least): correlation[i, j] = max(value, least)
                }
            }
        }
        var change = 0.0
        if case .floor = stress {
            let repaired = try CorrelationRepair(correlation)
            (correlation, change) = (repaired.matrix, repaired.largestChange)
        }
        for j in 0..<n { for i in 0..<n { correlation[i, j] *= deviations[i] * deviations[j] } }
        return (correlation, change)
    }
}
