import Kernel
import Market
import Money
import Reporting
import Risk
import Scripting
import Simulation
import Store
import Trading

extension ResultBuilder {
    func equityCurve() -> BacktestResult.EquityCurve {
        let kernel = session.backtest.kernel
        let market = session.market
        let count = kernel.equity.values.count
        let times = Array(UnsafeBufferPointer(start: market.stepTimes, count: count))
        let periods = session.options.periodsPerYear.map { ($0, "given by --periods-per-year") } ?? inferred(times)
        return .init(
            times: times, values: kernel.equity.values, exposure: exposure(count), buyAndHold: buyAndHold(count), periodsPerYear: periods.0,
            periodsPerYearReason: periods.1)
    }

    private func inferred(_ times: [Int64]) -> (Double, String) {
        let found = PeriodsPerYear.infer(times: times)
        return (found.value, found.reason)
    }

    /// Gross exposure over equity at each step, from the recorded changes of positions.
    private func exposure(_ count: Int) -> [Double] {
        let kernel = session.backtest.kernel
        let market = session.market
        var held = [Double](repeating: 0, count: market.instruments.count)
        var result: [Double] = []
        result.reserveCapacity(count)
        var next = 0
        let changes = kernel.positionChanges
        for step in 0..<count {
            while next < changes.count, Int(changes[next].step) <= step {
                held[Int(changes[next].instrument.index)] = changes[next].quantity.doubleValue
                next += 1
            }
            var gross = 0.0
            for index in held.indices where held[index] != 0 { gross += abs(held[index]) * market.close(index, at: step) }
            result.append(gross == 0 ? 0 : gross / kernel.equity.values[step])
        }
        return result
    }

    /// The starting cash in equal parts of all symbols from their first closes on, not rebalanced, without costs.
    private func buyAndHold(_ count: Int) -> [Double] {
        let market = session.market
        let part = session.options.cash.doubleValue / Double(market.instruments.count)
        let firsts = market.bars.map { $0.count > 0 ? $0.close[0] : .nan }
        return (0..<count).map { step in
            market.instruments.indices.reduce(0) { sum, index in
                let close = market.close(index, at: step)
                return sum + (close.isNaN ? part : part * close / firsts[index])
            }
        }
    }

    func measureInput(_ equity: BacktestResult.EquityCurve, _ trades: [BacktestResult.Trade]) -> MeasureInput {
        MeasureInput(
            equity: equity.values, times: equity.times, periodsPerYear: equity.periodsPerYear, riskFree: session.options.riskFree,
            benchmarkEquity: equity.buyAndHold,
            trades: trades.map {
                TradeOutcome(
                    pnl: $0.pnl, returnFraction: $0.returnFraction, fees: $0.fees, entryTime: $0.entryTime, exitTime: $0.exitTime, isLong: $0.isLong)
            }, exposure: equity.exposure)
    }

    /// The measures of the run, each beside that of buying and holding where it makes sense.
    func measures(_ input: MeasureInput, _ equity: BacktestResult.EquityCurve) -> [BacktestResult.Metric] {
        let held = MeasureInput(equity: equity.buyAndHold, times: equity.times, periodsPerYear: equity.periodsPerYear, riskFree: session.options.riskFree)
        let compared: Set<String> = ["Return", "Ratios", "Risk"]
        return MeasureCatalog.all.map { measure in
            .init(
                id: measure.id, title: measure.title, group: measure.group, unit: BacktestResult.Metric.Unit(rawValue: measure.unit.rawValue) ?? .number,
                value: measure.compute(input),
                benchmark: compared.contains(measure.group) ? measure.compute(held) : .nan, convention: measure.convention)
        }
    }

    func drawdowns(_ equity: BacktestResult.EquityCurve) -> [BacktestResult.DrawdownRow] {
        Drawdowns.worst(5, equity: equity.values, times: equity.times).map {
            .init(depth: $0.depth, start: $0.start, trough: $0.trough, recovery: $0.recovery, days: $0.days)
        }
    }

    func symbols(_ trades: [BacktestResult.Trade]) -> [BacktestResult.SymbolRow] {
        session.series.map { loaded in
            let own = trades.filter { $0.symbol == loaded.symbol }
            let bars = loaded.bars
            let wins = own.count { $0.pnl > 0 }
            let days = own.reduce(0.0) { $0 + Double($1.exitTime - $1.entryTime) / 86_400e9 }
            return .init(
                symbol: loaded.symbol, bars: bars.count, trades: own.count, winRate: own.isEmpty ? .nan : Double(wins) / Double(own.count),
                pnl: own.reduce(0) { $0 + $1.pnl }, fees: own.reduce(0) { $0 + $1.fees },
                buyAndHoldReturn: bars.count > 0 ? bars.close[bars.count - 1] / bars.close[0] - 1 : .nan,
                averageHoldingDays: own.isEmpty ? .nan : days / Double(own.count))
        }
    }

    /// The bars of each symbol and the series that the script declared. At most twenty symbols: a report is for reading.
    func charts() -> [BacktestResult.SymbolChart] {
        session.series.indices.prefix(20).map { index in
            let bars = session.series[index].bars
            let count = bars.count
            func column(_ pointer: UnsafePointer<Double>) -> [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
            let series = session.instance.series.compactMap { entry -> BacktestResult.ChartSeries? in
                guard let pointer = session.instance.column(entry.name, symbol: index) else { return nil }
                let values = column(pointer)
                return .init(
                    name: entry.name, definition: entry.definition, isOnPriceScale: ResultBuilder.fits(values, bars), values: values)
            }
            return .init(
                symbol: session.series[index].symbol, times: Array(UnsafeBufferPointer(start: bars.time, count: count)), open: column(bars.open),
                high: column(bars.high), low: column(bars.low), close: column(bars.close), volume: column(bars.volume), series: series)
        }
    }

    /// Whether a series lives near the prices, so that it is drawn over them: its median distance from the close is below half of it.
    private static func fits(_ values: [Double], _ bars: BarColumns) -> Bool {
        let stride = max(1, values.count / 500)
        let ratios = Swift.stride(from: 0, to: values.count, by: stride).compactMap { row -> Double? in
            values[row].isFinite ? abs(values[row] / bars.close[row] - 1) : nil
        }.sorted()
        return !ratios.isEmpty && ratios[ratios.count / 2] < 0.5
    }
}
