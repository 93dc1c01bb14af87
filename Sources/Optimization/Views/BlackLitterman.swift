import Numerics

/// Expected returns that blend a market's implied ones with views (Black and Litterman 1992; He and Litterman 1999).
///
/// With the prior μ ~ N(π, τΣ) and views Pμ ~ N(q, Ω): mean π + τΣPᵀ(PτΣPᵀ + Ω)⁻¹(q − Pπ); covariance of returns
/// Σ + τΣ − τΣPᵀ(PτΣPᵀ + Ω)⁻¹PτΣ. O(n²k + k³) for k views.
public struct BlackLitterman: Sendable {
    /// How sure a view is: Ω is diagonal.
    public enum Uncertainty: Equatable, Sendable {
        /// ωₖ = τ·pₖΣpₖᵀ, as He and Litterman take it.
        case proportional
        /// One confidence a view in (0, 1]: ωₖ = τ·pₖΣpₖᵀ·(1 − c)/c (Idzorek 2005, in Walters's closed form 2014), which moves the
        /// weights that fraction of the way to those of full certainty where it is the only view. One is certainty.
        case confidence([Double])
        /// The variances ωₖ themselves.
        case variances([Double])
    }

    public struct View: Equatable, Sendable {
        /// One coefficient an asset: (asset, 1) for an absolute view, longs summing to 1 and shorts to −1 for a relative one.
        public let coefficients: [Double]
        public let expectedReturn: Double

        public init(coefficients: [Double], expectedReturn: Double) {
            self.coefficients = coefficients
            self.expectedReturn = expectedReturn
        }

        /// This asset returns so much.
        public static func absolute(_ asset: Int, expectedReturn: Double, assets: Int) -> View {
            View(coefficients: (0..<assets).map { $0 == asset ? 1 : 0 }, expectedReturn: expectedReturn)
        }

        /// The first asset returns so much more than the second.
        public static func relative(_ asset: Int, over other: Int, by difference: Double, assets: Int) -> View {
            View(coefficients: (0..<assets).map { $0 == asset ? 1 : $0 == other ? -1 : 0 }, expectedReturn: difference)
        }
    }

    public struct Posterior: Equatable, Sendable {
        public let expectedReturns: [Double]
        /// Of returns: Σ plus the uncertainty that is left in the mean.
        public let covariance: Matrix
    }

    public let prior: [Double]
    public let covariance: Matrix
    public let tau: Double
    public let names: [String]

    /// With given prior returns.
    public init(prior: [Double], covariance: Matrix, tau: Double = 0.05, names: [String]? = nil) throws {
        let names = names ?? (0..<covariance.rows).map { "asset \($0 + 1)" }
        try InputCheck.length(names.count, covariance.rows, of: "names")
        try CovarianceCheck.requireSemidefinite(covariance, argument: "covariance", names: names)
        try InputCheck.finite(prior, count: covariance.rows, argument: "prior", names: names)
        guard tau > 0, tau.isFinite else { throw BadProblem("tau: \(tau), expected a positive number") }
        self.prior = prior
        self.covariance = covariance
        self.tau = tau
        self.names = names
    }

    /// With the returns that make market weights optimal: π = riskAversion·Σw + riskFree.
    public init(
        marketWeights: [Double], riskAversion: Double, riskFree: Double = 0, covariance: Matrix, tau: Double = 0.05, names: [String]? = nil
    ) throws {
        let labels = names ?? (0..<covariance.rows).map { "asset \($0 + 1)" }
        try InputCheck.length(labels.count, covariance.rows, of: "names")
        guard covariance.isSquare else {
            throw BadProblem("covariance: \(covariance.rows) × \(covariance.columns), expected a square matrix")
        }
        try InputCheck.finite(marketWeights, count: covariance.rows, argument: "marketWeights", names: labels)
        guard riskAversion > 0, riskAversion.isFinite else {
            throw BadProblem("riskAversion: \(riskAversion), expected a positive number")
        }
        try InputCheck.finite(riskFree, argument: "riskFree")
        try LinearAlgebra.require()
        let implied = covariance.times(marketWeights).map { riskAversion * $0 + riskFree }
        try self.init(prior: implied, covariance: covariance, tau: tau, names: labels)
    }

    /// Blends views in. Throws where a view or its uncertainty does not fit, or certain views contradict or repeat each other.
    public func posterior(views: [View], uncertainty: Uncertainty = .proportional) throws -> Posterior {
        let n = prior.count
        for (index, view) in views.enumerated() {
            try InputCheck.finite(view.coefficients, count: n, argument: "view \(index + 1)", names: names)
            try InputCheck.finite(view.expectedReturn, argument: "view \(index + 1)")
            if view.coefficients.allSatisfy({ $0 == 0 }) {
                throw BadProblem("view \(index + 1): every coefficient is 0, expected at least one asset")
            }
        }
        guard !views.isEmpty else { return Posterior(expectedReturns: prior, covariance: (1 + tau) * covariance) }
        // Columns are views.
        let p = Matrix(columns: views.map(\.coefficients))
        let spread = tau * covariance.times(p)
        var inner = p.times(spread, transposingSelf: true)
        let omega = try variances(uncertainty, inner.diagonal)
        for k in views.indices { inner[k, k] += omega[k] }
        for j in views.indices { for i in 0..<j { (inner[i, j], inner[j, i]) = ((inner[i, j] + inner[j, i]) / 2, (inner[i, j] + inner[j, i]) / 2) } }
        guard let factor = Cholesky(inner) else {
            throw BadProblem("views: certain views repeat or contradict each other; give each a confidence below 1, or leave one out")
        }
        let surprise = views.indices.map { views[$0].expectedReturn - dot(views[$0].coefficients, prior) }
        let correction = spread.times(factor.solve(surprise))
        let half = factor.forward(spread.transposed)
        let gained = half.times(half, transposingSelf: true)
        return Posterior(
            expectedReturns: prior.indices.map { prior[$0] + correction[$0] }, covariance: (1 + tau) * covariance - gained)
    }

    private func variances(_ uncertainty: Uncertainty, _ spread: [Double]) throws(BadProblem) -> [Double] {
        switch uncertainty {
        case .proportional: return spread
        case .confidence(let levels):
            guard levels.count == spread.count else { throw BadProblem("confidence: \(levels.count) values for \(spread.count) views") }
            for (index, level) in levels.enumerated() where !(level > 0 && level <= 1) {
                throw BadProblem("confidence: \(level) of view \(index + 1), expected more than 0 and at most 1; leave out a view without any")
            }
            return levels.indices.map { spread[$0] * (1 - levels[$0]) / levels[$0] }
        case .variances(let values):
            guard values.count == spread.count else { throw BadProblem("variances: \(values.count) values for \(spread.count) views") }
            for (index, value) in values.enumerated() where !(value >= 0 && value.isFinite) {
                throw BadProblem("variances: \(value) of view \(index + 1), expected a number that is not negative")
            }
            return values
        }
    }
}
