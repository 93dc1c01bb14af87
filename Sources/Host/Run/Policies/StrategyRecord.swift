import Kernel
import Money
import Scripting
import Trading

/// What a strategy has done day by day and in its stage, whichever seat it sat at.
final class StrategyRecord {
    let terms: StrategyTerms
    var name: String { terms.name }
    /// The weight that the allocation rule gave it last, or that of the configuration.
    var weight: Double
    /// Simple returns a day, money moved in or out left aside; the newest last.
    private(set) var returns: [Double] = []
    /// Closed trades, and their profits and losses.
    private(set) var tally = TradeTally()
    /// The same since it came into its stage.
    private(set) var stageTally = TradeTally()
    /// Days in its stage.
    private(set) var stageDays = 0
    /// Versions that were swapped in, and those of them that were sent back.
    var swapped = 0
    var reverted = 0
    /// What it holds is being closed before it goes on paper.
    var isUnwinding = false
    /// An operator's kill switch is pulled.
    var isKilledByOperator = false
    /// Equity after the last day's end or transfer, and what the day has grown by until then.
    private var base = 0.0
    private var growth = 1.0

    init(_ terms: StrategyTerms) {
        self.terms = terms
        weight = terms.weight
    }

    /// A new account, which begins with this much.
    func begin(equity: Double) { base = equity }

    /// Money is moved: what came before counts for itself (time-weighted return).
    func move(before: Double, after: Double) {
        if base > 0 { growth *= before / base }
        base = after
    }

    /// The account is closed.
    func end(equity: Double) { move(before: equity, after: 0) }

    func enter(_ stage: String) {
        stageDays = 0
        stageTally = TradeTally()
    }

    func note(_ trade: ClosedTrade) {
        tally.add(trade.pnl.doubleValue)
        stageTally.add(trade.pnl.doubleValue)
    }

    func closeDay(equity: Double) {
        move(before: equity, after: equity)
        returns.append(growth - 1)
        growth = 1
        stageDays += 1
        if returns.count > RunBook.keptDays + 500 { returns.removeFirst(500) }
    }

    var stageReturns: [Double] { Array(returns.suffix(stageDays)) }

    /// Distance of the newest day below the highest, and the deepest such distance, from growth of one unit.
    static func drawdown(_ returns: [Double]) -> (now: Double, deepest: Double) {
        var (value, peak, deepest) = (1.0, 1.0, 0.0)
        for step in returns {
            value *= 1 + step
            peak = max(peak, value)
            deepest = max(deepest, 1 - value / peak)
        }
        return (1 - value / peak, deepest)
    }

    func measures(_ daysPerYear: Double) -> LifecycleMeasures {
        let stage = stageReturns
        var measures = LifecycleMeasures()
        measures[.daysInStage] = Double(stageDays)
        measures[.sharpe] = DailyFigures.sharpe(stage, daysPerYear)
        measures[.rollingSharpe] = stage.count < 63 ? .nan : DailyFigures.sharpe(Array(stage.suffix(63)), daysPerYear)
        measures[.trades] = Double(stageTally.count)
        measures[.drawdown] = StrategyRecord.drawdown(stage).now
        measures[.profitFactor] =
            stageTally.losses > 0 ? stageTally.gains / stageTally.losses : stageTally.gains > 0 ? .infinity : .nan
        measures[.losingDays] = Double(stage.reversed().prefix { $0 < 0 }.count)
        measures[.totalReturn] = stage.reduce(1) { $0 * (1 + $1) } - 1
        return measures
    }
}

/// Closed trades and what they earned.
struct TradeTally {
    private(set) var count = 0
    private(set) var wins = 0
    private(set) var gains = 0.0
    /// As a positive number.
    private(set) var losses = 0.0

    mutating func add(_ pnl: Double) {
        count += 1
        if pnl > 0 { wins += 1 }
        if pnl > 0 { gains += pnl } else { losses -= pnl }
    }
}
