import Kernel
import Market
import Scripting
import Simulation
import Store
import Trading

/// What a script wanted of its host, by the step after whose bars it wanted it; −1 before the first.
struct Decisions {
    /// Where two scripts want different things after the bars of one step.
    struct Difference {
        let time: String
        let recorded: [String]
        let other: [String]
    }
    private var effects: [Int: [Effect]] = [:]

    var count: Int { effects.reduce(0) { $0 + $1.value.count } }

    mutating func append(_ more: [Effect], step: Int) { effects[step, default: []] += more }

    /// Runs a script on the data and rules of a recorded run, through a step.
    /// - Throws: `ScriptError`, `CommandError`.
    static func of(_ path: String, _ file: ScriptFile, in run: RecordedRun, series: [LoadedSeries], through last: Int) throws
        -> (decisions: Decisions, equity: Double, failure: String?)
    {
        let recorder = EventRecorder()
        let session = try run.session(with: (path, file), series: series, recorder: recorder)
        if last >= 0 { session.backtest.run(chunk: last + 1) { _ in true } }
        var decisions = Decisions()
        var step = -1
        for entry in recorder.entries {
            // What a script does because the data ends is no decision on data.
            if case .end? = entry.event { break }
            if entry.event == nil { step = entry.steps.upperBound - 1 }
            if !entry.effects.isEmpty && step <= last { decisions.append(entry.effects, step: step) }
        }
        let kernel = session.backtest.kernel
        let equity = kernel.account.equity { kernel.market.close($0, at: max(last, 0)) }
        return (decisions, equity, session.instance.failure?.message)
    }

    /// In the order of time.
    func differences(from other: Decisions, market: MarketData) -> [Difference] {
        let text = EffectText(instruments: market.instruments)
        return Set(effects.keys).union(other.effects.keys).sorted().compactMap { step in
            let (mine, others) = (Decisions.describe(effects[step] ?? [], text), Decisions.describe(other.effects[step] ?? [], text))
            return mine == others ? nil : Difference(time: step < 0 ? "start" : market.time(step).text, recorded: mine, other: others)
        }
    }

    /// Numbers of orders and lines of scripts are left out: both differ where nothing else does.
    static func describe(_ effects: [Effect], _ text: EffectText) -> [String] {
        effects.map { effect in
            switch effect {
            case .submit(let order): text.terms(order)
            case .cancel(_, let instrument): "cancel \(text.symbol(instrument))"
            case .modify: text.text(effect)
            }
        }
    }
}
