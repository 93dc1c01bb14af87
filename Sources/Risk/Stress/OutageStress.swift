import Numerics

/// The loss that may build up while nothing can be traded.
public enum OutageStress {
    /// Normal VaR and its contributions over an outage, scaled by the square root of time: `covariance` is of returns over a
    /// period of `hoursPerPeriod` hours (24 for daily bars of a market that never closes, 6.5 for those of a New York session).
    public static func gapLoss(
        weights: [Double], covariance: Matrix, hours: Double, hoursPerPeriod: Double, confidence: Double, names: [String] = []
    ) throws -> StressResult {
        try RiskChecks.positive(hours, "hours")
        try RiskChecks.positive(hoursPerPeriod, "hoursPerPeriod")
        let period = try RiskContributions.normalValueAtRisk(
            weights: weights, covariance: covariance, confidence: confidence, names: names)
        let scale = (hours / hoursPerPeriod).squareRoot()
        return StressResult(
            "outage",
            inputs: [
                ("hours", "\(hours)"), ("hours per period", "\(hoursPerPeriod)"), ("confidence", "\(confidence)"),
                ("measure", "normal VaR, mean 0, times √(hours / hours per period)"),
            ],
            loss: scale * period.total, names: names, losses: period.positions.map { scale * $0.component })
    }
}
