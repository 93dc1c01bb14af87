import Desk

/// Walks the entries of a run in their order, one in memory at a time, and holds each to the hash chain: what it hands out is what was
/// written.
public final class EntryCursor {
    /// The entry's place in the run, from 1.
    public private(set) var number: Int64 = 0
    /// The number of the last event the entry covers; notes of the host have that of the event before them.
    public private(set) var event: UInt64 = 0
    /// UTC nanoseconds of the kernel after it; the least 64-bit number before the first bar.
    public private(set) var time: Int64 = .min
    /// The running hash after it.
    public var head: [UInt8] { chain.head }
    /// What kind of entry it is, as the column beside the payload says; `record` holds it to the payload.
    var kindCode: Int64 { statement.integer(3) }
    /// Whether the entry is an event of a desk, which `deskRecord` reads.
    public var isOfDesk: Bool { kindCode >= Int64(RecordKind.deskBars.rawValue) }
    private let database: Database
    private let texts: TextStore
    private let statement: Statement
    private(set) var chain: HashChain
    private var isOver = false

    init(_ database: Database, after chain: HashChain) throws(JournalError) {
        self.database = database
        self.chain = chain
        texts = TextStore(database)
        statement = try Statement(database, "SELECT entry, event, time, kind, payload, hash FROM entries ORDER BY entry")
    }

    /// Goes to the next entry.
    /// - Returns: whether there is one.
    /// - Throws: `JournalError` of kind `damaged` where the entry is not as it was written or one before it is missing.
    public func next() throws(JournalError) -> Bool {
        guard !isOver else { return false }
        let good = event
        do throws(JournalError) {
            guard try statement.step() else {
                isOver = true
                return false
            }
        } catch {
            guard case .damaged = error.kind else { throw error }
            throw damage("cannot be read (\(error.message))", after: good)
        }
        number += 1
        guard statement.integer(0) == number else { throw damage("is missing", after: good) }
        event = UInt64(bitPattern: statement.integer(1))
        time = statement.integer(2)
        statement.withBytes(4) { chain.extend(event: event, time: time, payload: $0) }
        guard statement.withBytes(5, { chain.isHead($0) }) else {
            throw damage("was changed, or one before it was left out: its hash does not fit", after: good)
        }
        return true
    }

    /// What the entry says. Valid once `next` has returned true.
    public func record() throws(JournalError) -> Record {
        do throws(CodecError) {
            let record = try statement.withBytes(4) { bytes throws(CodecError) in try RecordCodec.decode(bytes) }
            if Int64(record.kind.rawValue) == kindCode { return record }
        } catch {
            throw damage("cannot be understood: \(error)", after: event)
        }
        throw damage("has a kind that was changed", after: event)
    }

    /// What the entry of a desk's event says, with the texts of the scripts that it names. Valid once `next` has returned true.
    public func deskRecord() throws(JournalError) -> DeskRecord {
        let record: DeskRecord
        do throws(CodecError) {
            record = try statement.withBytes(4) { bytes throws(CodecError) in try DeskRecordCodec.decode(bytes) { try? texts.text($0) } }
        } catch {
            throw damage("cannot be understood: \(error)", after: event)
        }
        guard Int64(RecordKind(record.event).rawValue) == kindCode else { throw damage("has a kind that was changed", after: event) }
        for version in record.versions where version.text.isEmpty {
            throw damage("names a script whose text is missing: \(version.path) (\(version.hash.prefix(12)))", after: event)
        }
        return record
    }

    /// The bytes that the hash covers.
    public var payload: [UInt8] { statement.bytes(4) }

    /// A text by its content hash.
    public func text(_ hash: String) throws(JournalError) -> String? { try texts.text(hash) }

    private func damage(_ what: String, after good: UInt64) -> JournalError {
        JournalError(
            .damaged(lastGoodEvent: good), database.path,
            "the chain breaks at entry \(number), after event \(good): the entry \(what). Everything up to event \(good) is as it was written")
    }
}
