import Numerics

extension MeanVariance {
    typealias Gain = (coefficients: [Double], constant: Double)

    /// Where the line of portfolios stands at a τ.
    struct LinePoint {
        var tau: Double
        var variance: Double
        var gain: Double
        /// d gain/dτ while the active set stays, and half of d²variance/dτ².
        var slope: Double
        /// (Σσᵢ|wᵢ|)², the variance were all correlations one.
        var largestVariance: Double
    }

    enum LineJudgement {
        case found
        /// τ is too low or too high; where the answer is if the active set stays.
        case low(Double)
        case high(Double)
    }

    func gain(_ gain: Gain) -> Double {
        (0..<gain.coefficients.count).reduce(gain.constant) { $0 + gain.coefficients[$1] * solver.engine.x[$1] }
    }

    /// Finds the τ at which `judge` is content, within a bracket that only shrinks: τ is where the active set would have it, or in the
    /// middle of the bracket where that lies outside. The certificate's iterations are those of all solutions together.
    func follow(_ gain: Gain, from least: Certificate, judge: (LinePoint) -> LineJudgement) throws(BadProblem) -> Certificate {
        let size = gain.coefficients.reduce(0) { max($0, abs($1)) }
        guard size > 0 else { return least }
        let start = linePoint(gain, tau: 0)
        var (low, high) = (0.0, Double.infinity)
        var tau = start.gain > 0 ? start.variance / start.gain : 0
        // A first τ at which the gain's pull is that of the variance.
        if !(tau > 0) { tau = max(start.variance, start.largestVariance * 1e-3, .leastNormalMagnitude) / size }
        var iterations = least.iterations
        var certificate = least
        for _ in 0..<200 {
            certificate = try solve(gain.coefficients.map { -tau * $0 })
            iterations += certificate.iterations
            certificate.iterations = iterations
            let wanted: Double
            switch judge(linePoint(gain, tau: tau)) {
            case .found: return certificate
            case .low(let next): (low, wanted) = (tau, next)
            case .high(let next): (high, wanted) = (tau, next)
            }
            if wanted > low && wanted < high {
                tau = wanted
            } else if high.isInfinite {
                tau *= 8
            } else {
                tau = low > 0 ? (low * high).squareRoot() : high / 16
            }
            // The bracket has no number left inside it, or τ has gone where the variance no longer matters.
            if tau <= low || tau >= high || tau > 1e18 { return certificate }
        }
        certificate.status = .inexact(residual: high.isFinite ? (high - low) / high : .infinity)
        return certificate
    }

    private func linePoint(_ gain: Gain, tau: Double) -> LinePoint {
        let engine = solver.engine
        let weights = portfolio.weights(engine.x)
        let negative = gain.coefficients.map { -$0 }
        _ = engine.solveEquations(gradient: negative, rowResidual: { _ in 0 }, into: engine.direction)
        let slope = engine.free.reduce(0.0) { $0 + gain.coefficients[$1] * engine.direction[$1] }
        let spread = (0..<assets).reduce(0.0) { $0 + covariance[$1, $1].squareRoot() * abs(weights[$1]) }
        return LinePoint(
            tau: tau, variance: variance(weights), gain: self.gain(gain), slope: max(0, slope), largestVariance: spread * spread)
    }

    /// The largest gain that the constraints allow: the same method without quadratic term.
    func highestGain(_ gain: Gain) throws(BadProblem) -> Double {
        let size = gain.coefficients.reduce(0) { max($0, abs($1)) }
        guard size > 0 else { return gain.constant }
        var program = solver.engine.program
        program.quadratic = Matrix(rows: 0, columns: 0)
        program.anchor = []
        program.asset = program.asset.map { _ in -1 }
        program.linear = gain.coefficients.map { -$0 / size }
        program.proximal = program.asset.map { _ in 1e-3 }
        let engine = ActiveSet(program)
        engine.maximumIterations = limits.iterations
        engine.maximumWork = limits.work
        let point = (0..<engine.n).map { solver.engine.x[$0] }
        engine.start(at: point)
        for j in 0..<engine.n { engine.centre[j] = engine.x[j] }
        if case .unbounded(let j) = engine.run() {
            throw BadProblem("bounds: the return rises without end along \(portfolio.names.variables[j]); give it finite bounds")
        }
        return (0..<engine.n).reduce(gain.constant) { $0 + gain.coefficients[$1] * engine.x[$1] }
    }
}
