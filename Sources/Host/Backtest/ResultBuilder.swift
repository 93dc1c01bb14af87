import Kernel
import Market
import Money
import Reporting
import Risk
import Scripting
import Simulation
import Store
import Trading

/// Turns a finished session into the one model that JSON, terminal and report show.
struct ResultBuilder {
    let session: BacktestSession
    let includesCharts: Bool
    let build: String

    private var kernel: Kernel { session.backtest.kernel }
    private var market: MarketData { session.market }

    func make() -> BacktestResult {
        let trades = kernel.account.ledger.trades.map(trade)
        let equity = equityCurve()
        let input = measureInput(equity, trades)
        let metrics = measures(input, equity)
        let orders = orders()
        var result = BacktestResult(
            runID: session.runID(build: build), script: script(), data: data(), configuration: configuration(), cash: cash(), trades: trades,
            openTrades: openTrades(), orders: orders, equity: equity, metrics: metrics, symbols: symbols(trades), drawdowns: drawdowns(equity),
            findings: [], log: log(), charts: includesCharts ? charts() : [], timing: timing(),
            host: .init(build: build, machine: HostMachine.description()), wasInterrupted: session.backtest.wasInterrupted)
        result.findings = Findings(session: session, result: result).ranked()
        return result
    }

    private func script() -> BacktestResult.Script {
        let instance = session.instance
        return .init(
            path: instance.path, hash: instance.hash, version: String(instance.hash.prefix(12)), summary: ScriptHeader.summary(instance.source),
            parameters: instance.parameters.map {
                .init(name: $0.name, value: $0.value, defaultValue: $0.defaultValue, minimum: $0.minimum, maximum: $0.maximum, summary: $0.summary)
            })
    }

    private func data() -> [BacktestResult.DataSource] {
        session.series.enumerated().map { index, loaded in
            let bars = loaded.bars
            let notes = notes(of: index)
            return .init(
                path: loaded.path, hash: loaded.hash, symbol: loaded.symbol, bars: bars.count, from: bars.count > 0 ? bars.time[0] : 0,
                to: bars.count > 0 ? bars.time[bars.count - 1] : 0, notes: notes)
        }
    }

    /// What holds for every symbol of a file is said once, at the first.
    private func notes(of index: Int) -> [String] {
        let siblings = session.series.indices.filter { session.series[$0].path == session.series[index].path }
        guard siblings.count > 1 else { return session.series[index].notes }
        return session.series[index].notes.compactMap { note in
            guard siblings.allSatisfy({ session.series[$0].notes.contains(note) }) else { return note }
            return index == siblings[0] ? "\(note) (so for all \(siblings.count) symbols of the file)" : nil
        }
    }

    private func configuration() -> [BacktestResult.Setting] { SettingList(session.options).settings }

    private func cash() -> BacktestResult.Cash {
        let end = kernel.account.cash
        return .init(start: session.options.cash.doubleValue, end: end.doubleValue, endExact: end.description, currency: "USD")
    }

    private func trade(_ trade: ClosedTrade) -> BacktestResult.Trade {
        .init(
            symbol: market.instruments[Int(trade.instrument.index)].symbol, isLong: trade.side == .buy, quantity: trade.quantity.doubleValue,
            entryTime: trade.entryTime.nanoseconds, entryPrice: trade.entryPrice.doubleValue, exitTime: trade.exitTime.nanoseconds,
            exitPrice: trade.exitPrice.doubleValue, fees: trade.fees.doubleValue, pnl: trade.pnl.doubleValue,
            returnFraction: trade.returnFraction, exitReason: trade.exitBasis.key, entryLine: kernel.line(of: trade.entryOrder),
            exitLine: kernel.line(of: trade.exitOrder))
    }

    private func openTrades() -> [BacktestResult.Trade] {
        let step = max(kernel.step, 0)
        var open: [BacktestResult.Trade] = []
        for (index, lots) in kernel.account.ledger.lots.enumerated() {
            let price = market.close(index, at: step)
            for lot in lots {
                let sign: Double = lot.side == .buy ? 1 : -1
                let cost = lot.price.doubleValue * lot.quantity.doubleValue
                let pnl = sign * (price * lot.quantity.doubleValue - cost) - lot.fee.doubleValue
                open.append(
                    .init(
                        symbol: market.instruments[index].symbol, isLong: lot.side == .buy, quantity: lot.quantity.doubleValue,
                        entryTime: lot.time.nanoseconds, entryPrice: lot.price.doubleValue, exitTime: market.stepTimes[step], exitPrice: price,
                        fees: lot.fee.doubleValue, pnl: pnl, returnFraction: cost == 0 ? .nan : pnl / cost, exitReason: "open_position",
                        entryLine: kernel.line(of: lot.order), exitLine: 0))
            }
        }
        return open
    }

    private func orders() -> BacktestResult.Orders {
        let counts = kernel.statistics
        return .init(
            submitted: counts.submitted, filled: counts.filled, cancelled: counts.cancelled, expired: counts.expired,
            rejected: counts.rejections.map {
                .init(
                    reason: $0.reason.key, explanation: $0.reason.explanation, count: $0.count, firstTime: $0.firstTime.nanoseconds,
                    firstLine: Int($0.firstLine))
            })
    }

    private func log() -> [BacktestResult.LogLine] {
        session.instance.log.lines.map {
            .init(time: $0.step < 0 ? market.stepTimes[0] : market.stepTimes[$0.step], line: $0.line, text: $0.text)
        }
    }

    private func timing() -> BacktestResult.Timing {
        let seconds = max(session.runSeconds, 1e-9)
        return .init(loadSeconds: session.loadSeconds, runSeconds: session.runSeconds, barsPerSecond: Double(session.barCount) / seconds)
    }
}
