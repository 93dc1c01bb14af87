/// A journal whose run goes on after its last entry: its entries are replayed first, then it is written on. From the opening on no other
/// program can write it.
public final class JournalResumption {
    public let summary: RunSummary
    /// At its start. Reads them all before `writer`.
    public let cursor: EntryCursor
    private let database: Database
    private let lock: RunLock

    /// - Throws: `JournalError`. A run that has ended cannot go on.
    public init(_ path: String) throws(JournalError) {
        lock = try RunLock(journal: path)
        database = try Database(path, .readWrite)
        if try JournalSchema.isEmpty(database) {
            throw JournalError(.notAJournal, path, "is empty: the run ended before it began: begin it anew")
        }
        try JournalSchema.check(database)
        summary = try RunSummary.read(database)
        if let outcome = summary.outcome { throw JournalError(.ended, path, "the run has ended (\(outcome.key)): nothing can follow") }
        cursor = try EntryCursor(database, after: HashChain(head: summary.genesis))
    }

    /// What goes on after the last entry. Entries that were not replayed are read for the chain alone.
    public func writer(grouping: Grouping) throws(JournalError) -> JournalWriter {
        try JournalWriter.configure(database, grouping)
        while try cursor.next() {}
        return try JournalWriter(database, lock, after: cursor, grouping)
    }
}
