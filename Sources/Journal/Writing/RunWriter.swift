import Kernel
import Market

/// Records one run. Entries collect in a group of bounded size, which goes to the database as one transaction.
///
/// A run of bars without effects becomes one entry: it ends at an event, at effects, at a commit that is asked for, or at
/// `Grouping.bars` steps. Memory is that of a group, however long the run.
public final class RunWriter {
    public struct Grouping: Hashable, Sendable {
        /// Entries and bytes after which a group is committed.
        public var entries = 512
        public var bytes = 1 << 16
        /// The longest run of bars of one entry.
        public var bars = 1 << 16

        public init() {}
        public static let standard = Grouping()
    }
    public let run: Int
    public var path: String { database.path }
    /// Entries so far, those of the open group included.
    public private(set) var entryCount: Int64 = 0
    /// The number of the last event: the first has 1.
    public private(set) var lastEvent: UInt64 = 0
    /// The first thing that went wrong; nothing is recorded after it.
    public private(set) var failure: JournalError?
    private let database: Database
    private let insert: Statement
    private let grouping: Grouping
    private var chain: HashChain
    private var group = EntryBuffer()
    private var scratch = ByteWriter()
    /// Bars without effects that are not an entry yet, and the time of the last of them.
    private var pendingBars: Range<Int>?
    private var pendingTime = Int64.min

    init(database: Database, run: Int, chain: HashChain, grouping: Grouping) throws(JournalError) {
        self.database = database
        self.run = run
        self.chain = chain
        self.grouping = grouping
        insert = try Statement(database, "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)")
    }

    /// Takes an event other than bars, with its effects.
    public func append(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) throws(JournalError) {
        if case .bars(let step) = event { return try appendBars(step..<(step + 1), effects: effects, time: time) }
        try check()
        try closeBars()
        RecordCodec.encode(event, effects: effects, into: &scratch)
        try add(RecordKind(event), events: 1, time: time.nanoseconds)
    }

    /// Takes the bars of `steps`, of which only the last had effects, if any had.
    public func appendBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: Timestamp) throws(JournalError) {
        try check()
        guard !steps.isEmpty else { return }
        var all = steps
        if let pending = pendingBars {
            if pending.upperBound == steps.lowerBound { all = pending.lowerBound..<steps.upperBound } else { try closeBars() }
        }
        pendingBars = nil
        guard !effects.isEmpty || all.count >= grouping.bars else {
            (pendingBars, pendingTime) = (all, time.nanoseconds)
            return
        }
        try addBars(all, effects: effects, time: time.nanoseconds)
    }

    /// Takes a note of the host.
    public func note(_ content: Record.Content, time: Timestamp) throws(JournalError) {
        try check()
        try closeBars()
        let record = Record(content)
        scratch = ByteWriter(copying: RecordCodec.encode(record))
        try add(record.kind, events: UInt64(record.eventCount), time: time.nanoseconds)
    }

    /// Everything taken so far is in the database when this returns.
    public func commit() throws(JournalError) {
        try check()
        try closeBars()
        try commitGroup()
    }

    /// Ends the run. A journal in which this is missing was cut off, or is still being written.
    public func close(_ outcome: RunOutcome, time: Timestamp) throws(JournalError) {
        try note(.closed(outcome), time: time)
        try commitGroup()
    }

    private func check() throws(JournalError) {
        if let failure { throw failure }
    }

    private func closeBars() throws(JournalError) {
        guard let steps = pendingBars else { return }
        pendingBars = nil
        try addBars(steps, effects: [], time: pendingTime)
    }

    private func addBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: Int64) throws(JournalError) {
        RecordCodec.encode(bars: steps, effects: effects, into: &scratch)
        try add(.bars, events: UInt64(steps.count), time: time)
    }

    /// Adds the record in `scratch` to the group.
    private func add(_ kind: RecordKind, events: UInt64, time: Int64) throws(JournalError) {
        lastEvent += events
        entryCount += 1
        scratch.bytes.withUnsafeBytes { chain.extend(event: lastEvent, time: time, payload: $0) }
        group.append(event: lastEvent, time: time, kind: kind, payload: scratch.bytes, hash: chain.head)
        if group.entries.count >= grouping.entries || group.payloads.count >= grouping.bytes { try commitGroup() }
    }

    private func commitGroup() throws(JournalError) {
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
        let first = JournalSchema.key(run: run, entry: entryCount - Int64(group.entries.count) + 1)
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

extension RunWriter: EventLog {
    public func record(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) -> Bool {
        do throws(JournalError) { try append(event, effects: effects, time: time) } catch { failure = error }
        return failure == nil
    }

    public func recordBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: Timestamp) -> Bool {
        do throws(JournalError) { try appendBars(steps, effects: effects, time: time) } catch { failure = error }
        return failure == nil
    }
}
