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
    private var last = 0.0
    /// Money moved since the last day's end.
    private var moved = 0.0

    init(_ terms: StrategyTerms) {
        self.terms = terms
        weight = terms.weight
    }

    func begin(equity: Double) { (last, moved) = (equity, 0) }
    func move(_ amount: Double) { moved += amount }

    func enter(_ stage: String) {
        stageDays = 0
        stageTally = TradeTally()
    }

    func note(_ trade: ClosedTrade) {
        tally.add(trade.pnl.doubleValue)
        stageTally.add(trade.pnl.doubleValue)
    }

    /// Money that came during the day is taken to have worked from its beginning.
    func closeDay(equity: Double) {
        let base = last + moved
        returns.append(base > 0 ? equity / base - 1 : 0)
        (last, moved) = (equity, 0)
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
        measures[.profitFactor] = stageTally.losses > 0 ? stageTally.gains / stageTally.losses : stageTally.gains > 0 ? .infinity : .nan
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
