import Desk
import Journal
import Kernel
import Market
import Reporting
import Scripting
import Trading

/// Why a seat sent an order and what became of it: event, inputs, script version and line, intent, native checks, venue, fills.
struct DeskOrderStory {
    private enum What {
        case report(VenueReport)
        case request(Effect)
    }
    private struct Trace {
        let seat: String
        let order: Order
        let event: UInt64
        let cause: String
        /// Everything that its event asked for at the seat.
        let effects: [Effect]
        var steps: [(event: UInt64, what: What)] = []
    }
    private let run: DeskRun
    private let trace: Trace
    private let version: ScriptVersion
    private let inputs: [(name: String, value: String)]
    private let intents: [Intent]
    private let checks: [OrderStory.Check]
    private let text: EffectText

    /// - Parameter seat: whose order it is; nil where only one seat has one of that number.
    /// - Throws: `CommandError`, `JournalError`.
    init(_ run: DeskRun, order id: OrderID, seat: String?) throws {
        self.run = run
        let trace = try DeskOrderStory.trace(run, id, seat)
        self.trace = trace
        let desk = try run.replay(through: trace.event, before: { $0.seat(trace.seat)?.watchIntents() })
        guard let found = desk.seat(trace.seat) else { throw CommandError("the seat \(trace.seat) is gone after event \(trace.event)", exitCode: 1) }
        version = found.version
        text = EffectText(instruments: found.kernel.market.instruments)
        inputs = OrderStory.inputs(of: trace.order, found.kernel, found.instance)
        let order = trace.order
        intents = found.intents.filter { $0.handle == order.id.raw || (order.parent != .none && $0.handle == order.parent.raw) }
        checks = OrderStory.checks(of: order, found.kernel, trace.effects)
    }

    private static func trace(_ run: DeskRun, _ id: OrderID, _ seat: String?) throws -> Trace {
        var traces: [Trace] = []
        var newest: Int64 = 0
        try run.read { record, number in
            for notice in record.notices where seat == nil || notice.seat == seat {
                let index = traces.lastIndex { $0.seat == notice.seat }
                switch notice.content {
                case .effect(.submit(let order)):
                    newest = max(newest, order.id.raw)
                    if order.id == id {
                        traces.append(
                            Trace(seat: notice.seat, order: order, event: number, cause: RunNote.words(record.event), effects: record.effects(of: notice.seat)))
                    }
                case .effect(let effect):
                    if let index, effect.order == id { traces[index].steps.append((number, .request(effect))) }
                case .report(let report):
                    if let index, report.order == id { traces[index].steps.append((number, .report(report))) }
                default: break
                }
            }
        }
        guard let newestTrace = traces.last else {
            let whose = seat.map { " of \($0)" } ?? ""
            let there = newest == 0 ? "it sent none" : "orders\(whose) go up to \(newest); one that a native check refused was never sent"
            throw CommandError("order \(id.raw)\(whose): not in run \(run.summary.manifest.id): \(there)")
        }
        var seats: [String] = []
        for trace in traces where !seats.contains(trace.seat) { seats.append(trace.seat) }
        guard seats.count == 1 else {
            throw CommandError("order \(id.raw): each seat counts its own, and \(seats.joined(separator: ", ")) have one: name one with --seat")
        }
        return newestTrace
    }

    private var line: Int { Int(trace.order.line) }
    private var sourceLine: String {
        let lines = version.text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(line - 1) ? String(lines[line - 1].drop { $0 == " " || $0 == "\t" }) : ""
    }

    var page: String {
        var lines = ["order      \(text.text(trace.order)), seat \(trace.seat), run \(run.summary.manifest.id)"]
        lines.append("event      \(trace.event): \(trace.cause)")
        for (index, input) in inputs.enumerated() { lines.append("\(index == 0 ? "inputs     " : "           ")\(input.name): \(input.value)") }
        lines.append("script     \(version.path):\(line), version \(version.hash.prefix(12))")
        if !sourceLine.isEmpty { lines.append("           \(sourceLine)") }
        for intent in intents { lines.append("intent     \(OrderStory.describe(intent))") }
        for check in checks { lines.append("check      \(check.name): \(check.value) (\(check.limit)): held") }
        lines.append("venue      sent at event \(trace.event)")
        for step in trace.steps { lines.append("           event \(step.event): \(describe(step.what))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func describe(_ what: What) -> String {
        switch what {
        case .report(let report): "\(report.time.text): \(OrderStory.describe(report))"
        case .request(let effect): "the script asks: \(text.text(effect))"
        }
    }

    func write(to json: inout JSONWriter) {
        json.key("run"); json.value(run.summary.manifest.id)
        json.key("seat"); json.value(trace.seat)
        json.key("order"); json.value(Int(trace.order.id.raw))
        json.key("terms"); json.value(text.terms(trace.order))
        json.key("event"); json.value(Int(trace.event))
        json.key("cause"); json.value(trace.cause)
        json.key("inputs")
        json.object { json in
            for input in inputs { json.key(input.name); json.value(input.value) }
        }
        json.key("script")
        json.object(.compact) { json in
            json.key("path"); json.value(version.path)
            json.key("version"); json.value(version.hash)
            json.key("line"); json.value(line)
            json.key("text"); json.value(sourceLine)
        }
        json.key("intents")
        json.array { json in intents.forEach { json.value(OrderStory.describe($0)) } }
        json.key("checks")
        json.array { json in
            for check in checks {
                json.object(.compact) { json in
                    for (name, value) in [("name", check.name), ("value", check.value), ("limit", check.limit)] { json.key(name); json.value(value) }
                }
            }
        }
        json.key("venue")
        json.array { json in
            for step in trace.steps {
                json.object(.compact) { json in
                    json.key("event"); json.value(Int(step.event))
                    json.key("what"); json.value(describe(step.what))
                }
            }
        }
    }
}

extension Effect {
    /// The order that it is about.
    fileprivate var order: OrderID {
        switch self {
        case .submit(let order): order.id
        case .cancel(let id, _): id
        case .modify(let change): change.order
        }
    }
}
