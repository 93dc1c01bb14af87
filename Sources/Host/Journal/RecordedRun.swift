import Journal
import Kernel
import Scripting
import Simulation
import Store

/// A run in a journal, set up again from what the journal says of it: the script's text comes from the journal, the data from its files,
/// which must be as they were.
struct RecordedRun {
    let reader: JournalReader
    let options: BacktestOptions
    let script: ScriptFile

    var summary: RunSummary { reader.summary }

    /// - Throws: `JournalError`, `CommandError`.
    init(_ path: String) throws {
        reader = try JournalReader(path)
        let summary = reader.summary
        var options = try BacktestOptions(Arguments(summary.manifest.command, for: .backtest))
        func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : summary.directory + "/" + path }
        options.data = options.data.map(resolved)
        options.actions = options.actions.map(resolved)
        self.options = options
        guard let recorded = summary.manifest.scripts.first, let text = try reader.text(recorded.hash) else {
            throw JournalError(.damaged(lastGoodEvent: 0), path, "the text of the script is missing")
        }
        script = ScriptFile(text: text, hash: recorded.hash)
    }

    /// A session with everything as it was, before its first event.
    /// - Parameters:
    ///   - other: a script to run in place of the recorded one. Parameters that it does not declare keep out.
    ///   - series: data read before.
    /// - Throws: `DataError`, `ScriptError`, `CommandError`: where a file is not as it was, too.
    func session(
        with other: (path: String, file: ScriptFile)? = nil, series: [LoadedSeries]? = nil, recorder: EventRecorder? = nil,
        keepsAllSeries: Bool = false
    ) throws -> BacktestSession {
        var options = options
        if let other {
            options.script = other.path
            let declared = try BacktestSession(
                options.withoutOverrides, series: series ?? BacktestSession.read(options), script: other.file
            ).instance.parameters.map(\.name)
            options.overrides.removeAll { !declared.contains($0.name) }
        }
        let session = try BacktestSession(options, series: series, script: other?.file ?? script, recorder: recorder, keepsAllSeries: keepsAllSeries)
        try check(session)
        return session
    }

    private func check(_ session: BacktestSession) throws {
        let now = session.manifest(words: [], build: summary.manifest.build).files
        for (then, now) in zip(summary.manifest.files, now) where then.hash != now.hash || then.symbol != now.symbol {
            throw CommandError(
                "\(now.path): is not the file of the recording (\(now.hash.prefix(12)), it was \(then.hash.prefix(12))): put that one back"
                    + " to replay the run")
        }
        guard now.count == summary.manifest.files.count else {
            throw CommandError(
                "the data has \(now.count) series where the recording had \(summary.manifest.files.count): put the files back to replay the run")
        }
    }

    /// A replay of the journal that has not begun, and the session whose script and market it uses.
    /// - Parameter keepsAllSeries: keeps the columns of all named series, those that only triggers read too.
    func replay(keepsAllSeries: Bool = false) throws -> (replay: JournalReplay, session: BacktestSession) {
        let session = try session(keepsAllSeries: keepsAllSeries)
        let strategy = ReplayedStrategy(session.instance)
        let kernel = Kernel(market: session.market, strategy: strategy, cash: options.cash, limits: options.riskLimits)
        return (try JournalReplay(kernel, strategy, reader.entries()), session)
    }

    func event(_ arguments: Arguments, _ name: String) throws -> UInt64? { try summary.event(arguments, name) }
}

extension RunSummary {
    /// The event that a user names, held to those there are.
    /// - Throws: `CommandError`.
    func event(_ arguments: Arguments, _ name: String) throws -> UInt64? {
        guard let text = arguments.text(name) else { return nil }
        let last = lastEvent
        guard let event = UInt64(text), event > 0 else {
            throw CommandError("--\(name) '\(text)': expected the number of an event, from 1 to \(last)")
        }
        guard event <= last else { throw CommandError("--\(name) \(event): the run ends with event \(last)") }
        return event
    }
}

extension BacktestOptions {
    fileprivate var withoutOverrides: BacktestOptions {
        var options = self
        options.overrides = []
        return options
    }
}
