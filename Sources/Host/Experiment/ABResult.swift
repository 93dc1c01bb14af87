import Experiments
import Kernel
import Market
import Numerics
import Reporting
import Risk
import Scripting
import Simulation
import Store
import Trading

/// Two versions run over one stream of events, each with its own kernel, book and simulated venue, and compared.
struct ABResult {
    let options: ABOptions
    let control: BacktestSession
    let treatment: BacktestSession
    let experiment: Experiment
    let report: ExperimentReport
    let periodsReason: String

    /// Reads the data once and runs both versions.
    ///
    /// - Parameter progress: receives the share that is done; returns whether to stop.
    /// - Throws: `CommandError`, `DataError`, `ScriptError`, `ExperimentError`.
    init(_ options: ABOptions, progress: (Double) -> Bool = { _ in false }) throws {
        self.options = options
        let series = try BacktestSession.read(options.control)
        control = try BacktestSession(options.control, series: series)
        treatment = try BacktestSession(options.treatment, series: series)
        for (index, session) in [control, treatment].enumerated() {
            let steps = Double(max(session.market.stepCount, 1))
            session.run { progress((Double(index) + Double($0) / steps) / 2) }
            if let failure = session.instance.failure { throw failure }
            if session.backtest.wasInterrupted {
                throw CommandError("perigee ab: stopped before the end of the data: no result", exitCode: 1)
            }
        }
        let pairs = try ABResult.pairs(control, treatment, daily: options.isDaily)
        guard pairs.count >= 2 else {
            throw CommandError(
                "perigee ab: the data has \(pairs.count == 1 ? "one return" : "no returns") to compare: at least 2 \(options.isDaily ? "days" : "bars") "
                    + "more are needed\(options.isDaily ? "; --per bar compares the bars of a day" : "")")
        }
        let inferred = PeriodsPerYear.infer(times: pairs.map(\.time))
        let given = options.control.periodsPerYear
        let periods = given ?? inferred.value
        periodsReason = given == nil ? inferred.reason : "given by --periods-per-year"
        var experiment = try Experiment(
            control: ABResult.identity(control), treatment: ABResult.identity(treatment),
            rules: options.rules(periodsPerYear: periods))
        for pair in pairs { try experiment.add(pair) }
        self.experiment = experiment
        report = try experiment.report(
            periodsPerYear: periods, riskFree: options.control.riskFree, resamples: options.resamples,
            stream: RandomStream(seed: options.control.limits.seed, stream: "ab bootstrap"))
    }

    /// The version that ran: script and parameters.
    static func identity(_ session: BacktestSession) -> String {
        session.instance.parameters.reduce(session.instance.hash) { $0 + " \($1.name)=\($1.value)" }
    }

    private static func pairs(_ control: BacktestSession, _ treatment: BacktestSession, daily: Bool) throws -> [PairedReturn] {
        let (a, b) = (control.backtest.kernel, treatment.backtest.kernel)
        let times = Array(UnsafeBufferPointer(start: control.market.stepTimes, count: a.equity.values.count))
        for (name, session, values) in [("A", control, a.equity.values), ("B", treatment, b.equity.values)] {
            guard let index = values.firstIndex(where: { !($0 > 0) }) else { continue }
            throw CommandError(
                "perigee ab: \(name), \(session.options.script), has lost all its money on \(Timestamp(nanoseconds: times[index]).text) "
                    + "(equity \(values[index])): there are no returns to compare; end the data before it with --to, or repair the script"
            )
        }
        let marks = try BookMarks(times: times, control: a.equity.values, treatment: b.equity.values)
        return marks.pairs(
            daily: daily, controlTrades: a.account.ledger.trades.map(\.exitTime.nanoseconds),
            treatmentTrades: b.account.ledger.trades.map(\.exitTime.nanoseconds))
    }

    /// The hash of everything that decides the result.
    func runID(build: String) -> String {
        var text = "perigee \(build) ab\n"
        for loaded in control.series { text += "\(loaded.symbol) \(loaded.hash)\n" }
        for session in [control, treatment] {
            text += ABResult.identity(session) + "\n"
            for setting in SettingList(session.options).settings { text += "\(setting.name)=\(setting.value)\n" }
        }
        for value in [options.share, options.significance, options.smallestEffect] { text += "\(value)\n" }
        text +=
            "\(options.minimumDays) \(options.minimumTrades) \(options.maximumDays ?? 0) \(options.isDaily) \(options.resamples)\n"
        return String(ContentHash.sha256(text).prefix(16))
    }
}
