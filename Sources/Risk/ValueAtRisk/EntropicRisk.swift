import Glibc
import Numerics

/// Measures made of exponentials of the loss.
public enum EntropicRisk {
    /// ln(E[exp(θ·loss)])/θ: the certain loss that an investor of exponential utility with aversion θ takes as equal (Föllmer and
    /// Schied).
    public static func entropic(_ returns: [Double], aversion: Double) throws -> Double {
        try RiskChecks.series(returns, "returns", minimum: 2)
        try RiskChecks.positive(aversion, "aversion")
        return logMeanExponential(returns.map { -$0 }, temperature: 1 / aversion).value / aversion
    }

    /// Entropic value at risk (Ahmadi-Javid 2012): the least of t·ln(E[exp(loss/t)]/(1 − c)) over t > 0, an upper bound of
    /// expected shortfall. The function is convex; the zero of its derivative is found in ln t. Where the largest loss alone has
    /// at least the tail's probability the answer is that loss.
    public static func entropicValueAtRisk(_ returns: [Double], confidence: Double) throws -> Double {
        try RiskChecks.confidence(confidence)
        try RiskChecks.series(returns, "returns", minimum: 2)
        return entropicValueAtRisk(losses: returns.map { -$0 }, confidence: confidence)
    }

    /// Of normal returns: −μ + σ·√(−2·ln(1 − c)).
    public static func entropicValueAtRisk(mean: Double, deviation: Double, confidence: Double) throws -> Double {
        try RiskChecks.confidence(confidence)
        try RiskChecks.finite(mean, "mean")
        try RiskChecks.notNegative(deviation, "deviation")
        return deviation * (-2 * log(tailProbability(confidence))).squareRoot() - mean
    }

    static func entropicValueAtRisk(losses: [Double], confidence: Double) -> Double {
        let logTail = log(tailProbability(confidence))
        let worst = losses.max() ?? .nan
        let atWorst = Double(losses.count { $0 == worst }) / Double(losses.count)
        if log(atWorst) >= logTail { return worst }
        func slope(_ x: Double) -> Double { logMeanExponential(losses, temperature: exp(x)).slope - logTail }
        // The best temperature of normal losses.
        var low = log(standardDeviation(losses, ddof: 0) / (-2 * logTail).squareRoot())
        var high = low
        var (atLow, atHigh) = (slope(low), 0.0)
        atHigh = atLow
        while atLow > 0 { (high, atHigh) = (low, atLow); low -= 1; atLow = slope(low) }
        while atHigh < 0 { (low, atLow) = (high, atHigh); high += 1; atHigh = slope(high) }
        // Regula falsi, halving the value of an end that stays (Dowell and Jarratt 1971).
        var side = 0
        for _ in 0..<100 where high - low > 1e-9 {
            let x = low + (high - low) * (atLow / (atLow - atHigh))
            let value = slope(x)
            if value == 0 {
                (low, high) = (x, x)
            } else if value < 0 {
                (low, atLow) = (x, value)
                if side < 0 { atHigh /= 2 }
                side = -1
            } else {
                (high, atHigh) = (x, value)
                if side > 0 { atLow /= 2 }
                side = 1
            }
        }
        let temperature = exp(low + (high - low) / 2)
        return temperature * (logMeanExponential(losses, temperature: temperature).value - logTail)
    }

    /// ln(mean(exp(x/t))) and the derivative of t times it with respect to t.
    private static func logMeanExponential(_ x: [Double], temperature t: Double) -> (value: Double, slope: Double) {
        let largest = x.max() ?? .nan
        var (total, weighted) = (0.0, 0.0)
        for value in x {
            let distance = (value - largest) / t
            let weight = exp(distance)
            total += weight
            weighted += weight == 0 ? 0 : weight * distance
        }
        let level = log(total / Double(x.count))
        return (largest / t + level, level - weighted / total)
    }
}
