import Glibc

/// Effects of several periods added up so that they sum to the compounded active return.
public struct LinkedAttribution: Equatable, Sendable {
    public enum Method: Sendable {
        /// Logarithmic coefficients (Cariño 1999).
        case carino
        /// The coefficients nearest to each other that close the sum (Menchero 2000).
        case menchero
    }

    /// By segment, in the order of the first period.
    public let effects: [BrinsonFachler.Effect]
    /// What each period's effects are multiplied by.
    public let coefficients: [Double]
    /// Compounded.
    public let portfolioReturn: Double
    public let benchmarkReturn: Double
    /// The sum of all linked effects.
    public var activeReturn: Double { portfolioReturn - benchmarkReturn }

    public init(_ periods: [BrinsonFachler], method: Method = .carino) throws {
        guard let first = periods.first else { throw BadRiskInput("periods is empty: expected at least one") }
        let names = first.effects.map(\.name)
        for (index, period) in periods.enumerated() {
            guard period.effects.map(\.name) == names else {
                throw BadRiskInput(
                    "periods[\(index)] has segments \(period.effects.map(\.name)): expected \(names), as the first period has")
            }
            guard period.portfolioReturn > -1, period.benchmarkReturn > -1 else {
                throw BadRiskInput("periods[\(index)] has a return of −1 or less: nothing compounds after it")
            }
        }
        let portfolio = periods.reduce(1) { $0 * (1 + $1.portfolioReturn) } - 1
        let benchmark = periods.reduce(1) { $0 * (1 + $1.benchmarkReturn) } - 1
        let pairs = periods.map { ($0.portfolioReturn, $0.benchmarkReturn) }
        let factors =
            method == .carino
            ? LinkedAttribution.carino(pairs, portfolio, benchmark) : LinkedAttribution.menchero(pairs, portfolio, benchmark)
        effects = names.indices.map { segment in
            func total(_ part: (BrinsonFachler.Effect) -> Double) -> Double {
                periods.indices.reduce(0) { $0 + factors[$1] * part(periods[$1].effects[segment]) }
            }
            return BrinsonFachler.Effect(
                name: names[segment], allocation: total(\.allocation), selection: total(\.selection),
                interaction: total(\.interaction))
        }
        coefficients = factors
        portfolioReturn = portfolio
        benchmarkReturn = benchmark
    }

    private static func carino(_ periods: [(Double, Double)], _ portfolio: Double, _ benchmark: Double) -> [Double] {
        let whole = logarithmic(portfolio, benchmark)
        return periods.map { logarithmic($0.0, $0.1) / whole }
    }

    /// (ln(1 + a) − ln(1 + b))/(a − b), with its limit 1/(1 + a) for equal returns, by log1p of the relative difference so that
    /// near ones keep their digits.
    static func logarithmic(_ a: Double, _ b: Double) -> Double {
        let difference = (a - b) / (1 + b)
        return (difference == 0 ? 1 : log1p(difference) / difference) / (1 + b)
    }

    private static func menchero(_ periods: [(Double, Double)], _ portfolio: Double, _ benchmark: Double) -> [Double] {
        let count = Double(periods.count)
        let roots = (pow(1 + portfolio, 1 / count), pow(1 + benchmark, 1 / count))
        let base =
            roots.0 == roots.1 ? pow(1 + portfolio, (count - 1) / count) : (portfolio - benchmark) / count / (roots.0 - roots.1)
        let active = periods.map { $0.0 - $0.1 }
        let squares = active.reduce(0) { $0 + $1 * $1 }
        let rest = portfolio - benchmark - base * active.reduce(0, +)
        return active.map { base + (squares > 0 ? rest / squares * $0 : 0) }
    }
}
