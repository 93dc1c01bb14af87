import Journal
import Kernel
import Market
import Reporting
import Scripting
import Simulation
import Trading

/// What another script would have decided in a recorded run: on the same data, with the same rules, up to the same bar.
struct DecisionComparison {
    /// The decisions after the bars of one step, where they differ.
    struct Difference {
        let time: String
        let recorded: [String]
        let other: [String]
    }
    let path: String
    let recordedCount: Int
    let otherCount: Int
    let differences: [Difference]
    let recordedEquity: Double
    let otherEquity: Double
    let failure: String?

    /// - Parameters:
    ///   - state: the recorded run replayed to its end or to an event.
    ///   - session: the data that it was replayed on.
    init(_ run: RecordedRun, _ state: RunState, on session: BacktestSession, decisions: [Int: [Effect]], with path: String) throws {
        let recorder = EventRecorder()
        let other = try run.session(with: (path, ScriptFile.read(path)), series: session.series, recorder: recorder)
        let last = state.kernel.step
        if last >= 0 { other.backtest.run(chunk: last + 1) { _ in true } }
        let text = EffectText(instruments: session.market.instruments)
        let found = DecisionComparison.decisions(recorder.entries, upTo: last)
        var differences: [Difference] = []
        for step in Set(decisions.keys).union(found.keys).sorted() {
            let (a, b) = (describe(decisions[step] ?? [], text), describe(found[step] ?? [], text))
            guard a != b else { continue }
            differences.append(Difference(time: step < 0 ? "start" : session.market.time(step).text, recorded: a, other: b))
        }
        self.path = path
        self.differences = differences
        recordedCount = decisions.reduce(0) { $0 + $1.value.count }
        otherCount = found.reduce(0) { $0 + $1.value.count }
        recordedEquity = state.equity
        let kernel = other.backtest.kernel
        otherEquity = kernel.account.equity { kernel.market.close($0, at: max(last, 0)) }
        failure = other.instance.failure?.message
    }

    /// The decisions of a recording by the step after which they were made; those after its last bar are left out.
    private static func decisions(_ entries: [EventRecorder.Entry], upTo last: Int) -> [Int: [Effect]] {
        var step = -1
        var found: [Int: [Effect]] = [:]
        for entry in entries {
            if case .end? = entry.event { break }
            if entry.event == nil { step = entry.steps.upperBound - 1 }
            if !entry.effects.isEmpty && step <= last { found[step, default: []] += entry.effects }
        }
        return found
    }
}

/// Numbers of orders and lines of scripts are left out: both differ where nothing else does.
private func describe(_ effects: [Effect], _ text: EffectText) -> [String] {
    effects.map { effect in
        switch effect {
        case .submit(let order): text.terms(order)
        case .cancel(_, let instrument): "cancel \(text.symbol(instrument))"
        case .modify: text.text(effect)
        }
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
