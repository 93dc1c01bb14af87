import Glibc

/// How a covariance matrix is estimated from T rows of N returns. Every form is per period: annualise by the number of periods.
public enum CovarianceMethod: Equatable, Sendable {
    /// XᵀX / (T − ddof) of the centred returns. ddof 1 is unbiased for independent rows, and what pandas and NumPy compute.
    case sample(ddof: Int = 1)
    /// Shrinks the sample covariance towards a structured target, by the weight that minimises the expected Frobenius loss.
    case ledoitWolf(LedoitWolfTarget)
    /// Oracle approximating shrinkage towards the scaled identity (Chen, Wiesel, Eldar and Hero 2010, eq. 23 without the terms in
    /// 2/N, as scikit-learn). Better than Ledoit-Wolf where returns are near normal; ddof 0.
    case oracleApproximating
    /// Recent rows weigh more.
    case exponential(ExponentialWeights)
    /// Counts of joint moves beyond `threshold` standard deviations (Gerber, Markowitz, Ernst, Miao, Javid and Sargen 2022),
    /// times the standard deviations with ddof 0; returns are not centred before they are compared. The threshold lies in (0, 1].
    case gerber(threshold: Double = 0.5, form: GerberForm = .second)
    /// The sample correlation with its noise eigenvalues replaced by their average (López de Prado 2020, "constant residual
    /// eigenvalue"); variances are those of ddof 1. `bandwidth` is that of the kernel density fitted to the eigenvalues.
    case denoised(bandwidth: Double = 0.01)
    /// E[min(rᵢ − benchmark, 0) · min(rⱼ − benchmark, 0)], divided by T: joint losses about a benchmark return a period.
    case semi(benchmark: Double = 0)

    var name: String {
        switch self {
        case .sample: "sample"
        case .ledoitWolf: "Ledoit-Wolf"
        case .oracleApproximating: "OAS"
        case .exponential: "exponential"
        case .gerber: "Gerber"
        case .denoised: "denoised"
        case .semi: "semi-covariance"
        }
    }
}

/// What the sample covariance is shrunk to.
public enum LedoitWolfTarget: Equatable, Sendable {
    /// The average variance on the diagonal (Ledoit and Wolf 2004, "A well-conditioned estimator"), ddof 0, as scikit-learn.
    case identity
    /// The sample's variances with the average of its correlations (Ledoit and Wolf 2004, "Honey, I shrunk the sample covariance
    /// matrix"). The paper divides by T (ddof 0); PyPortfolioOpt shrinks the matrix of ddof 1.
    case constantCorrelation(ddof: Int = 0)
}

/// Which denominator the Gerber statistic has.
public enum GerberForm: Equatable, Sendable {
    /// (concordant − discordant) / (rows in which at least one of the two moves); may be indefinite, and is then repaired.
    case first
    /// H / √(hᵢhⱼ), H = concordant − discordant, h its diagonal: a Gram matrix, positive semidefinite by construction.
    case second
}

/// Weights λᵏ of the row k periods before the last.
public struct ExponentialWeights: Equatable, Sendable {
    /// λ in (0, 1).
    public let decay: Double
    /// Whether the weighted mean is taken off (pandas does, RiskMetrics does not).
    public var centred = true
    /// Whether the weighted sum is multiplied by W² / (W² − Σw²), W = Σw: pandas' `bias=False`, unbiased for independent rows.
    /// Without a mean there is nothing to correct, and this is not looked at.
    public var biasCorrected = true

    public init(decay: Double, centred: Bool = true, biasCorrected: Bool = true) {
        self.decay = decay
        self.centred = centred
        self.biasCorrected = biasCorrected
    }

    /// The weight halves every `halfLife` rows: λ = 2^(−1/halfLife).
    public init(halfLife: Double) { self.init(decay: exp2(-1 / halfLife)) }

    /// λ = 1 − 2/(span + 1): the same centre of mass as a plain window of `span` rows.
    public init(span: Double) { self.init(decay: 1 - 2 / (span + 1)) }

    /// RiskMetrics (1996): λ = 0.94 for daily returns, no mean.
    public static let riskMetrics = ExponentialWeights(decay: 0.94, centred: false, biasCorrected: false)

    func validate() throws {
        guard decay > 0, decay < 1 else {
            throw BadProblem("decay: \(decay); expected a number between 0 and 1, for instance 0.94")
        }
    }
}
