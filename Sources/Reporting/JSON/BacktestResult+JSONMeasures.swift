extension BacktestResult {
    func writeCash(to json: inout JSONWriter) {
        json.key("cash")
        json.object { json in
            json.key("start")
            json.value(cash.start)
            json.key("end")
            json.value(cash.end)
            json.key("end_exact")
            json.value(cash.endExact)
            json.key("currency")
            json.value(cash.currency)
        }
    }

    func writeMetrics(to json: inout JSONWriter) {
        json.key("metrics")
        json.object { json in
            for metric in metrics {
                json.key(metric.id)
                json.value(metric.value)
            }
        }
        json.key("buy_and_hold_metrics")
        json.object { json in
            for metric in metrics where metric.benchmark.isFinite {
                json.key(metric.id)
                json.value(metric.benchmark)
            }
        }
    }

    func writeSymbols(to json: inout JSONWriter) {
        json.key("symbols")
        json.array { json in
            for row in symbols {
                json.object(.compact) { json in
                    json.key("symbol")
                    json.value(row.symbol)
                    json.key("bars")
                    json.value(row.bars)
                    json.key("trades")
                    json.value(row.trades)
                    json.key("win_rate")
                    json.value(row.winRate)
                    json.key("pnl")
                    json.value(row.pnl)
                    json.key("fees")
                    json.value(row.fees)
                    json.key("buy_and_hold_return")
                    json.value(row.buyAndHoldReturn)
                    json.key("average_holding_days")
                    json.value(row.averageHoldingDays)
                }
            }
        }
    }

    func writeDrawdowns(to json: inout JSONWriter) {
        json.key("drawdowns")
        json.array { json in
            for row in drawdowns {
                json.object(.compact) { json in
                    json.key("depth")
                    json.value(row.depth)
                    json.key("start")
                    json.value(time: row.start)
                    json.key("trough")
                    json.value(time: row.trough)
                    json.key("recovery")
                    if let recovery = row.recovery { json.value(time: recovery) } else { json.null() }
                    json.key("days")
                    json.value(row.days)
                }
            }
        }
    }

    func writeEquity(to json: inout JSONWriter) {
        json.key("periods_per_year")
        json.value(equity.periodsPerYear)
        json.key("periods_per_year_reason")
        json.value(equity.periodsPerYearReason)
        json.key("equity")
        json.array { json in
            for index in equity.times.indices {
                json.array(.compact) { json in
                    json.value(time: equity.times[index])
                    json.value(equity.values[index])
                }
            }
        }
        json.key("buy_and_hold")
        json.numbers(equity.buyAndHold)
        json.key("exposure")
        json.numbers(equity.exposure)
    }
}
