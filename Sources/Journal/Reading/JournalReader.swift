/// A journal open for reading; nothing in it can be changed through here.
public final class JournalReader {
    public let path: String
    let database: Database

    /// - Throws: `JournalError`.
    public init(_ path: String) throws(JournalError) {
        self.path = path
        database = try Database(path, .readOnly)
        if try !JournalSchema.isEmpty(database) { try JournalSchema.check(database) }
    }

    /// All runs, the oldest first.
    public func runs() throws(JournalError) -> [RunSummary] {
        if try JournalSchema.isEmpty(database) { return [] }
        let statement = try Statement(database, "SELECT run, recorded, directory, manifest, genesis FROM runs ORDER BY run")
        var runs: [RunSummary] = []
        while try statement.step() {
            runs.append(
                try summary(
                    run: Int(statement.integer(0)), recorded: statement.integer(1), directory: statement.text(2), manifest: statement.bytes(3),
                    genesis: statement.bytes(4)))
        }
        return runs
    }

    private func summary(run: Int, recorded: Int64, directory: String, manifest bytes: [UInt8], genesis: [UInt8]) throws(JournalError) -> RunSummary {
        let manifest: Manifest
        do throws(CodecError) { manifest = try ManifestCodec.decode(bytes) } catch {
            throw JournalError(.damaged, path, "the manifest of run \(run) cannot be read: \(error)")
        }
        let last = try last(of: run)
        var outcome: RunOutcome?
        if let last, case .closed(let end)? = try? last.record().content { outcome = end }
        return RunSummary(
            run: run, manifest: manifest, recorded: recorded, directory: directory, entries: last?.number ?? 0, lastEvent: last?.event ?? 0,
            lastTime: last?.time ?? .min, outcome: outcome, manifestBytes: bytes, genesis: genesis)
    }

    private func last(of run: Int) throws(JournalError) -> JournalEntry? {
        let first = JournalSchema.key(run: run, entry: 1)
        let bound = JournalSchema.key(run: run, entry: JournalSchema.lastEntry)
        guard let key = try database.number("SELECT max(key) FROM entries WHERE key BETWEEN \(first) AND \(bound)") else { return nil }
        return try EntryCursor(database, run: run, from: key & JournalSchema.lastEntry).next()
    }

    /// The entries of a run, from a place on.
    public func entries(of run: Int, from entry: Int64 = 1) throws(JournalError) -> EntryCursor {
        try EntryCursor(database, run: run, from: entry)
    }

    /// A text by its content hash.
    public func text(_ hash: String) throws(JournalError) -> String? {
        let statement = try Statement(database, "SELECT text FROM texts WHERE hash = ?")
        statement.bind(1, hash)
        return try statement.step() ? statement.text(0) : nil
    }

    /// The run that a user names by its number or by its id or the beginning of that; the newest without a name.
    /// - Throws: `JournalError` that lists the runs there are.
    public func run(named name: String?) throws(JournalError) -> RunSummary {
        let runs = try runs()
        guard let newest = runs.last else {
            throw JournalError(.unknownRun, path, "holds no run: record one with perigee backtest … --journal \(path)")
        }
        guard let name else { return newest }
        if let number = Int(name), let found = runs.first(where: { $0.run == number }) { return found }
        let matching = name.count >= 4 ? runs.filter { $0.manifest.id.hasPrefix(name) } : []
        if let found = matching.last { return found }
        let known = runs.suffix(8).map { "\($0.run) (\($0.manifest.id))" }.joined(separator: ", ")
        throw JournalError(.unknownRun, path, "has no run '\(name)': it has \(runs.count > 8 ? "…, " : "")\(known)")
    }
}
