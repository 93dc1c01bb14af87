import Desk
import Journal
import Market
import Reporting

/// The versions that decided at a seat, in order, and how each decided otherwise than the one before would have on the same events.
struct DeskVersions {
    struct Entry {
        let version: ScriptVersion
        let author: String
        let reason: String
        let event: UInt64
        let time: String
        /// The last event that it decided.
        var last: UInt64
        /// nil for the first.
        var change: DeskWhatIf?
    }
    let seat: String
    private(set) var entries: [Entry] = []

    /// - Throws: `JournalError`; `CommandError` where the run has no such seat.
    init(_ run: DeskRun, seat: String) throws {
        self.seat = seat
        var known: [String] = []
        _ = try run.replay(through: run.summary.lastEvent, before: { _ in }) { record, number, desk in
            if case .command(let order) = record.event, !order.seat.isEmpty, !known.contains(order.seat) { known.append(order.seat) }
            guard let current = desk.seat(seat)?.version, current.hash != entries.last?.version.hash else { return }
            var (author, reason) = ("host", "sent back")
            if case .command(let order) = record.event, order.seat == seat || order.seat.isEmpty { (author, reason) = (order.author, order.reason) }
            for notice in record.notices where notice.seat == seat {
                if case .reverted(_, let because) = notice.content { (author, reason) = ("host", because) }
            }
            if !entries.isEmpty { entries[entries.count - 1].last = number - 1 }
            entries.append(Entry(version: current, author: author, reason: reason, event: number, time: desk.now.nanoseconds == .min ? "start" : desk.now.text, last: run.summary.lastEvent))
        }
        guard !entries.isEmpty else {
            throw CommandError("no seat '\(seat)' in run \(run.summary.manifest.id): there are \(known.joined(separator: ", "))")
        }
        for index in entries.indices.dropFirst() {
            let (event, last) = (entries[index].event, entries[index].last)
            // The version before stays: the command that brought this one is left out.
            entries[index].change = try DeskWhatIf(run, seat: seat, events: event...max(event, last)) { order, number in
                switch order.command {
                case .swap, .rollback: number == event ? nil : order
                default: order
                }
            }
        }
    }

    /// The first version whose decisions differ from those of the one before.
    var first: Entry? { entries.first { !($0.change?.differences.isEmpty ?? true) } }

    var text: String {
        var lines: [String] = []
        for entry in entries {
            let reason = entry.reason.isEmpty ? "" : ": \(entry.reason)"
            lines.append("\(entry.version.path) (\(entry.version.hash.prefix(12)))  from event \(entry.event), \(entry.time), by \(entry.author)\(reason)")
            guard let change = entry.change else { continue }
            lines.append("  decides otherwise than the version before after \(change.differences.count) of \(entry.last - entry.event + 1) events")
            for difference in change.differences.prefix(3) { lines += DeskWhatIf.lines(difference) }
        }
        if let first { lines.append("the first that changed what \(seat) does: \(first.version.hash.prefix(12)), from event \(first.event), by \(first.author)") }
        else { lines.append("no version changed what \(seat) does") }
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to json: inout JSONWriter) {
        json.key("seat"); json.value(seat)
        json.key("first_change")
        if let first { json.value(first.version.hash) } else { json.null() }
        json.key("versions")
        json.array { json in
            for entry in entries {
                json.object { json in
                    json.key("script"); json.value(entry.version.path)
                    json.key("hash"); json.value(entry.version.hash)
                    json.key("author"); json.value(entry.author)
                    json.key("reason"); json.value(entry.reason)
                    json.key("event"); json.value(Int(entry.event))
                    json.key("last_event"); json.value(Int(entry.last))
                    json.key("time"); json.value(entry.time)
                    DeskWhatIf.write(entry.change?.differences ?? [], to: &json)
                }
            }
        }
    }
}
