import Desk
import Journal
import Market

// How a host whose journal was cut off comes back: it does again what it did. Events of the source are taken as they were, from the source
// where that gives them again; what policies made of them follows by itself; operators' commands come from the journal.
extension RunHost {
    /// - Throws: `CommandError` or `JournalError` where the replay does not come to what is recorded.
    func recover(_ journal: DeskJournal) throws {
        journal.own(false)
        while outcome == nil, let next = try journal.upcoming() {
            switch next {
            case .policy(let change): try redo(change)
            case .event(let record):
                switch record.event {
                case .command(let order) where !record.isOwn: redo(order)
                // Cut off while it ended: it ends again.
                case .end:
                    outcome = source.tape != nil && source.tape?.moment == nil ? .ended : .stopped
                    return
                default: try retake(journal, record)
                }
            }
        }
        if let failure = journal.failure { throw failure }
    }

    private func retake(_ journal: DeskJournal, _ record: DeskRecord) throws {
        if let tape = source.tape {
            guard let moment = tape.moment else {
                throw CommandError("the data ends before event \(journal.replayed + 1) of the journal: put back what the run was recorded with", exitCode: 1)
            }
            return take(tape.take(), moment: moment)
        }
        if let event = try journal.upcomingSourceEvent() { return take(event, moment: moment(of: event)) }
        // The event that these commands came before was not recorded, and its source does not give it again.
        guard case .command(let order) = record.event else { return }
        journal.own(true)
        redo(order)
        journal.own(false)
    }

    private func moment(of event: DeskEvent) -> Int64 {
        switch event {
        case .bars(let bars):
            guard let bar = bars.first else { return desk.now.nanoseconds }
            return bar.time.nanoseconds + source.feeds[Int(bar.instrument.index)].completionOffset
        case .clock(let time): return time.nanoseconds
        case .corporateAction(let action): return action.time.nanoseconds
        case .command, .end: return desk.now.nanoseconds
        }
    }

    private func redo(_ order: DeskEvent.Order) {
        let notices = submit(.command(order))
        guard RunHost.refusal(in: notices) == nil, let record = record(of: order.seat) else { return }
        switch order.command {
        case .swap: record.swapped += 1
        case .kill: record.isKilledByOperator = true
        case .reset: record.isKilledByOperator = false
        default: break
        }
    }

    private func redo(_ change: PolicyChange) throws {
        guard let slot = policies.first(where: { $0.name == change.policy }) else { return }
        switch change.kind {
        case .swap: slot.swap(try slot.load(change.version))
        case .rollback: _ = slot.revert()
        }
        try journal?.record(change)
    }

    /// What an operator should know of a host that goes on. It is no remark of the run: what the journal holds does not tell of crashes.
    func changesSinceCut(_ journal: DeskJournal) -> [String] {
        var lines = ["run \(configuration.name): goes on after event \(journal.replayed), where it was cut off"]
        for record in book.records {
            guard let seat = desk.seat(record.name), let file = try? ScriptFile.read(record.terms.script), file.hash != seat.version.hash else { continue }
            lines.append(
                "\(record.terms.script) is not the version \(seat.version.hash.prefix(12)) that runs: perigee ctl reload \(record.name) loads it")
        }
        return lines
    }
}
