/// Walks the entries of a run in their order, one in memory at a time.
public final class EntryCursor {
    private let statement: Statement
    private let run: Int
    private var isOver = false

    init(_ database: Database, run: Int, from entry: Int64 = 1) throws(JournalError) {
        self.run = run
        statement = try Statement(database, "SELECT key, event, time, kind, payload, hash FROM entries WHERE key BETWEEN ? AND ? ORDER BY key")
        statement.bind(1, JournalSchema.key(run: run, entry: entry))
        statement.bind(2, JournalSchema.key(run: run, entry: JournalSchema.lastEntry))
    }

    /// The next entry, or `nil` after the last.
    public func next() throws(JournalError) -> JournalEntry? {
        guard !isOver, try statement.step() else {
            isOver = true
            return nil
        }
        return JournalEntry(
            run: run, number: statement.integer(0) & JournalSchema.lastEntry, event: UInt64(bitPattern: statement.integer(1)),
            time: statement.integer(2), kindCode: statement.integer(3), payload: statement.bytes(4), hash: statement.bytes(5))
    }
}
