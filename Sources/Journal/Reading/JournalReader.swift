import Desk

/// A journal open for reading; nothing in it can be changed through here. One that is being written reads as far as it is committed.
public final class JournalReader {
    public let path: String
    public let summary: RunSummary
    private let database: Database

    /// - Throws: `JournalError`.
    public init(_ path: String) throws(JournalError) {
        self.path = path
        database = try Database(path, .readOnly)
        if try JournalSchema.isEmpty(database) {
            throw JournalError(.notAJournal, path, "is empty: the run that was to be recorded in it ended before it began; delete it")
        }
        try JournalSchema.check(database)
        summary = try RunSummary.read(database)
    }

    /// Whether the file is of a run that ended before anything of it was kept.
    public static func isEmpty(_ path: String) throws(JournalError) -> Bool { try JournalSchema.isEmpty(Database(path, .readOnly)) }

    /// Whether a program is writing it now.
    public var isBeingWritten: Bool { RunLock.isHeld(journal: path) }

    /// The entries from the first.
    public func entries() throws(JournalError) -> EntryCursor { try EntryCursor(database, after: HashChain(head: summary.genesis)) }

    /// A text by its content hash.
    public func text(_ hash: String) throws(JournalError) -> String? {
        try TextStore(database).text(hash)
    }

    /// The texts whose hash begins so, which are letters and digits.
    public func texts(beginning prefix: String) throws(JournalError) -> [(hash: String, text: String)] {
        let statement = try Statement(database, "SELECT hash, text FROM texts WHERE substr(hash, 1, length(?1)) = ?1 ORDER BY hash")
        statement.bind(1, prefix)
        var found: [(hash: String, text: String)] = []
        while try statement.step() { found.append((statement.text(0), statement.text(1))) }
        return found
    }

    /// Reads everything and computes every hash anew.
    /// - Returns: the number of entries, and the hash of the last.
    /// - Throws: `JournalError` of kind `damaged` that says where the chain breaks.
    public func verify() throws(JournalError) -> (entries: Int64, head: String) {
        func damage(_ message: String) -> JournalError { JournalError(.damaged(lastGoodEvent: 0), path, message) }
        guard HashChain.digest(summary.manifestBytes) == summary.genesis else { throw damage("the manifest was changed") }
        for script in summary.manifest.scripts { try verify(script.hash, script.path) }
        let cursor = try entries()
        var isClosed = false
        while try cursor.next() {
            guard !isClosed else { throw damage("entry \(cursor.number) follows the end of the run") }
            if cursor.isOfDesk {
                for version in try cursor.deskRecord().versions { try verify(version.hash, version.path) }
                continue
            }
            switch try cursor.record().content {
            case .closed: isClosed = true
            case .script(let change): try verify(change.hash, change.name)
            default: break
            }
        }
        return (cursor.number, HashChain.hexadecimal(cursor.head))
    }

    private func verify(_ hash: String, _ name: String) throws(JournalError) {
        func damage(_ message: String) -> JournalError { JournalError(.damaged(lastGoodEvent: 0), path, message) }
        guard let text = try text(hash) else { throw damage("the text of \(name) (\(hash.prefix(12))) is missing") }
        guard HashChain.hexadecimal(HashChain.digest(Array(text.utf8))) == hash else {
            throw damage("the text of \(name) (\(hash.prefix(12))) was changed")
        }
    }
}
