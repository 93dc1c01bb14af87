import Glibc
import Journal
import Kernel
import Market
import Reporting
import Scripting
import Simulation
import Store

/// Records a backtest while it runs. One that was cut off before goes on from there: the journal's part is run again and compared.
final class RunRecording {
    private let session: BacktestSession
    private let writer: JournalWriter

    /// - Throws: `CommandError`, `JournalError`.
    init(_ session: BacktestSession, folder: RunFolder, words: [String], build: String = Build.identity, grouping: Grouping = .standard) throws {
        self.session = session
        try folder.create()
        let manifest = session.manifest(words: words, build: build)
        writer = try JournalWriter.open(
            folder.journal(of: manifest.id), manifest, texts: [(session.instance.hash, session.instance.source)], recorded: Clock.wall(),
            directory: currentDirectory(), grouping: grouping)
        session.backtest.log = writer
    }

    /// Ends the journal as the run ended.
    /// - Returns: what is in it, for people.
    /// - Throws: `JournalError`: what was recorded before it stays.
    func finish() throws -> String {
        if let failure = writer.failure { throw failure }
        let time = session.backtest.kernel.now
        var outcome: Journal.RunOutcome = session.backtest.wasInterrupted ? .interrupted : .completed
        if let failure = session.instance.failure {
            outcome = .failed
            try writer.note(
                .failure(ScriptFailure(kind: failure.kind.rawValue, message: failure.message, line: Int32(failure.line))), time: time)
        }
        let events = writer.lastEvent
        try writer.close(outcome, time: time)
        let done =
            switch writer.resumedAfter {
            case 0: "recorded"
            case events: "as recorded before, compared"
            case let event: "recorded on from event \(event), where it had been cut off"
            }
        return "journal: \(writer.path): \(events) events in \(writer.entryCount) entries, \(done)"
    }
}

/// Where relative paths of a manifest begin.
func currentDirectory() -> String {
    guard let text = getcwd(nil, 0) else { return "" }
    defer { free(text) }
    return String(cString: text)
}

extension BacktestSession {
    /// What decides the run, as its journal keeps it.
    /// - Parameter words: of the command line, without those that only say where results go.
    func manifest(words: [String], build: String) -> Manifest {
        var files = series.map { Manifest.DataFile(path: $0.path, hash: $0.hash, symbol: $0.symbol, bars: $0.bars.count) }
        if let path = options.actions, let actionsHash { files.append(Manifest.DataFile(path: path, hash: actionsHash, symbol: "", bars: 0)) }
        return Manifest(
            id: runID(build: build), build: build, seed: options.limits.seed, command: words,
            settings: SettingList(options).settings.map { Manifest.Setting(name: $0.name, value: $0.value) },
            parameters: instance.parameters.map { Manifest.Setting(name: $0.name, value: "\($0.value)") },
            scripts: [Manifest.Script(path: instance.path, hash: instance.hash)], files: files)
    }
}
