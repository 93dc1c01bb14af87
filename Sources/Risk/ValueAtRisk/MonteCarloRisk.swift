import Numerics

/// VaR and expected shortfall by simulation from a covariance, the same for the same seed.
public enum MonteCarloRisk {
    /// The shape of the joint distribution of asset returns; both have the covariance that is given.
    public enum Shape: Equatable, Sendable {
        case normal
        /// Multivariate t with one mixing variable a scenario, so that large moves come together; ν above 2.
        case student(degreesOfFreedom: Double)
    }

    public struct Estimate: Equatable, Sendable {
        public let risk: TailRisk
        /// One standard deviation of the simulation's error. Of VaR: half the distance between the order statistics at one
        /// standard deviation of the tail's count on either side; of the shortfall: the deviation of max(loss − VaR, 0) over (1 −
        /// c)·√n.
        public let valueAtRiskError: Double
        public let expectedShortfallError: Double
        public let scenarios: Int
    }

    /// Of a portfolio that is linear in its assets: its return has the variance w'Σw and the shape of the assets', so only that
    /// is drawn.
    public static func estimate(
        weights: [Double], covariance: Matrix, means: [Double]? = nil, shape: Shape = .normal, confidence: Double, scenarios: Int,
        seed: UInt64
    ) throws -> Estimate {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(weights, "weights")
        try RiskChecks.covariance(covariance, assets: weights.count)
        if let means { try RiskChecks.series(means, "means", count: weights.count, of: "weight") }
        try check(shape, scenarios: scenarios)
        let deviation = try RiskChecks.variance(covariance, weights).squareRoot()
        let drift = means.map { dot(weights, $0) } ?? 0
        var random = RandomStream(seed: seed, stream: "risk.monte-carlo.portfolio")
        let outcomes = (0..<scenarios).map { _ in drift + deviation * draw(shape, &random) }
        return estimate(outcomes: outcomes, confidence: confidence)
    }

    /// Returns of the assets, a row for each scenario: for decomposition and for portfolios that are not linear. A covariance
    /// that is only semidefinite is taken as it is. O(scenarios·n²).
    public static func scenarios(
        covariance: Matrix, means: [Double]? = nil, shape: Shape = .normal, count: Int, seed: UInt64
    ) throws -> Matrix {
        try RiskChecks.covariance(covariance)
        if let means { try RiskChecks.series(means, "means", count: covariance.rows, of: "row of the covariance") }
        try check(shape, scenarios: count)
        var random = RandomStream(seed: seed, stream: "risk.monte-carlo.assets")
        var result = try random.normals(count, factor: factor(covariance))
        var mixing = RandomStream(seed: seed, stream: "risk.monte-carlo.mixing")
        if case .student(let degrees) = shape {
            for row in 0..<count {
                let scale = ((degrees - 2) / mixing.chiSquare(degrees)).squareRoot()
                for column in 0..<result.columns { result[row, column] *= scale }
            }
        }
        if let means { for (column, mean) in means.enumerated() { for row in 0..<count { result[row, column] += mean } } }
        return result
    }

    private static func draw(_ shape: Shape, _ random: inout RandomStream) -> Double {
        switch shape {
        case .normal: return random.normal()
        case .student(let degrees): return random.studentT(degrees) * ((degrees - 2) / degrees).squareRoot()
        }
    }

    /// Lower triangular L with LLᵀ = Σ: Cholesky's, or from the eigenvalues, those below zero by rounding taken as zero, where
    /// that fails.
    private static func factor(_ covariance: Matrix) throws -> Matrix {
        if let cholesky = Cholesky(covariance) { return cholesky.factor }
        guard let eigen = SymmetricEigen(covariance), let largest = eigen.values.last, eigen.values[0] >= -1e-10 * largest else {
            throw BadRiskInput("covariance has a negative eigenvalue: expected a positive semidefinite matrix")
        }
        var scaled = eigen.vectors
        for j in 0..<scaled.columns { for i in 0..<scaled.rows { scaled[i, j] *= max(eigen.values[j], 0).squareRoot() } }
        return QR(scaled.transposed).r.transposed
    }

    private static func check(_ shape: Shape, scenarios: Int) throws {
        guard scenarios >= 100 else { throw BadRiskInput("scenarios is \(scenarios): expected at least 100") }
        if case .student(let degrees) = shape, !(degrees > 2 && degrees.isFinite) {
            throw BadRiskInput("degreesOfFreedom is \(degrees): expected a number above 2, below which no covariance exists")
        }
    }

    /// From any simulated outcomes.
    static func estimate(outcomes: [Double], confidence: Double) -> Estimate {
        let (ranked, tail, n) = (RankedSample(outcomes), tailProbability(confidence), Double(outcomes.count))
        let risk = HistoricalRisk.estimate(ranked, confidence: confidence)
        let width = (tail * (1 - tail) / n).squareRoot()
        let spread = ranked.quantile(min(tail + width, 1)) - ranked.quantile(max(tail - width, 0))
        let excess = outcomes.map { max(-$0 - risk.valueAtRisk, 0) }
        return Estimate(
            risk: risk, valueAtRiskError: spread / 2, expectedShortfallError: standardDeviation(excess) / (tail * n.squareRoot()),
            scenarios: outcomes.count)
    }
}
