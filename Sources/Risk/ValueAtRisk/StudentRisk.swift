import Numerics

/// Student t returns: location + scale·t with ν degrees of freedom.
public enum StudentRisk {
    /// VaR = −location + scale·q, expected shortfall = −location + scale·f(q)/(1 − c)·(ν + q²)/(ν − 1), q being the c-quantile
    /// and f the density of t (McNeil, Frey and Embrechts 2005, example 2.19). ν must be above 1, else the shortfall is infinite.
    public static func estimate(_ fit: StudentFit, confidence: Double) throws -> TailRisk {
        try RiskChecks.confidence(confidence)
        let multiple = multiples(confidence, degreesOfFreedom: fit.degreesOfFreedom)
        return TailRisk(
            confidence: confidence, valueAtRisk: fit.scale * multiple.valueAtRisk - fit.location,
            expectedShortfall: fit.scale * multiple.expectedShortfall - fit.location)
    }

    /// How the degrees of freedom are found.
    public enum Fit: Sendable {
        /// All three parameters by maximum likelihood.
        case maximumLikelihood
        /// ν = 4 + 6/excess kurtosis, location and scale by mean and variance; the normal where kurtosis is not above a normal's.
        case kurtosis
        /// Given, above 2; location and scale by mean and variance.
        case given(Double)
    }

    public static func estimate(_ returns: [Double], confidence: Double, fit: Fit = .maximumLikelihood) throws -> TailRisk {
        switch fit {
        case .maximumLikelihood: return try estimate(StudentFit.maximumLikelihood(returns), confidence: confidence)
        case .kurtosis: return try estimate(StudentFit.kurtosis(returns), confidence: confidence)
        case .given(let degrees):
            try RiskChecks.series(returns, "returns", minimum: 2)
            let moments = CentralSums(returns)
            let fit = try StudentFit(mean: moments.mean, deviation: moments.standardDeviation(), degreesOfFreedom: degrees)
            return try estimate(fit, confidence: confidence)
        }
    }

    static func multiples(_ confidence: Double, degreesOfFreedom v: Double) -> (valueAtRisk: Double, expectedShortfall: Double) {
        guard v.isFinite, let standard = try? StudentTDistribution(degreesOfFreedom: v) else {
            return NormalRisk.multiples(confidence)
        }
        let tail = tailProbability(confidence)
        let quantile = standard.quantile(tail)
        return (-quantile, standard.density(quantile) / tail * (v + quantile * quantile) / (v - 1))
    }
}
