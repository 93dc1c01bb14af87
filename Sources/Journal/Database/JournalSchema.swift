/// The tables of a journal and the marks by which a file is known as one.
enum JournalSchema {
    static let version: Int64 = 1
    /// `PRGJ`, in SQLite's field for the kind of a file.
    static let applicationID: Int64 = 0x5052_474a
    /// Entries of run r have the keys r·2⁴⁰ + 1, + 2 …: one integer orders them all, and a run's are one range.
    static let entryBits: Int64 = 40
    static let lastEntry: Int64 = 1 << entryBits - 1

    static func key(run: Int, entry: Int64) -> Int64 { Int64(run) << entryBits | entry }

    private static let tables = """
        CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE runs (
            run INTEGER PRIMARY KEY, id TEXT NOT NULL, recorded INTEGER NOT NULL, directory TEXT NOT NULL,
            manifest BLOB NOT NULL, genesis BLOB NOT NULL);
        CREATE TABLE entries (
            key INTEGER PRIMARY KEY, event INTEGER NOT NULL, time INTEGER NOT NULL, kind INTEGER NOT NULL,
            payload BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE VIEW log AS SELECT key >> 40 AS run, key & 0xffffffffff AS entry, event, time, kind, payload, hash FROM entries;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// Makes the tables of a new file, or checks those of an old one.
    static func prepare(_ database: Database) throws(JournalError) {
        if try !isEmpty(database) { return try check(database) }
        try database.transaction { () throws(JournalError) in
            // Another program may have made them since.
            if try isEmpty(database) { try database.execute(tables) }
        }
        try check(database)
    }

    /// A file in which nothing was made yet: new, or of a recorder that died as it began.
    static func isEmpty(_ database: Database) throws(JournalError) -> Bool {
        guard try database.number("PRAGMA application_id") == 0 else { return false }
        return try database.number("SELECT count(*) FROM sqlite_schema") == 0
    }

    static func check(_ database: Database) throws(JournalError) {
        guard try database.number("PRAGMA application_id") == applicationID else {
            throw JournalError(.notAJournal, database.path, "is a database, but not a journal: expected one made by perigee backtest … --journal FILE")
        }
        let found = try database.number("PRAGMA user_version") ?? 0
        if found > version {
            throw JournalError(
                .newerSchema, database.path,
                "was written by a newer perigee (schema \(found), this one knows \(version)): use that program, or update this one")
        }
        if found < version {
            throw JournalError(
                .olderSchema, database.path,
                "has schema \(found), which this perigee (schema \(version)) no longer reads: use the program that wrote it")
        }
    }
}
