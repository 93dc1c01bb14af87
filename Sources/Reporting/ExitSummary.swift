/// Closed trades by the reason of their exit, the most frequent first, equal counts by name.
struct ExitSummary: Equatable {
    var reason: String
    var count = 0
    var won = 0
    var pnl = 0.0
    var returns = 0.0

    var averageReturn: Double { returns / Double(count) }

    static func all(of trades: [BacktestResult.Trade]) -> [ExitSummary] {
        var places: [String: Int] = [:]
        var list: [ExitSummary] = []
        for trade in trades {
            let place = places[trade.exitReason] ?? list.count
            if place == list.count {
                places[trade.exitReason] = place
                list.append(ExitSummary(reason: trade.exitReason))
            }
            list[place].count += 1
            list[place].won += trade.pnl > 0 ? 1 : 0
            list[place].pnl += trade.pnl
            list[place].returns += trade.returnFraction
        }
        return list.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
