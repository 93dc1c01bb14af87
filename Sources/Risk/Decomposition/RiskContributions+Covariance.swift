import Numerics

extension RiskContributions {
    /// Of volatility √(w'Σw): the marginal contribution is (Σw)ᵢ/σ. Weights may be of either sign and need not sum to one. O(n²).
    public static func volatility(weights: [Double], covariance: Matrix, names: [String] = []) throws -> RiskContributions {
        try elliptical(.volatility, nil, weights, covariance, nil, names, multiple: 1)
    }

    /// Of normal VaR −w'μ + z·σ. Without means they are zero.
    public static func normalValueAtRisk(
        weights: [Double], covariance: Matrix, means: [Double]? = nil, confidence: Double, names: [String] = []
    ) throws -> RiskContributions {
        try RiskChecks.confidence(confidence)
        let multiple = NormalRisk.multiples(confidence).valueAtRisk
        return try elliptical(.normalValueAtRisk, confidence, weights, covariance, means, names, multiple: multiple)
    }

    /// Of normal expected shortfall −w'μ + σ·φ(z)/(1 − c).
    public static func normalExpectedShortfall(
        weights: [Double], covariance: Matrix, means: [Double]? = nil, confidence: Double, names: [String] = []
    ) throws -> RiskContributions {
        try RiskChecks.confidence(confidence)
        let multiple = NormalRisk.multiples(confidence).expectedShortfall
        return try elliptical(.normalExpectedShortfall, confidence, weights, covariance, means, names, multiple: multiple)
    }

    private static func elliptical(
        _ kind: Kind, _ confidence: Double?, _ weights: [Double], _ covariance: Matrix, _ means: [Double]?, _ names: [String],
        multiple: Double
    ) throws -> RiskContributions {
        let n = weights.count
        try RiskChecks.series(weights, "weights")
        try RiskChecks.covariance(covariance, assets: n)
        try RiskChecks.names(names, assets: n)
        let means = means ?? [Double](repeating: 0, count: n)
        try RiskChecks.series(means, "means", count: n, of: "weight")
        let joint = covariance.times(weights)
        let variance = try RiskChecks.variance(covariance, weights)
        let (deviation, drift) = (variance.squareRoot(), dot(weights, means))
        return RiskContributions(
            kind: kind, confidence: confidence, total: multiple * deviation - drift, names: names, weights: weights,
            marginal: (0..<n).map { (deviation > 0 ? multiple * joint[$0] / deviation : 0) - means[$0] },
            standalone: (0..<n).map { multiple * abs(weights[$0]) * covariance[$0, $0].squareRoot() - weights[$0] * means[$0] },
            without: (0..<n).map { index in
                let (w, own) = (weights[index], covariance[index, index])
                let rest = max(variance - 2 * w * joint[index] + w * w * own, 0)
                return multiple * rest.squareRoot() - (drift - w * means[index])
            })
    }
}
