import Numerics
import Risk

/// How one version did over the pairs of an experiment.
public struct ArmSummary: Equatable, Sendable {
    /// Compounded, 0.1 for ten percent.
    public let totalReturn: Double
    /// Mean simple return of a pair.
    public let meanReturn: Double
    /// Yearly standard deviation of returns.
    public let volatility: Double
    /// Yearly Sharpe ratio; NaN without volatility.
    public let sharpe: Double
    /// As a return: −0.2 for a fall of a fifth.
    public let maximumDrawdown: Double
    /// Closed trades.
    public let trades: Int

    /// The conventions are those of the measures of the same names in docs/measures.md.
    init(_ returns: [Double], trades: Int, periodsPerYear: Double, riskFree: Double) {
        let input = MeasureInput(returns: returns, periodsPerYear: periodsPerYear, riskFree: riskFree)
        func measure(_ id: String) -> Double { MeasureCatalog.find(id)?.compute(input) ?? .nan }
        totalReturn = measure("total_return")
        meanReturn = mean(returns)
        volatility = measure("volatility")
        sharpe = measure("sharpe")
        maximumDrawdown = measure("max_drawdown")
        self.trades = trades
    }
}
