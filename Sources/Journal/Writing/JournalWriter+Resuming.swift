extension JournalWriter {
    /// Opens the journal of a run that goes on after its last entry, because its source does not give the same events again.
    /// - Parameter replay: brings the host to the state after the last entry; it is given the entries from the first, and reads them all.
    /// - Throws: `JournalError`, or what `replay` throws: the journal stays as it is then. A run that has ended cannot go on.
    public static func resume(_ path: String, grouping: Grouping = .live, replay: (EntryCursor) throws -> Void) throws -> JournalWriter {
        let resumption = try JournalResumption(path)
        try replay(resumption.cursor)
        return try resumption.writer(grouping: grouping)
    }

    static func configure(_ database: Database, _ grouping: Grouping) throws(JournalError) {
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA synchronous = \(grouping.durability == .power ? "FULL" : "NORMAL")")
    }
}
