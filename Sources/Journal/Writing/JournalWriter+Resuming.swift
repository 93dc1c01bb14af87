extension JournalWriter {
    /// Opens the journal of a run that goes on after its last entry, because its source does not give the same events again.
    /// - Parameter replay: brings the host to the state after the last entry; it is given the entries from the first, and reads them all.
    /// - Throws: `JournalError`, or what `replay` throws: the journal stays as it is then. A run that has ended cannot go on.
    public static func resume(_ path: String, grouping: Grouping = .live, replay: (EntryCursor) throws -> Void) throws -> JournalWriter {
        let lock = try RunLock(journal: path)
        let database = try Database(path, .readWrite)
        if try JournalSchema.isEmpty(database) {
            throw JournalError(.notAJournal, path, "is empty: the run ended before it began: begin it anew")
        }
        try JournalSchema.check(database)
        let summary = try RunSummary.read(database)
        if let outcome = summary.outcome { throw JournalError(.ended, path, "the run has ended (\(outcome.key)): nothing can follow") }
        try configure(database, grouping)
        let cursor = try EntryCursor(database, after: HashChain(head: summary.genesis))
        try replay(cursor)
        // What the replay left is read for the chain alone.
        while try cursor.next() {}
        return try JournalWriter(database, lock, after: cursor, grouping)
    }

    static func configure(_ database: Database, _ grouping: Grouping) throws(JournalError) {
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA synchronous = \(grouping.durability == .power ? "FULL" : "NORMAL")")
    }
}
