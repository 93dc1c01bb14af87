import Kernel
import Market
import Reporting
import Scripting
import Simulation
import Store
import Trading

/// What a careful reader would say of a result: warnings with the numbers behind them, gravest first.
struct Findings {
    let session: BacktestSession
    let result: BacktestResult

    private typealias Finding = BacktestResult.Finding

    func ranked() -> [BacktestResult.Finding] {
        let all = [
            failure(), neverReady(), noTrades(), fewTrades(), oneTrade(), allGainEarly(), fees(), sameClose(), rejections(), edges(), skipped(),
            warmUp(), closeOnly(), openAtEnd(), logDropped(), liquidations(),
        ].compactMap { $0 }
        let order: [BacktestResult.Finding.Severity] = [.critical, .warning, .note]
        return order.flatMap { severity in all.filter { $0.severity == severity } }
    }

    private func failure() -> Finding? {
        guard let failure = session.instance.failure else { return nil }
        return Finding(severity: .critical, title: "The script failed and the run stopped there", evidence: failure.message)
    }

    private func neverReady() -> Finding? {
        for (index, row) in session.instance.readyRows.enumerated() where row >= session.series[index].bars.count {
            let loaded = session.series[index]
            return Finding(
                severity: .critical, title: "\(loaded.symbol) never warmed up",
                evidence: "\(loaded.bars.count) bars are not enough for the declared series: use more data or shorter windows")
        }
        return nil
    }

    private func noTrades() -> Finding? {
        guard result.trades.isEmpty, result.openTrades.isEmpty, session.instance.failure == nil else { return nil }
        let orders = result.orders
        let evidence =
            orders.submitted == 0
            ? "the script placed no order: log(...) what its callbacks see"
            : "\(orders.submitted) orders, none filled: see what was rejected"
        return Finding(severity: .critical, title: "No trades", evidence: evidence)
    }

    private func fewTrades() -> Finding? {
        let count = result.trades.count
        guard count > 0, count < 30 else { return nil }
        return Finding(
            severity: .warning, title: "Only \(count) closed trade\(count == 1 ? "" : "s")",
            evidence: "below 30 trades, win rate and profit factor are mostly chance")
    }

    private func oneTrade() -> Finding? {
        let total = result.trades.reduce(0) { $0 + $1.pnl }
        guard result.trades.count > 1, total > 0, let best = result.trades.max(by: { $0.pnl < $1.pnl }), best.pnl > 0.5 * total else { return nil }
        return Finding(
            severity: .warning, title: "One trade makes \(percent(best.pnl / total)) of the profit",
            evidence: "\(best.symbol) from \(day(best.entryTime)) to \(day(best.exitTime)): \(money(best.pnl)) of \(money(total))")
    }

    private func allGainEarly() -> Finding? {
        let values = result.equity.values
        guard values.count > 250, let first = values.first, let last = values.last, last > first * 1.02 else { return nil }
        let half = values[values.count / 2]
        guard half >= last else { return nil }
        return Finding(
            severity: .warning, title: "All of the gain came before \(day(result.equity.times[values.count / 2]))",
            evidence: "equity was \(money(half)) at half of the period and \(money(last)) at its end")
    }

    private func fees() -> Finding? {
        let gross = result.trades.reduce(0) { $0 + max($1.pnl + $1.fees, 0) }
        let paid = result.trades.reduce(0) { $0 + $1.fees }
        guard gross > 0, paid > 0.3 * gross else { return nil }
        let severity: Finding.Severity = paid > gross ? .critical : .warning
        return Finding(
            severity: severity, title: paid > gross ? "Fees exceed gross profit" : "Fees take \(percent(paid / gross)) of gross profit",
            evidence: "\(money(paid)) of fees on \(money(gross)) that winning trades made before them")
    }

    private func sameClose() -> Finding? {
        guard session.options.rules.fillTiming == .sameClose else { return nil }
        return Finding(
            severity: .warning, title: "Fills at prices that were already gone",
            evidence: "--fill same-close trades at the close that the decision was made on: live, the next price is the first to be had")
    }

    private func rejections() -> Finding? {
        let count = result.orders.rejected.reduce(0) { $0 + $1.count }
        guard count > 0, let main = result.orders.rejected.max(by: { $0.count < $1.count }) else { return nil }
        let severity: Finding.Severity = count * 10 > result.orders.submitted ? .warning : .note
        let place = main.firstLine > 0 ? ", first at line \(main.firstLine)" : ""
        return Finding(
            severity: severity, title: "\(count) of \(result.orders.submitted) orders rejected",
            evidence: "mostly \(main.reason) (\(main.count)\(place)): \(main.explanation)")
    }

    private func edges() -> Finding? {
        let edged = result.script.parameters.filter { $0.value == $0.minimum || $0.value == $0.maximum }
        guard !edged.isEmpty else { return nil }
        let names = edged.map { "\($0.name) = \(plain($0.value))" }.joined(separator: ", ")
        return Finding(severity: .note, title: "Parameters at the edge of their range", evidence: "\(names): the best value may lie beyond")
    }

    private func skipped() -> Finding? {
        let calls = session.instance.calls
        guard calls.skipped > 0 else { return nil }
        return Finding(
            severity: .note, title: "\(calls.skipped) callbacks were left out",
            evidence: "a series that they take was not a finite number there (\(calls.made) callbacks were made)")
    }

    private func warmUp() -> Finding? {
        guard let row = session.instance.readyRows.max(), let bars = session.series.map(\.bars.count).min(), row < bars, row * 4 > bars else { return nil }
        return Finding(
            severity: .warning, title: "\(percent(Double(row) / Double(bars))) of the data only warms up",
            evidence: "callbacks begin at bar \(row + 1) of \(bars)")
    }

    private func closeOnly() -> Finding? {
        let symbols = session.series.filter(\.isCloseOnly).map(\.symbol)
        guard !symbols.isEmpty else { return nil }
        let names = symbols.prefix(3).joined(separator: ", ") + (symbols.count > 3 ? " and \(symbols.count - 3) more" : "")
        return Finding(
            severity: .note, title: "Closing prices only",
            evidence: "\(names): fills at the next open are fills at the next close, and stops see closes only")
    }

    private func openAtEnd() -> Finding? {
        guard !result.openTrades.isEmpty else { return nil }
        let pnl = result.openTrades.reduce(0) { $0 + $1.pnl }
        return Finding(
            severity: .note, title: "\(result.openTrades.count) position\(result.openTrades.count == 1 ? "" : "s") still open at the end",
            evidence: "marked at the last close with \(money(pnl)); not among the closed trades")
    }

    private func logDropped() -> Finding? {
        let dropped = session.instance.log.dropped
        guard dropped > 0 else { return nil }
        return Finding(severity: .note, title: "\(dropped) log lines were dropped", evidence: "the log keeps \(session.options.limits.logLines) lines")
    }

    private func liquidations() -> Finding? {
        let forced = result.trades.filter { $0.exitReason == "liquidation" }
        guard let first = forced.first else { return nil }
        return Finding(
            severity: .critical, title: "\(forced.count) position\(forced.count == 1 ? " was" : "s were") closed by force",
            evidence: "equity fell below the maintenance margin, first on \(day(first.exitTime)): less leverage, or stops")
    }

    private func percent(_ x: Double) -> String { "\(Int((x * 100).rounded())) %" }
    private func money(_ x: Double) -> String { "\((x * 100).rounded() / 100)" }
    private func plain(_ x: Double) -> String { x == x.rounded() && abs(x) < 1e15 ? "\(Int64(x))" : "\(x)" }
    private func day(_ time: Int64) -> String { String(Timestamp(nanoseconds: time).text.prefix(10)) }
}
