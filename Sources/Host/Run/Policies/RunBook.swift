import Desk
import Kernel
import Market
import Money
import Numerics
import Risk
import Trading

/// The books of a run over all strategies: money that no strategy has, and what each of them has earned day by day.
final class RunBook {
    /// In the order of the configuration.
    let records: [StrategyRecord]
    /// Cash that no strategy has.
    private(set) var reserve: Amount
    let cash: Amount
    /// The highest equity at the end of a day, and equity where the day began.
    private(set) var peak: Double
    private(set) var dayStart: Double
    /// Simple returns a day of the whole.
    private(set) var returns: [Double] = []
    /// The time of each day's end, in nanoseconds.
    private(set) var days: [Int64] = []
    /// The number of the day that goes on; nil before the first event.
    var day: Int64?
    /// Days kept for measures.
    static let keptDays = 2_600

    init(_ configuration: RunConfiguration) {
        cash = configuration.cash
        reserve = cash
        peak = cash.doubleValue
        dayStart = peak
        records = configuration.strategies.map(StrategyRecord.init)
    }

    /// Whether a strategy may be on its way to paper; asked after each event.
    var isUnwinding = false

    /// Money moves only between the reserve and seats that are live.
    func note(_ command: SeatCommand, seat: String, before: SeatMoney?, after: SeatMoney?) {
        let record = records.first { $0.name == seat }
        switch (before, after) {
        case (nil, let after?):
            if after.isLive { reserve -= after.cash }
            record?.begin(equity: after.cash.doubleValue)
        case (let before?, nil):
            if before.isLive { reserve += before.cash }
            record?.end(equity: before.equity)
        case (let before?, let after?):
            let moved = after.transferred - before.transferred
            if after.isLive { reserve -= moved }
            if moved != .zero { record?.move(before: before.equity, after: after.equity) }
            if case .stage(let stage, _) = command { record?.enter(stage) }
        case (nil, nil): break
        }
    }

    func note(_ trade: ClosedTrade, seat: String) { records.first { $0.name == seat }?.note(trade) }

    func equity(_ desk: Desk) -> Double { desk.seats.reduce(reserve.doubleValue) { $1.role == .live ? $0 + desk.equityWithTreatment($1) : $0 } }

    /// A day is over.
    func closeDay(_ desk: Desk, time: Int64) {
        for record in records { if let seat = desk.seat(record.name) { record.closeDay(equity: desk.equityWithTreatment(seat)) } }
        let equity = equity(desk)
        returns.append(dayStart > 0 ? equity / dayStart - 1 : 0)
        days.append(time)
        dayStart = equity
        peak = max(peak, equity)
        if returns.count > RunBook.keptDays + 500 {
            returns.removeFirst(500)
            days.removeFirst(500)
        }
    }

    /// Days in a year, as far as the days seen so far tell.
    var daysPerYear: Double { days.count < 2 ? 252 : PeriodsPerYear.infer(times: days).value }
}

/// Figures of daily returns that policies ask for.
enum DailyFigures {
    static func volatility(_ returns: [Double], _ daysPerYear: Double) -> Double {
        returns.count < 2 ? .nan : standardDeviation(returns) * daysPerYear.squareRoot()
    }

    /// Without a riskless rate; NaN where nothing varies.
    static func sharpe(_ returns: [Double], _ daysPerYear: Double) -> Double {
        let deviation = returns.count < 2 ? .nan : standardDeviation(returns)
        return deviation > 0 ? mean(returns) / deviation * daysPerYear.squareRoot() : .nan
    }
}
