extension ReportPayload {
    /// One line of JSON. Times are milliseconds, as differences to the one before; equal lists of times are written once.
    /// Values have the seven digits of a picture, trades all of theirs.
    func json() -> [UInt8] {
        var axes: [[Int64]] = []
        var json = JSONWriter()
        json.object(.compact) { json in
            json.key("currency")
            json.value(currency)
            json.key("sharpeWindow")
            json.value(sharpeWindow)
            json.key("account")
            json.object { json in
                for (key, line) in account {
                    json.key(key)
                    write(line, &axes, &json)
                }
            }
            json.key("charts")
            json.array { json in
                for chart in charts { write(chart, &axes, &json) }
            }
            writeTrades(&json)
            json.key("axes")
            json.array { json in
                for axis in axes { write(axis, &json) }
            }
        }
        return json.bytes
    }

    private func write(_ chart: Chart, _ axes: inout [[Int64]], _ json: inout JSONWriter) {
        json.object { json in
            json.key("symbol")
            json.value(chart.symbol)
            json.key("close")
            write(chart.close, &axes, &json)
            if let candles = chart.candles {
                for (name, values) in [("open", candles.open), ("high", candles.high), ("low", candles.low)] {
                    json.key(name)
                    write(values, &json)
                }
            }
            json.key("series")
            json.array { json in
                for line in chart.series { write(line, &axes, &json) }
            }
        }
    }

    private func write(_ line: Line, _ axes: inout [[Int64]], _ json: inout JSONWriter) {
        let axis = axes.firstIndex(of: line.times) ?? axes.count
        if axis == axes.count { axes.append(line.times) }
        json.object { json in
            json.key("name")
            json.value(line.name)
            json.key("definition")
            json.value(line.definition)
            json.key("onPrice")
            json.value(line.isOnPriceScale)
            json.key("axis")
            json.value(axis)
            json.key("y")
            write(line.values, &json)
        }
    }

    private func write(_ values: [Double], _ json: inout JSONWriter) {
        json.array { json in
            for value in values { json.approximate(value) }
        }
    }

    private func write(_ times: [Int64], _ json: inout JSONWriter) {
        var previous: Int64 = 0
        json.array { json in
            for time in times {
                let milliseconds = time / 1_000_000
                json.value(Int(milliseconds - previous))
                previous = milliseconds
            }
        }
    }

    private func writeTrades(_ json: inout JSONWriter) {
        json.key("trades")
        json.array { json in
            for (trade, isOpen) in trades {
                json.array { json in
                    json.value(trade.symbol)
                    json.value(isOpen ? "open" : "closed")
                    json.value(trade.isLong ? "long" : "short")
                    json.value(trade.quantity)
                    json.value(Int(trade.entryTime / 1_000_000))
                    json.value(trade.entryPrice)
                    json.value(Int(trade.exitTime / 1_000_000))
                    json.value(trade.exitPrice)
                    json.value(trade.fees)
                    json.value(trade.pnl)
                    json.value(trade.returnFraction)
                    json.value(trade.exitReason)
                    json.value(trade.entryLine)
                    json.value(trade.exitLine)
                }
            }
        }
    }
}
