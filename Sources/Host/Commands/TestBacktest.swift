import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading

/// Answers the backtests that test scripts ask for, in the line forms of the test prelude.
struct TestBacktest {
    let folder: String

    func answer(_ request: String) -> String {
        do {
            let session = try session(request)
            session.run()
            return describe(session)
        } catch {
            return "error \("\(error)".split(separator: "\n").first ?? "")"
        }
    }

    private func session(_ request: String) throws -> BacktestSession {
        var options = BacktestOptions()
        var words: [String] = []
        var symbols: [(name: String, rows: [[Double]])] = []
        for line in request.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            let rest = parts.count > 1 ? parts[1] : ""
            switch parts[0] {
            case "script": options.script = rest.hasPrefix("/") ? rest : folder + rest
            case "option":
                let pair = rest.split(separator: " ", maxSplits: 1).map(String.init)
                words += ["--" + pair[0].split(separator: "_").joined(separator: "-"), pair.count > 1 ? pair[1] : ""]
            case "param": words += ["--param", rest.split(separator: " ", maxSplits: 1).joined(separator: "=")]
            case "symbol": symbols.append((rest, []))
            default: symbols[symbols.count - 1].rows.append(rest.split(separator: " ").map { Double($0) ?? .nan })
            }
        }
        let command = Command.backtest
        let parsed = try BacktestOptions(Arguments([options.script, "--data", "test"] + words, for: command))
        return try BacktestSession(parsed, series: symbols.sorted { $0.name < $1.name }.map(TestBacktest.series))
    }

    /// Daily bars from 2020-01-01 on, weekends included: a test counts bars, not days.
    private static func series(_ symbol: (name: String, rows: [[Double]])) throws -> LoadedSeries {
        guard symbol.rows.allSatisfy({ $0.count == 5 && $0.allSatisfy(\.isFinite) }) else {
            throw CommandError("bars of \(symbol.name): open, high, low, close and volume must be numbers")
        }
        let day: Int64 = 86_400_000_000_000
        let bars = BarColumns(count: symbol.rows.count, completionOffset: day) { time, open, high, low, close, volume in
            for (index, row) in symbol.rows.enumerated() {
                time[index] = 1_577_836_800_000_000_000 + Int64(index) * day
                (open[index], high[index], low[index], close[index], volume[index]) = (row[0], row[1], row[2], row[3], row[4])
            }
        }
        return LoadedSeries(symbol: symbol.name, path: "test", hash: "", bars: bars, priceDigits: 2, interval: day, isCloseOnly: false, notes: [])
    }

    private func describe(_ session: BacktestSession) -> String {
        let kernel = session.backtest.kernel
        var lines: [String] = []
        func bar(_ time: Timestamp) -> Int { Int((time.nanoseconds - 1_577_836_800_000_000_000) / 86_400_000_000_000) + 1 }
        for trade in kernel.account.ledger.trades {
            let symbol = session.market.instruments[Int(trade.instrument.index)].symbol
            lines.append(
                "trade symbol=\(symbol) side=\(trade.side == .buy ? "long" : "short") quantity=\(trade.quantity) entry_price=\(trade.entryPrice) "
                    + "exit_price=\(trade.exitPrice) entry_bar=\(bar(trade.entryTime)) exit_bar=\(bar(trade.exitTime)) pnl=\(trade.pnl) "
                    + "fees=\(trade.fees) reason=\(trade.exitBasis.key)")
        }
        for (index, lots) in kernel.account.ledger.lots.enumerated() {
            for lot in lots {
                lines.append(
                    "open symbol=\(session.market.instruments[index].symbol) side=\(lot.side == .buy ? "long" : "short") quantity=\(lot.quantity) "
                        + "entry_price=\(lot.price) entry_bar=\(bar(lot.time))")
            }
        }
        for rejection in kernel.statistics.rejections { lines.append("rejected reason=\(rejection.reason.key) count=\(rejection.count)") }
        for line in session.instance.log.lines { lines.append("log \(line.text)") }
        lines.append("sums orders=\(kernel.statistics.submitted) filled=\(kernel.statistics.filled) cash=\(kernel.account.cash) equity=\(kernel.equity.last ?? 0) bars=\(kernel.equity.values.count)")
        if let failure = session.instance.failure { lines.append("error \(failure.message)") }
        return lines.joined(separator: "\n")
    }
}
