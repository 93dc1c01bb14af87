import Numerics
import Optimization
import Risk

/// Weights with what shows that they are right and what they would have meant.
struct OptimizeResult {
    /// Of a portfolio, a year.
    struct Figures {
        let expectedReturn: Double
        let volatility: Double
        let sharpe: Double
        let contributions: RiskContributions
        /// NaN for a portfolio without positions.
        let effectivePositions: Double
        let diversificationRatio: Double
        /// Standard deviation of the difference to the benchmark; `nil` without one.
        let trackingError: Double?
    }

    /// Seconds by the machine's clock.
    struct Timing {
        var reading = 0.0
        var solving = 0.0
    }

    let inputs: OptimizeInputs
    let answer: OptimizeAnswer
    /// `nil` where no weights satisfy the constraints.
    let figures: Figures?
    var timing = Timing()

    init(_ inputs: OptimizeInputs, _ answer: OptimizeAnswer) throws {
        (self.inputs, self.answer) = (inputs, answer)
        let weights = answer.solution.weights
        guard !weights.isEmpty else {
            figures = nil
            return
        }
        guard weights.allSatisfy(\.isFinite) else {
            throw CommandError("perigee optimize: the weights are not finite: this is a fault of Perigee", exitCode: 1)
        }
        figures = try Self.figures(weights, inputs, answer)
    }

    private static func figures(_ weights: [Double], _ inputs: OptimizeInputs, _ answer: OptimizeAnswer) throws -> Figures {
        let year = inputs.periods.value
        let means = answer.blackLitterman?.posterior ?? inputs.means
        let covariance = answer.blackLitterman?.covariance ?? inputs.covariance
        let contributions = try RiskContributions.volatility(weights: weights, covariance: covariance, names: inputs.names)
        let (gain, spread) = (dot(means, weights), contributions.total)
        var tracking: Double?
        switch inputs.benchmark {
        case .series(_, let covariances, let variance, _):
            tracking = max(0, covariance.quadraticForm(weights) - 2 * dot(covariances, weights) + variance)
        case .weights(_, let other): tracking = max(0, covariance.quadraticForm(zip(weights, other).map { $0 - $1 }))
        case nil: break
        }
        // Cash earns the risk-free rate where the weights do not sum to one.
        let excess = gain - inputs.riskFree * sum(weights)
        return Figures(
            expectedReturn: gain * year, volatility: spread * year.squareRoot(),
            sharpe: spread > 0 ? excess / spread * year.squareRoot() : .nan,
            contributions: contributions, effectivePositions: (try? Concentration(weights: weights))?.effectivePositions ?? .nan,
            diversificationRatio: (try? Diversification.ratio(weights: weights, covariance: covariance)) ?? .nan,
            trackingError: tracking.map { ($0 * year).squareRoot() })
    }

    /// What the objective is, in words.
    var objectiveName: String {
        answer.objective + (inputs.constraints.costs == nil || answer.objective == "none" ? "" : ", with the cost of trading")
    }

    var weights: [Double] { answer.solution.weights }
    var certificate: Certificate { answer.solution.certificate }

    /// Σ|w − current|, both sides counted.
    var turnover: Double? {
        guard let current = inputs.current, !weights.isEmpty else { return nil }
        return zip(weights, current).reduce(0) { $0 + abs($1.0 - $1.1) }
    }

    var cost: Double? { inputs.constraints.costs == nil || weights.isEmpty ? nil : inputs.constraints.cost(of: weights) }

    var statusWord: String {
        switch certificate.status {
        case .optimal: "optimal"
        case .inexact: "inexact"
        case .infeasible: "infeasible"
        case .fallback: "fallback"
        }
    }

    /// The status in a sentence.
    var statusText: String {
        switch certificate.status {
        case .optimal: certificate.kktResidual.isNaN ? "optimal: a rule, exact by construction" : "optimal"
        case .inexact(let residual): "inexact: residual \(TableText.significant(residual))"
        case .infeasible(let conflict): "infeasible: \(conflict.joined(separator: "; "))"
        case .fallback(let method, let reason): "fallback to \(method): \(reason)"
        }
    }

    /// 2 where the constraints contradict each other: the user's to mend.
    var exitCode: Int32 { if case .infeasible = certificate.status { 2 } else { 0 } }
}
