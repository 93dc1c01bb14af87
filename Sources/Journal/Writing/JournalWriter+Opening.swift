extension JournalWriter {
    /// Opens the journal of a run, and makes it where the file is missing or empty: its manifest and the texts of its scripts are in it
    /// when this returns.
    ///
    /// A run that was cut off goes on where it stops; one that was completed is compared from end to end. One that was interrupted or
    /// that failed begins anew, because its end is an event like others.
    /// - Parameters:
    ///   - texts: the texts of the manifest's scripts, by their hashes.
    ///   - recorded: UTC nanoseconds by the clock on the wall, for people.
    ///   - directory: where relative paths of the manifest begin.
    /// - Throws: `JournalError`.
    public static func open(
        _ path: String, _ manifest: Manifest, texts: [(hash: String, text: String)], recorded: Int64, directory: String,
        grouping: Grouping = .standard
    ) throws(JournalError) -> JournalWriter {
        let lock = try RunLock(journal: path)
        let database = try Database(path, .readWrite)
        // Before anything is written: a file that is not ours stays as it is.
        let isNew = try JournalSchema.isEmpty(database)
        if !isNew { try JournalSchema.check(database) }
        try configure(database, grouping)
        let bytes = ManifestCodec.encode(manifest)
        let chain = HashChain(manifest: bytes)
        if !isNew {
            let found = try RunSummary.read(database)
            guard found.manifestBytes == bytes else {
                throw JournalError(
                    .diverged(event: 0), path, "is of another run (\(found.manifest.id), not \(manifest.id)): delete it or name another folder")
            }
            if found.outcome == nil || found.outcome == .completed {
                let cursor = try EntryCursor(database, after: chain)
                return try JournalWriter(database, lock, chain: chain, expected: cursor, resumedAfter: found.lastEvent, grouping)
            }
        }
        try database.transaction { () throws(JournalError) in
            try database.execute(isNew ? JournalSchema.tables : "DELETE FROM run; DELETE FROM texts; DELETE FROM entries")
            let insert = try Statement(database, "INSERT INTO run VALUES (?, ?, ?, ?, ?)")
            insert.bind(1, manifest.id)
            insert.bind(2, recorded)
            insert.bind(3, directory)
            insert.bind(4, copying: bytes)
            insert.bind(5, copying: chain.head)
            _ = try insert.step()
            for (hash, text) in texts { try keep(text: text, hash: hash, database) }
        }
        return try JournalWriter(database, lock, chain: chain, expected: nil, resumedAfter: 0, grouping)
    }
}
