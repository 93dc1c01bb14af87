import Market
import Numerics
import Reporting

extension RegimeResult {
    func text(width: Int, color: Bool) -> String {
        let (current, since) = now
        var text = TableText.source(table)
        text += "\(modelName) of \(states.count) states, told by volatility and momentum over \(options.window) rows; \(caution)\n"
        if !fit.converged { text += "note: the fit had not settled after its last permitted step\n" }
        if !candidates.isEmpty {
            text += "BIC by states: " + candidates.map { "\($0.states): \(FigureText.fixed($0.bic, 0))" }.joined(separator: ", ")
            text += " (windows overlap, which favours more states)\n"
        }
        text += "\nNow (\(table.lastDate)): \(states[current].name), confidence \(FigureText.percent(states[current].probabilityNow, 1)), since \(Timestamp(nanoseconds: since).text)\n"
        text += "Strategies that suit it: \(states[current].strategies.joined(separator: ", "))\n"
        text += "\nStates of \(name) (mean and volatility a year of \(periods.reason))\n"
        var grid = TextTable(["state", "probability now", "of the time", "mean", "volatility", "rows a stay"], optional: [5])
        for state in states {
            grid.add([
                state.name, FigureText.percent(state.probabilityNow, 1), FigureText.percent(state.share, 1),
                FigureText.percent(state.mean * periods.value, 1), FigureText.percent(state.volatility * periods.value.squareRoot(), 1),
                FigureText.fixed(state.duration, 1),
            ])
        }
        return text + grid.text(width: width, color: color)
    }

    func csv() -> String {
        var text = "date,state," + keys.joined(separator: ",") + "\n"
        for (row, probabilities) in fit.readings.enumerated() {
            guard let probabilities, let label = labels[row] else { continue }
            text += "\(Timestamp(nanoseconds: table.times[row]).text),\(keys[label])"
            for value in probabilities { text += ",\(value)" }
            text += "\n"
        }
        return text
    }

    /// The states' names as column names.
    private var keys: [String] {
        states.count == 3 ? states.map { $0.name.replacingSpaces } : (1...states.count).map { "state_\($0)" }
    }

    func json() -> String {
        let (current, since) = now
        return JSONWriter.text { json in
            json.source(table)
            json.pair("column", name)
            json.pair("model", options.isHidden ? "hmm" : "mixture")
            json.pair("window", options.window)
            json.pair("seed", Int(options.seed))
            json.pair("walk_forward", options.isWalkForward)
            json.pair("converged", fit.converged)
            json.pair("log_likelihood", fit.logLikelihood)
            json.pair("bic", fit.bic)
            json.key("candidates")
            json.array { json in
                for candidate in candidates {
                    json.object(.compact) { json in
                        json.pair("states", candidate.states)
                        json.pair("bic", candidate.bic)
                    }
                }
            }
            json.key("now")
            json.object { json in
                json.pair("date", table.lastDate)
                json.pair("state", keys[current])
                json.pair("confidence", states[current].probabilityNow)
                json.pair("since", Timestamp(nanoseconds: since).text)
                json.pair("strategies", states[current].strategies)
            }
            json.pair("periods_per_year", periods.value)
            json.key("states")
            json.array { json in for (index, state) in states.enumerated() { json.object { write(state, index, &$0) } } }
            json.key("transition")
            if let transition = fit.transition { json.array { json in for row in 0..<transition.rows { json.numbers(transition.row(row)) } } } else { json.null() }
        }
    }

    private func write(_ state: State, _ index: Int, _ json: inout JSONWriter) {
        json.pair("state", keys[index])
        json.pair("probability_now", state.probabilityNow)
        json.pair("rows", state.rows)
        json.pair("share", state.share)
        json.pair("mean", state.mean)
        json.pair("volatility", state.volatility)
        json.pair("rows_a_stay", state.duration)
        json.pair("feature_volatility", fit.means[index, 0])
        json.pair("feature_momentum", fit.means[index, 1])
        json.pair("strategies", state.strategies)
    }
}

extension String {
    fileprivate var replacingSpaces: String { String(map { $0 == " " ? "_" : $0 }) }
}
