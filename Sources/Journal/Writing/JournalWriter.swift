import Kernel
import Market

/// Records one run. Entries collect in a group of bounded size, which goes to the database as one transaction.
///
/// A run of bars without effects becomes one entry, which ends at any other event, at effects, or at `Grouping.bars` steps. What the
/// entries are follows from the events alone, never from when groups are committed. Memory is that of a group, however long the run.
///
/// Where the journal already holds a part of the run, because the program that wrote it was stopped, the same events are expected
/// again from the first: as far as the journal goes they are compared with it, then recorded.
public final class JournalWriter {
    public var path: String { database.path }
    /// Entries so far, those of the open group included.
    public private(set) var entryCount: Int64 = 0
    /// The number of the last event: the first has 1.
    public private(set) var lastEvent: UInt64 = 0
    /// The first thing that went wrong; nothing is recorded after it.
    public internal(set) var failure: JournalError?
    /// The last event that the journal held when it was opened.
    public let resumedAfter: UInt64
    private let database: Database
    private let lock: RunLock
    private let insert: Statement
    let grouping: Grouping
    private var chain: HashChain
    private var group = EntryBuffer()
    var scratch = ByteWriter()
    /// The kind of a desk's event that is being processed.
    var begun: RecordKind?
    /// What the journal held, while it is not used up.
    private var expected: EntryCursor?
    /// Bars without effects that are not an entry yet, and the time of the last of them.
    private var pendingBars: Range<Int>?
    private var pendingTime = Int64.min
    private var groupBegan: Int64?

    init(_ database: Database, _ lock: RunLock, chain: HashChain, expected: EntryCursor?, resumedAfter: UInt64, _ grouping: Grouping)
        throws(JournalError)
    {
        self.database = database
        self.lock = lock
        self.chain = chain
        self.expected = expected
        self.resumedAfter = resumedAfter
        self.grouping = grouping
        insert = try Statement(database, "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)")
    }

    /// A writer that goes on after the last entry of a cursor that has read them all.
    convenience init(_ database: Database, _ lock: RunLock, after cursor: EntryCursor, _ grouping: Grouping) throws(JournalError) {
        try self.init(database, lock, chain: cursor.chain, expected: nil, resumedAfter: cursor.event, grouping)
        (entryCount, lastEvent) = (cursor.number, cursor.event)
    }

    /// Events of the open group, which the end of the program would take away.
    public var uncommittedEvents: Int { group.entries.first.map { Int(lastEvent - $0.event) + 1 } ?? 0 }

    /// Takes an event other than bars, with its effects.
    public func append(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) throws(JournalError) {
        if case .bars(let step) = event { return try appendBars(step..<(step + 1), effects: effects) { _ in time } }
        try check()
        try closeBars()
        RecordCodec.encode(event, effects: effects, into: &scratch)
        try add(RecordKind(event), events: 1, time: time.nanoseconds)
        if grouping.commitsEffects && !effects.isEmpty { try commit() }
    }

    /// Takes the bars of `steps`, of which only the last had effects, if any had. `time` is the kernel's after a step of them.
    public func appendBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: (Int) -> Timestamp) throws(JournalError) {
        try check()
        guard !steps.isEmpty else { return }
        var all = steps
        if let pending = pendingBars {
            if pending.upperBound == steps.lowerBound { all = pending.lowerBound..<steps.upperBound } else { try closeBars() }
        }
        pendingBars = nil
        // Entries of at most `bars` steps, however the spans were cut in which they came.
        while all.count > grouping.bars {
            let first = all.lowerBound..<(all.lowerBound + grouping.bars)
            try addBars(first, effects: [], time: time(first.upperBound - 1).nanoseconds)
            all = first.upperBound..<all.upperBound
        }
        guard !effects.isEmpty || all.count == grouping.bars else {
            (pendingBars, pendingTime) = (all, time(all.upperBound - 1).nanoseconds)
            return
        }
        try addBars(all, effects: effects, time: time(all.upperBound - 1).nanoseconds)
        if grouping.commitsEffects && !effects.isEmpty { try commit() }
    }

    /// Takes a note of the host.
    public func note(_ content: Record.Content, time: Timestamp) throws(JournalError) {
        try check()
        try closeBars()
        let record = Record(content)
        scratch = ByteWriter(copying: RecordCodec.encode(record))
        try add(record.kind, events: UInt64(record.eventCount), time: time.nanoseconds)
    }

    /// Keeps a text under its hash, at once: it must be there before an entry that names it.
    public func keep(text: String, hash: String) throws(JournalError) {
        try check()
        try JournalWriter.keep(text: text, hash: hash, database)
    }

    static func keep(text: String, hash: String, _ database: Database) throws(JournalError) {
        let statement = try Statement(database, "INSERT OR IGNORE INTO texts VALUES (?, ?)")
        statement.bind(1, hash)
        statement.bind(2, text)
        _ = try statement.step()
    }

    /// Every entry so far is in the database when this returns. Bars without effects whose run goes on are no entry yet.
    public func commit() throws(JournalError) {
        try check()
        try commitGroup()
    }

    /// Commits where the oldest entry of the group has waited long enough. A host that waits for events calls this now and then.
    /// - Parameter now: nanoseconds of a clock that never goes back.
    public func commit(ifDueAt now: Int64) throws(JournalError) {
        guard !group.isEmpty else { return }
        guard let began = groupBegan else { return groupBegan = now }
        if now - began >= grouping.ageNanoseconds { try commit() }
    }

    /// Ends the run. A journal in which this is missing was cut off, or is still being written.
    public func close(_ outcome: RunOutcome, time: Timestamp) throws(JournalError) {
        try note(.closed(outcome), time: time)
        try commitGroup()
    }

    /// The most pages that the database may have, as a full disk would bound it.
    package func limitPages(_ count: Int) throws(JournalError) { try database.execute("PRAGMA max_page_count = \(count)") }

    func check() throws(JournalError) {
        if let failure { throw failure }
    }

    func closeBars() throws(JournalError) {
        guard let steps = pendingBars else { return }
        pendingBars = nil
        try addBars(steps, effects: [], time: pendingTime)
    }

    private func addBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: Int64) throws(JournalError) {
        RecordCodec.encode(bars: steps, effects: effects, into: &scratch)
        try add(.bars, events: UInt64(steps.count), time: time)
    }

    /// Adds the record in `scratch` to the group, or compares it with what is there.
    func add(_ kind: RecordKind, events: UInt64, time: Int64) throws(JournalError) {
        lastEvent += events
        entryCount += 1
        scratch.bytes.withUnsafeBytes { chain.extend(event: lastEvent, time: time, payload: $0) }
        if try compare() { return }
        group.append(event: lastEvent, time: time, kind: kind, payload: scratch.bytes, chain)
        if group.entries.count >= grouping.entries || group.payloads.count >= grouping.bytes { try commitGroup() }
    }

    /// - Returns: whether the journal already held the entry.
    private func compare() throws(JournalError) -> Bool {
        guard let expected else { return false }
        guard try expected.next() else {
            self.expected = nil
            return false
        }
        if expected.chain.isEqual(to: chain) { return true }
        let error = JournalError(
            .diverged(event: lastEvent), path,
            "holds another run up to event \(expected.event): entry \(entryCount) differs. The inputs are the same by their hashes, so the program is"
                + " not the one that wrote it: delete the file to record anew")
        failure = error
        throw error
    }

    private func commitGroup() throws(JournalError) {
        groupBegan = nil
        guard !group.isEmpty else { return }
        do throws(JournalError) {
            try database.transaction { () throws(JournalError) in try insertGroup() }
            group.removeAll()
        } catch {
            failure = error
            throw error
        }
    }

    private func insertGroup() throws(JournalError) {
        let first = entryCount - Int64(group.entries.count) + 1
        let outcome: Result<Void, JournalError> = group.payloads.withUnsafeBytes { payloads in
            group.hashes.withUnsafeBytes { hashes in
                do throws(JournalError) { return .success(try insert(payloads, hashes, first)) } catch { return .failure(error) }
            }
        }
        try outcome.get()
    }

    private func insert(_ payloads: UnsafeRawBufferPointer, _ hashes: UnsafeRawBufferPointer, _ first: Int64) throws(JournalError) {
        defer { insert.reset() }
        var start = 0
        for (index, entry) in group.entries.enumerated() {
            insert.reset()
            insert.bind(1, first + Int64(index))
            insert.bind(2, Int64(bitPattern: entry.event))
            insert.bind(3, entry.time)
            insert.bind(4, Int64(entry.kind.rawValue))
            insert.bind(5, borrowing: UnsafeRawBufferPointer(rebasing: payloads[start..<entry.end]))
            let hash = index * HashChain.size
            insert.bind(6, borrowing: UnsafeRawBufferPointer(rebasing: hashes[hash..<(hash + HashChain.size)]))
            _ = try insert.step()
            start = entry.end
        }
    }
}

extension JournalWriter: EventLog {
    public func record(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) -> Bool {
        do throws(JournalError) { try append(event, effects: effects, time: time) } catch { failure = error }
        return failure == nil
    }

    public func recordBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: (Int) -> Timestamp) -> Bool {
        do throws(JournalError) { try appendBars(steps, effects: effects, time: time) } catch { failure = error }
        return failure == nil
    }
}
