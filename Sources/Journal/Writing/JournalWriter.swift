/// A journal open for recording. Several programs may record into one file at the same time: each writes whole groups.
public final class JournalWriter {
    /// What a committed group survives.
    public enum Durability: Sendable {
        /// The end of the program, whatever ends it. Groups are not forced to the disk: what the system had not written yet is lost
        /// when the machine loses power, from the end, in whole groups.
        case process
        /// Loss of power as well: each commit waits for the disk.
        case power
    }
    public let path: String
    let database: Database

    /// Opens a journal, or makes it where the file is missing or empty.
    /// - Throws: `JournalError`.
    public init(_ path: String, durability: Durability = .process) throws(JournalError) {
        self.path = path
        database = try Database(path, .readWrite)
        // Before anything is written: a file that is not ours stays as it is.
        if try !JournalSchema.isEmpty(database) { try JournalSchema.check(database) }
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA synchronous = \(durability == .power ? "FULL" : "NORMAL")")
        try JournalSchema.prepare(database)
    }

    /// Begins a run: its manifest and the texts of its scripts are in the journal when this returns.
    /// - Parameters:
    ///   - texts: the texts of the manifest's scripts, by their hashes.
    ///   - recorded: UTC nanoseconds by the clock on the wall, for people.
    ///   - directory: where relative paths of the manifest begin.
    public func begin(
        _ manifest: Manifest, texts: [(hash: String, text: String)], recorded: Int64, directory: String, grouping: RunWriter.Grouping = .standard
    ) throws(JournalError) -> RunWriter {
        let bytes = ManifestCodec.encode(manifest)
        let chain = HashChain(manifest: bytes)
        let run = try database.transaction { () throws(JournalError) in
            let run = (try database.number("SELECT max(run) FROM runs") ?? 0) + 1
            let insert = try Statement(database, "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?)")
            insert.bind(1, run)
            insert.bind(2, manifest.id)
            insert.bind(3, recorded)
            insert.bind(4, directory)
            insert.bind(5, copying: bytes)
            insert.bind(6, copying: chain.head)
            _ = try insert.step()
            for (hash, text) in texts {
                let keep = try Statement(database, "INSERT OR IGNORE INTO texts VALUES (?, ?)")
                keep.bind(1, hash)
                keep.bind(2, text)
                _ = try keep.step()
            }
            return Int(run)
        }
        return try RunWriter(database: database, run: run, chain: chain, grouping: grouping)
    }
}
