/// The JSON file; its keys are described in `docs/json.md` and stay.
extension BacktestResult {
    public func json(includingTiming: Bool = true) -> String {
        String(decoding: jsonBytes(includingTiming: includingTiming), as: UTF8.self)
    }

    /// Everything at once. Without timing the bytes depend on the inputs of the run only.
    public func jsonBytes(includingTiming: Bool = true) -> [UInt8] {
        var json = JSONWriter()
        write(to: &json, includingTiming: includingTiming)
        json.finish()
        return json.bytes
    }

    /// The same bytes in chunks, for a file: memory stays flat however long the equity curve is.
    public func writeJSON(includingTiming: Bool = true, chunk: @escaping ([UInt8]) -> Void) {
        var json = JSONWriter(sink: chunk)
        write(to: &json, includingTiming: includingTiming)
        json.finish()
    }

    private func write(to json: inout JSONWriter, includingTiming: Bool) {
        json.object { json in
            json.key("run_id")
            json.value(runID)
            json.key("interrupted")
            json.value(wasInterrupted)
            writeInputs(to: &json)
            writeCash(to: &json)
            writeFindings(to: &json)
            writeMetrics(to: &json)
            writeSymbols(to: &json)
            writeDrawdowns(to: &json)
            writeOrders(to: &json)
            json.key("trades")
            writeTrades(trades, to: &json)
            json.key("open_trades")
            writeTrades(openTrades, to: &json)
            writeLog(to: &json)
            writeEquity(to: &json)
            if includingTiming { writeTiming(to: &json) }
        }
    }

    private func writeLog(to json: inout JSONWriter) {
        json.key("log")
        json.array { json in
            for entry in log {
                json.object(.compact) { json in
                    json.key("time")
                    json.value(time: entry.time)
                    json.key("line")
                    json.value(entry.line)
                    json.key("text")
                    json.value(entry.text)
                }
            }
        }
    }

    private func writeFindings(to json: inout JSONWriter) {
        json.key("findings")
        json.array { json in
            for finding in findings {
                json.object { json in
                    json.key("severity")
                    json.value(finding.severity.rawValue)
                    json.key("title")
                    json.value(finding.title)
                    json.key("evidence")
                    json.value(finding.evidence)
                }
            }
        }
    }

    private func writeTiming(to json: inout JSONWriter) {
        json.key("timing")
        json.object { json in
            json.key("load_seconds")
            json.value(timing.loadSeconds)
            json.key("run_seconds")
            json.value(timing.runSeconds)
            json.key("bars_per_second")
            json.value(timing.barsPerSecond)
        }
        json.key("host")
        json.object { json in
            json.key("build")
            json.value(host.build)
            json.key("machine")
            json.value(host.machine)
        }
    }
}
