import Journal
import Kernel
import Reporting

/// What another script would have decided in a recorded run: on the same data, with the same rules, up to the same bar.
struct DecisionComparison {
    let path: String
    let recordedCount: Int
    let otherCount: Int
    let differences: [Decisions.Difference]
    let recordedEquity: Double
    let otherEquity: Double
    let failure: String?

    /// - Parameters:
    ///   - state: the recorded run replayed to its end or to an event.
    ///   - session: the data that it was replayed on.
    init(_ run: RecordedRun, _ state: RunState, on session: BacktestSession, decisions: Decisions, with path: String) throws {
        let other = try Decisions.of(path, ScriptFile.read(path), in: run, series: session.series, through: state.kernel.step)
        self.path = path
        differences = decisions.differences(from: other.decisions, market: session.market)
        recordedCount = decisions.count
        otherCount = other.decisions.count
        recordedEquity = state.equity
        otherEquity = other.equity
        failure = other.failure
    }
}

extension DecisionComparison {
    var text: String {
        var lines = ["", "with       \(path)"]
        if let failure { lines.append("failed     \(failure)") }
        lines.append("decisions  \(recordedCount) recorded, \(otherCount) with the other script; they differ after \(differences.count) bars")
        lines.append("equity     \(recordedEquity) recorded, \(otherEquity) with the other script")
        for difference in differences.prefix(20) {
            func list(_ items: [String]) -> String { items.isEmpty ? "nothing" : items.joined(separator: "; ") }
            lines.append("  \(difference.time)  recorded: \(list(difference.recorded))")
            lines.append("  \(String(repeating: " ", count: difference.time.utf8.count))  other:    \(list(difference.other))")
        }
        if differences.count > 20 { lines.append("  and \(differences.count - 20) more: see --json") }
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to json: inout JSONWriter) {
        json.key("with")
        json.object { json in
            json.key("script")
            json.value(path)
            json.key("failure")
            if let failure { json.value(failure) } else { json.null() }
            json.key("decisions_recorded")
            json.value(recordedCount)
            json.key("decisions")
            json.value(otherCount)
            json.key("equity_recorded")
            json.value(recordedEquity)
            json.key("equity")
            json.value(otherEquity)
            json.key("differences")
            json.array { json in
                for difference in differences {
                    json.object(.compact) { json in
                        json.key("time")
                        json.value(difference.time)
                        for (name, items) in [("recorded", difference.recorded), ("other", difference.other)] {
                            json.key(name)
                            json.array { json in items.forEach { json.value($0) } }
                        }
                    }
                }
            }
        }
    }
}
