/// An allocation rule as it is named on the command line.
enum OptimizeMethod: String, CaseIterable {
    case riskParity = "risk-parity"
    case riskBudgeting = "risk-budgeting"
    case minVariance = "min-variance"
    case meanVariance = "mean-variance"
    case maxSharpe = "max-sharpe"
    case maxDiversification = "max-diversification"
    case frontier
    case blackLitterman = "black-litterman"
    case hrp, herc
    case minCVaR = "min-cvar"
    case minCDaR = "min-cdar"
    case minMAD = "min-mad"
    case tracking, kelly
    case inverseVolatility = "inverse-volatility"
    case inverseVariance = "inverse-variance"
    case equalWeight = "equal-weight"

    /// What it does, in a few words.
    var summary: String {
        switch self {
        case .riskParity: "the same contribution to risk from each"
        case .riskBudgeting: "contributions to risk in the proportions of --budgets"
        case .minVariance: "least variance, of those with --target-return where given"
        case .meanVariance: "best mean less --risk-aversion/2 · variance; or for a --target-return or --target-volatility"
        case .maxSharpe: "best ratio of excess return to volatility"
        case .maxDiversification: "best ratio of weighted volatilities to the volatility of the whole"
        case .frontier: "the efficient frontier, and its portfolio of best Sharpe ratio"
        case .blackLitterman: "best Sharpe ratio after --views are blended into the market's implied returns"
        case .hrp: "hierarchical risk parity"
        case .herc: "hierarchical equal risk contribution"
        case .minCVaR: "least expected shortfall"
        case .minCDaR: "least mean of the deepest drawdowns"
        case .minMAD: "least mean absolute deviation"
        case .tracking: "least tracking variance about --benchmark or --benchmark-weights"
        case .kelly: "best growth over the rows, not more than the capital"
        case .inverseVolatility: "in proportion to 1 / volatility"
        case .inverseVariance: "in proportion to 1 / variance"
        case .equalWeight: "the same weight each"
        }
    }

    /// What `objective` is; per period of the returns, and with the cost of trading where there is one.
    var objective: String {
        switch self {
        case .riskParity, .riskBudgeting: "volatility a period"
        case .minVariance: "variance a period"
        case .meanVariance: "mean less risk aversion / 2 · variance a period"
        case .maxSharpe, .frontier, .blackLitterman: "Sharpe ratio a period"
        case .maxDiversification: "diversification ratio"
        case .hrp, .herc: "variance a period"
        case .minCVaR: "expected shortfall a period"
        case .minCDaR: "mean of the deepest drawdowns"
        case .minMAD: "mean absolute deviation a period"
        case .tracking: "tracking variance a period"
        case .kelly: "mean log growth a period"
        case .inverseVolatility, .inverseVariance, .equalWeight: "none"
        }
    }

    /// Whether the solver calls assets by number, from zero, in what it says.
    var countsAssets: Bool {
        switch self {
        case .hrp, .herc, .minCVaR, .minCDaR, .minMAD, .kelly, .inverseVolatility, .inverseVariance, .equalWeight: true
        default: false
        }
    }

    /// Whether the rows themselves, not their moments, are optimised over.
    var usesScenarios: Bool { [.minCVaR, .minCDaR, .minMAD, .kelly].contains(self) }

    /// Options that only some methods read.
    static let owners: [(option: String, methods: [OptimizeMethod])] = [
        ("points", [.frontier]), ("risk-aversion", [.meanVariance, .blackLitterman]),
        ("target-return", [.minVariance, .meanVariance, .frontier, .blackLitterman, .minCVaR, .minCDaR, .minMAD]),
        ("target-volatility", [.meanVariance, .frontier, .blackLitterman]), ("confidence", [.minCVaR, .minCDaR]),
        ("budgets", [.riskBudgeting]), ("views", [.blackLitterman]), ("market", [.blackLitterman]), ("benchmark", [.tracking]),
        ("benchmark-weights", [.tracking]), ("linkage", [.hrp, .herc]), ("clusters", [.herc]), ("fraction", [.kelly]),
    ]
}
