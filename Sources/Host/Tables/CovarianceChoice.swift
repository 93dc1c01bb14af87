import Numerics
import Optimization

/// A covariance estimator as it is named on the command line.
struct CovarianceChoice {
    let name: String
    let method: CovarianceMethod
    /// One sentence for a reader of the result.
    let summary: String

    static let names = ["sample", "ledoit-wolf", "ledoit-wolf-cc", "oas", "ewm", "gerber", "denoised", "semi"]

    /// What goes with the estimator's name.
    static let options = [
        Option("halflife", "N", "for ewm: rows after which a weight has halved (RiskMetrics' decay of 0.94 when absent)"),
        Option("threshold", "N", "for gerber: deviations beyond which a return is a move (0.5)"),
        Option("target", "N", "for semi: return below which a return is a loss (0)"),
    ]

    /// - Parameter name: the option that holds the estimator's name.
    init(_ arguments: Arguments, option name: String, fallback: String) throws {
        let chosen = arguments.text(name) ?? fallback
        guard CovarianceChoice.names.contains(chosen) else {
            let near = nearestName(to: chosen, among: CovarianceChoice.names).map { ": did you mean '\($0)'?" } ?? ""
            throw CommandError("--\(name) '\(chosen)'\(near): expected one of \(CovarianceChoice.names.joined(separator: ", "))")
        }
        for (option, owner) in [("halflife", "ewm"), ("threshold", "gerber"), ("target", "semi")] where arguments.has(option) && chosen != owner {
            throw CommandError("--\(option): is for --\(name) \(owner), found \(chosen)")
        }
        self.name = chosen
        let halfLife = try arguments.number("halflife", in: 1e-3...1e9)
        let threshold = try arguments.number("threshold", in: 1e-6...1) ?? 0.5
        let target = try arguments.number("target", in: -1...1) ?? 0
        (method, summary) = CovarianceChoice.method(chosen, halfLife, threshold, target)
    }

    private static func method(_ name: String, _ halfLife: Double?, _ threshold: Double, _ target: Double) -> (CovarianceMethod, String) {
        switch name {
        case "ledoit-wolf": return (.ledoitWolf(.identity), "Ledoit-Wolf, towards the average variance")
        case "ledoit-wolf-cc": return (.ledoitWolf(.constantCorrelation()), "Ledoit-Wolf, towards one correlation")
        case "oas": return (.oracleApproximating, "oracle approximating shrinkage")
        case "ewm":
            guard let halfLife else { return (.exponential(.riskMetrics), "exponentially weighted, decay 0.94, no mean (RiskMetrics)") }
            return (.exponential(ExponentialWeights(halfLife: halfLife)), "exponentially weighted, half-life \(halfLife) rows")
        case "gerber": return (.gerber(threshold: threshold), "Gerber statistic, threshold \(threshold)")
        case "denoised": return (.denoised(), "sample with the noise among its eigenvalues averaged")
        case "semi": return (.semi(benchmark: target), "semi-covariance below \(target)")
        default: return (.sample(), "sample, ddof 1")
        }
    }
}
