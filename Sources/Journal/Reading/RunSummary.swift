/// What a journal says of its run without its entries being read.
public struct RunSummary: Hashable, Sendable {
    public let manifest: Manifest
    /// UTC nanoseconds by the clock on the wall when it began.
    public let recorded: Int64
    /// Where relative paths of the manifest begin.
    public let directory: String
    public let entries: Int64
    public let lastEvent: UInt64
    /// The kernel's time at the last entry; the least 64-bit number before the first bar.
    public let lastTime: Int64
    /// `nil` where the recording was cut off, or goes on.
    public let outcome: RunOutcome?
    let manifestBytes: [UInt8]
    let genesis: [UInt8]

    static func read(_ database: Database) throws(JournalError) -> RunSummary {
        let statement = try Statement(database, "SELECT recorded, directory, manifest, genesis FROM run")
        guard try statement.step() else {
            throw JournalError(.damaged(lastGoodEvent: 0), database.path, "holds no run: its manifest is missing")
        }
        let bytes = statement.bytes(2)
        let manifest: Manifest
        do throws(CodecError) { manifest = try ManifestCodec.decode(bytes) } catch {
            throw JournalError(.damaged(lastGoodEvent: 0), database.path, "the manifest cannot be read: \(error)")
        }
        let last = try Statement(database, "SELECT entry, event, time, payload FROM entries ORDER BY entry DESC LIMIT 1")
        let hasEntries = try last.step()
        var outcome: RunOutcome?
        if hasEntries, let record = try? RecordCodec.decode(last.bytes(3)), case .closed(let end) = record.content { outcome = end }
        return RunSummary(
            manifest: manifest, recorded: statement.integer(0), directory: statement.text(1), entries: hasEntries ? last.integer(0) : 0,
            lastEvent: hasEntries ? UInt64(bitPattern: last.integer(1)) : 0, lastTime: hasEntries ? last.integer(2) : .min, outcome: outcome,
            manifestBytes: bytes, genesis: statement.bytes(3))
    }
}
