/// The tables of a journal and the marks by which a file is known as one. A file holds one run.
enum JournalSchema {
    static let version: Int64 = 1
    /// `PRGJ`, in SQLite's field for the kind of a file.
    static let applicationID: Int64 = 0x5052_474a

    static let tables = """
        CREATE TABLE run (
            id TEXT NOT NULL, recorded INTEGER NOT NULL, directory TEXT NOT NULL, manifest BLOB NOT NULL, genesis BLOB NOT NULL);
        CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE entries (
            entry INTEGER PRIMARY KEY, event INTEGER NOT NULL, time INTEGER NOT NULL, kind INTEGER NOT NULL,
            payload BLOB NOT NULL, hash BLOB NOT NULL);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// A file in which nothing was made yet: new, or of a recorder that died as it began.
    static func isEmpty(_ database: Database) throws(JournalError) -> Bool {
        guard try database.number("PRAGMA application_id") == 0 else { return false }
        return try database.number("SELECT count(*) FROM sqlite_schema") == 0
    }

    static func check(_ database: Database) throws(JournalError) {
        guard try database.number("PRAGMA application_id") == applicationID else {
            throw JournalError(
                .notAJournal, database.path, "is a database, but not a journal: expected one made by perigee backtest … --journal DIR")
        }
        let found = try database.number("PRAGMA user_version") ?? 0
        if found > version {
            throw JournalError(
                .newerFormat, database.path,
                "was written by a newer perigee (format \(found), this one knows \(version)): use that program, or update this one")
        }
        if found < version {
            throw JournalError(
                .olderFormat, database.path,
                "has format \(found), which this perigee (format \(version)) does not read: use the program that wrote it")
        }
    }
}
