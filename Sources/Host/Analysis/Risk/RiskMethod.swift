import Numerics
import Risk

/// A way to estimate the tail of a portfolio's returns, as it is named on the command line.
enum RiskMethod: String, CaseIterable {
    case historical
    case normal
    case student
    case cornishFisher = "cornish-fisher"
    case monteCarlo = "monte-carlo"
    case ageWeighted = "age-weighted"
    case ewma
    case filtered
    case evar
    case drawdown

    var summary: String {
        switch self {
        case .historical: "past returns as equally likely scenarios"
        case .normal: "normal, of the covariance chosen"
        case .student: "Student t by maximum likelihood"
        case .cornishFisher: "normal quantiles corrected for skewness and kurtosis"
        case .monteCarlo: "simulated multivariate t of the covariance chosen"
        case .ageWeighted: "past returns, recent ones weigh more (decay 0.98)"
        case .ewma: "normal with the volatility forecast now (RiskMetrics, decay 0.94)"
        case .filtered: "past returns scaled to the volatility forecast now"
        case .evar: "entropic bound of both (historical)"
        case .drawdown: "drawdown at risk and its conditional mean, over the whole history"
        }
    }

    /// How an estimate of one period becomes one of several.
    var horizonRule: String {
        switch self {
        case .normal, .cornishFisher, .monteCarlo: "moments"
        case .drawdown: "none"
        default: "square root of time"
        }
    }

    /// The same method forecasting period by period; `nil` where there is none.
    var rolling: RollingRisk.Method? {
        switch self {
        case .historical: .historical
        case .normal: .normal
        case .student: .student(degreesOfFreedom: nil)
        case .cornishFisher: .cornishFisher
        case .ageWeighted: .ageWeighted(decay: 0.98)
        case .ewma: .exponential(decay: 0.94)
        case .filtered: .filteredHistorical(decay: 0.94)
        case .monteCarlo, .evar, .drawdown: nil
        }
    }
}

/// What methods estimate from.
struct RiskSample {
    let weights: [Double]
    let covariance: Matrix
    let means: [Double]
    /// Of the portfolio, rebalanced to its weights each period.
    let returns: [Double]
    let horizon: Double
    let scenarios: Int
    let seed: UInt64

    /// VaR and expected shortfall over the horizon.
    func estimate(_ method: RiskMethod, confidence: Double) throws -> RiskEstimate {
        switch method {
        case .historical: return try scaled(method, HistoricalRisk.estimate(returns, confidence: confidence))
        case .normal:
            let deviation = max(covariance.quadraticForm(weights), 0).squareRoot()
            let risk = try NormalRisk.estimate(mean: dot(weights, means), deviation: deviation, confidence: confidence, periods: horizon)
            return RiskEstimate(method, risk)
        case .student:
            let fit = try StudentFit.maximumLikelihood(returns)
            let note = "\(TableText.significant(fit.degreesOfFreedom)) degrees of freedom"
            return try scaled(method, StudentRisk.estimate(fit, confidence: confidence), note)
        case .cornishFisher:
            let result = try CornishFisherRisk.estimate(returns, confidence: confidence, periods: horizon)
            return RiskEstimate(method, result.risk, result.isMonotone ? nil : "outside the domain of the expansion: its quantiles are rearranged")
        case .monteCarlo: return try simulated(confidence)
        case .ageWeighted: return try scaled(method, AgeWeightedRisk.estimate(returns, confidence: confidence))
        case .ewma: return try scaled(method, VolatilityScaledRisk.normal(returns, confidence: confidence))
        case .filtered: return try scaled(method, VolatilityScaledRisk.historical(returns, confidence: confidence))
        case .evar:
            let value = try EntropicRisk.entropicValueAtRisk(returns, confidence: confidence) * horizon.squareRoot()
            return RiskEstimate(method, TailRisk(confidence: confidence, valueAtRisk: value, expectedShortfall: .nan))
        case .drawdown: return RiskEstimate(method, try DrawdownRisk.estimate(returns, confidence: confidence))
        }
    }

    private func scaled(_ method: RiskMethod, _ risk: TailRisk, _ note: String? = nil) throws -> RiskEstimate {
        RiskEstimate(method, try risk.scaledBySquareRoot(periods: horizon), note)
    }

    private func simulated(_ confidence: Double) throws -> RiskEstimate {
        // Of the portfolio's kurtosis, so that variance and tails agree; a t that is as good as normal is drawn as one.
        let degrees = try StudentFit.kurtosis(returns).degreesOfFreedom
        let isNormal = degrees > 200
        let result = try MonteCarloRisk.estimate(
            weights: weights, covariance: horizon * covariance, means: means.map { $0 * horizon },
            shape: isNormal ? .normal : .student(degreesOfFreedom: degrees), confidence: confidence, scenarios: scenarios, seed: seed)
        let shape = isNormal ? "normal" : "t of \(TableText.significant(degrees)) degrees of freedom"
        let error = TableText.significant(result.valueAtRiskError * 100)
        return RiskEstimate(.monteCarlo, result.risk, "\(scenarios) scenarios, \(shape), ±\(error) % by chance")
    }
}

struct RiskEstimate {
    let method: RiskMethod
    /// Over the horizon; a shortfall that the method does not have is NaN.
    let risk: TailRisk
    let note: String?

    init(_ method: RiskMethod, _ risk: TailRisk, _ note: String? = nil) {
        self.method = method
        self.risk = risk
        self.note = note
    }
}
