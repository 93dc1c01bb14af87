import Desk
import Journal
import Kernel
import Market
import Store

/// The journal of a running host in a file.
///
/// One that was cut off is replayed first: the host does again what it did, each event and what comes of it is held to what is recorded, and
/// behind the last entry recording goes on. So what a crash cut in two, such as the commands of a policy, is completed as it would have been.
final class DeskJournal: RunJournal {
    let path: String
    /// Events that were replayed.
    private(set) var replayed: UInt64 = 0
    /// Why nothing can be recorded any more.
    private(set) var failure: (any Error)?
    private var writer: JournalWriter?
    private var replay: DeskReplay?
    private let grouping: Grouping
    /// By path, the hashes of the texts with which the run began.
    private let scripts: [Manifest.Script]
    private weak var desk: Desk?
    // The opening of a run is the host's own doing.
    private var isOwn = true
    private var kept: Set<String> = []
    private var waiting: DeskEvent?

    /// A journal that begins.
    init(_ writer: JournalWriter, _ manifest: Manifest, grouping: Grouping) {
        path = writer.path
        self.writer = writer
        self.grouping = grouping
        scripts = manifest.scripts
    }

    /// A journal that was cut off.
    init(_ resumption: JournalResumption, path: String, grouping: Grouping) throws {
        self.path = path
        self.grouping = grouping
        scripts = resumption.summary.manifest.scripts
        replay = try DeskReplay(resumption)
        try endReplay()
    }

    var isReplaying: Bool { replay != nil }

    func attach(_ desk: Desk) { self.desk = desk }
    func own(_ isOwn: Bool) { self.isOwn = isOwn }

    func script(_ path: String) throws -> ScriptFile? {
        guard let replay, let known = scripts.first(where: { $0.path == path }), let text = try replay.text(known.hash) else { return nil }
        return ScriptFile(text: text, hash: known.hash)
    }

    /// What comes next in the replay; nil where it is over.
    func upcoming() throws -> DeskReplay.Next? {
        let next = try replay?.upcoming()
        try endReplay()
        return next
    }

    /// The next event that a source gave; nil where the journal has none.
    func upcomingSourceEvent() throws -> DeskEvent? { try replay?.upcomingSourceEvent() }

    private func endReplay() throws {
        guard let replay, try replay.isOver() else { return }
        replayed = replay.events
        writer = try replay.writer(grouping)
        self.replay = nil
    }

    private func attempt(_ body: () throws -> Void) throws {
        do { try body() } catch {
            if failure == nil { failure = error }
            throw error
        }
    }

    func record(_ event: DeskEvent) throws {
        try attempt {
            if let replay {
                if let record = try replay.match(event, isOwn: isOwn) {
                    waiting = event
                    desk?.expect(record.aborts)
                    return
                }
                try endReplay()
            }
            if case .command(let order) = event, let version = order.command.version { try keep(version) }
            try writer?.begin(event, isOwn: isOwn)
        }
    }

    func record(_ notices: [DeskNotice]) throws {
        try attempt {
            if let replay, let event = waiting {
                waiting = nil
                try replay.complete(DeskRecord(event, isOwn: isOwn, notices: notices, aborts: desk?.aborts ?? []), path: path)
                return try endReplay()
            }
            try writer?.finish(notices, desk?.aborts ?? [], time: desk?.now ?? Timestamp(nanoseconds: .min))
            // Operators are rare, and what they were told has been done must have been done.
            if grouping.commitsEffects && !isOwn { try writer?.commit() }
        }
    }

    func record(_ remark: RunRemark) throws { try note(RunNote.note(remark)) }

    func record(_ change: PolicyChange) throws {
        if replay == nil { try keep(change.version) }
        try note(RunNote.note(change))
    }

    private func note(_ note: HostNote) throws {
        try attempt {
            if let replay {
                guard try !replay.takes(note) else { return try endReplay() }
                guard try replay.isOver() else { return }
                try endReplay()
            }
            try writer?.note(.note(note), time: desk?.now ?? Timestamp(nanoseconds: .min))
        }
    }

    private func keep(_ version: ScriptVersion) throws {
        guard kept.insert(version.hash).inserted else { return }
        try writer?.keep(text: version.text, hash: version.hash)
    }

    /// Everything so far is in the file when this returns.
    func commit() throws { try attempt { try writer?.commit() } }

    /// The most pages that the file may have, as a full disk would bound it.
    func limitPages(_ count: Int) throws { try writer?.limitPages(count) }

    func flush() throws {
        try attempt {
            if grouping.commitsEffects { try writer?.commit() } else { try writer?.commit(ifDueAt: Int64(Clock.seconds() * 1e9)) }
        }
    }

    func close(_ outcome: RunOutcome) throws {
        let ending: Journal.RunOutcome =
            switch outcome {
            case .ended: .completed
            case .until, .stopped: .interrupted
            case .failed: .failed
            }
        try attempt { try writer?.close(ending, time: desk?.now ?? Timestamp(nanoseconds: .min)) }
    }

    var status: HostStatus.Journal {
        HostStatus.Journal(sequence: Int(writer?.lastEvent ?? replay?.events ?? 0), unflushed: writer?.uncommittedEvents ?? 0)
    }
}
