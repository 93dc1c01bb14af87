import Journal
import Kernel
import Market
import Trading

/// What a journal says of one order: the event that led to it, and everything the venue and the script did about it afterwards.
struct OrderTrace {
    struct Step {
        let event: UInt64
        /// UTC nanoseconds of the kernel.
        let time: Int64
        let what: What
    }
    enum What {
        case report(VenueReport)
        case request(Effect)
    }
    let order: Order
    let event: UInt64
    let time: Int64
    let cause: Record.Content
    /// The hash of the script that decided then.
    let version: String
    let steps: [Step]

    /// - Throws: `JournalError`; `CommandError` where the run has no such order.
    init(_ id: OrderID, in reader: JournalReader) throws {
        var found: (order: Order, event: UInt64, time: Int64, cause: Record.Content, version: String)?
        var version = reader.summary.manifest.scripts.first?.hash ?? ""
        var steps: [Step] = []
        var newest: Int64 = 0
        let cursor = try reader.entries()
        while try cursor.next() {
            let record = try cursor.record()
            if case .script(let change) = record.content { version = change.hash }
            if case .event(.report(let report)) = record.content, report.order == id {
                steps.append(Step(event: cursor.event, time: cursor.time, what: .report(report)))
            }
            for effect in record.effects {
                switch effect {
                case .submit(let order):
                    newest = max(newest, order.id.raw)
                    if order.id == id { found = (order, cursor.event, cursor.time, record.content, version) }
                case .cancel(id, _): steps.append(Step(event: cursor.event, time: cursor.time, what: .request(effect)))
                case .modify(let change) where change.order == id:
                    steps.append(Step(event: cursor.event, time: cursor.time, what: .request(effect)))
                default: break
                }
            }
        }
        guard let found else {
            let there = newest == 0 ? "the run sent none" : "the run sent orders up to \(newest); one that a native check refused was never sent"
            throw CommandError("order \(id.raw): not in run \(reader.summary.manifest.id): \(there)")
        }
        (order, event, time, cause) = (found.order, found.event, found.time, found.cause)
        self.version = found.version
        self.steps = steps
    }
}
