import Desk
import Journal

/// The entries of a journal that a host does again, one after the other.
final class DeskReplay {
    /// What the host is to do next.
    enum Next {
        case event(DeskRecord)
        case policy(PolicyChange)
    }
    private enum Entry {
        case event(DeskRecord, payload: [UInt8], number: UInt64)
        case note(HostNote)
    }
    private let resumption: JournalResumption
    /// Entries that were read and not yet done.
    private var queue: [Entry] = []
    private var hasMore = true
    /// Events done.
    private(set) var events: UInt64 = 0

    init(_ resumption: JournalResumption) throws { self.resumption = resumption }

    func text(_ hash: String) throws -> String? { try resumption.cursor.text(hash) }

    func writer(_ grouping: Grouping) throws -> JournalWriter { try resumption.writer(grouping: grouping) }

    private func read() throws -> Bool {
        while hasMore {
            guard try resumption.cursor.next() else {
                hasMore = false
                break
            }
            let cursor = resumption.cursor
            if cursor.isOfDesk {
                queue.append(.event(try cursor.deskRecord(), payload: cursor.payload, number: cursor.event))
                return true
            }
            if case .note(let note) = try cursor.record().content {
                queue.append(.note(note))
                return true
            }
        }
        return false
    }

    func isOver() throws -> Bool { queue.isEmpty ? try !read() : false }

    /// Notes of what no replay repeats are passed over.
    func upcoming() throws -> Next? {
        while try !isOver() {
            switch queue[0] {
            case .event(let record, _, _): return .event(record)
            case .note(let note):
                if let change = try RunNote.policyChange(note, text: { try self.text($0) }) { return .policy(change) }
                queue.removeFirst()
            }
        }
        return nil
    }

    func upcomingSourceEvent() throws -> DeskEvent? {
        var index = 0
        while true {
            if index == queue.count, try !read() { return nil }
            if case .event(let record, _, _) = queue[index] {
                switch record.event {
                case .bars, .clock, .corporateAction: return record.event
                case .command, .end: break
                }
            }
            index += 1
        }
    }

    /// Holds an event to the next one recorded.
    /// - Returns: what is recorded of it; nil where the journal is over.
    /// - Throws: `JournalError` where another is recorded.
    func match(_ event: DeskEvent, isOwn: Bool) throws -> DeskRecord? {
        while try !isOver() {
            guard case .event(let record, _, let number) = queue[0] else {
                queue.removeFirst()
                continue
            }
            let (wanted, found) = (DeskRecord(event, isOwn: isOwn), DeskRecord(record.event, isOwn: record.isOwn))
            guard DeskRecordCodec.encode(wanted) == DeskRecordCodec.encode(found) else {
                throw DeskReplay.divergence(number, "another event is recorded (\(RunNote.words(record.event)), now \(RunNote.words(event)))")
            }
            return record
        }
        return nil
    }

    /// Holds what came of the event to what is recorded.
    func complete(_ record: DeskRecord, path: String) throws {
        guard case .event(_, let payload, let number) = queue.first else { return }
        guard DeskRecordCodec.encode(record) == payload else { throw DeskReplay.divergence(number, "something else came of it than is recorded") }
        queue.removeFirst()
        events = number
    }

    /// - Returns: whether the note is the next thing recorded, which is done then.
    func takes(_ note: HostNote) throws -> Bool {
        guard try !isOver(), case .note(note) = queue[0] else { return false }
        queue.removeFirst()
        return true
    }

    private static func divergence(_ event: UInt64, _ what: String) -> CommandError {
        CommandError(
            "event \(event) of the journal: \(what): the program or the data is not the one of the recording; put that back to go on with the run,"
                + " or begin anew with perigee run --new, which keeps this journal beside the new one", exitCode: 1)
    }
}
