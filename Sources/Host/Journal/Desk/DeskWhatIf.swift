import Desk
import Journal
import Kernel
import Market
import Reporting
import Scripting
import Trading

/// What a seat would have done on the events of a run had other commands been given to it.
struct DeskWhatIf {
    struct Difference {
        let event: UInt64
        let time: String
        let recorded: [String]
        let other: [String]
    }
    let seat: String
    private(set) var differences: [Difference] = []
    private(set) var decisions = (recorded: 0, other: 0)
    private(set) var equity = (recorded: Double.nan, other: Double.nan)
    /// The first thing of the other one that went wrong.
    private(set) var failure: String?

    /// - Parameters:
    ///   - events: those whose decisions are compared.
    ///   - change: what is done in place of a command to the seat; nil leaves it out.
    init(_ run: DeskRun, seat name: String, events: ClosedRange<UInt64>, change: (DeskEvent.Order, UInt64) -> DeskEvent.Order?) throws {
        seat = name
        let other = try run.desk()
        let text = EffectText(instruments: run.instruments)
        let recorded = try run.replay(through: events.upperBound, before: { _ in }) { record, number, _ in
            var event = record.event
            if case .command(let order) = event, order.seat == name {
                guard let changed = change(order, number) else { return }
                event = .command(changed)
            }
            other.clearNotices()
            other.process(event)
            note(other.notices, event)
            guard events.contains(number) else { return }
            let (mine, others) = (record.effects(of: name), other.notices.effects(of: name))
            decisions.recorded += mine.count
            decisions.other += others.count
            guard !(mine.isEmpty && others.isEmpty) else { return }
            let (a, b) = (Decisions.describe(mine, text), Decisions.describe(others, text))
            if a != b { differences.append(Difference(event: number, time: other.now.text, recorded: a, other: b)) }
        }
        equity = (recorded.seat(name)?.equity ?? .nan, other.seat(name)?.equity ?? .nan)
    }

    private mutating func note(_ notices: [DeskNotice], _ event: DeskEvent) {
        guard failure == nil else { return }
        for notice in notices where notice.seat == seat {
            switch notice.content {
            case .suspended(let text): failure = text
            case .refused(let text): if case .command(let order) = event { failure = "\(order.command.key): \(text)" }
            default: break
            }
        }
    }

    /// What another script would have done from the seat's opening on, with no version after it.
    /// - Throws: `ScriptError`, `CommandError`.
    static func with(_ file: ScriptFile, path: String, in run: DeskRun, seat: String, through last: UInt64) throws -> DeskWhatIf {
        let version = ScriptVersion(path: path, hash: file.hash, text: file.text)
        let declared = try ScriptInstance(source: file.text, path: path, hash: file.hash, symbols: run.instruments.map(\.symbol)).parameters.map(\.name)
        return try DeskWhatIf(run, seat: seat, events: 1...last) { order, _ in
            switch order.command {
            case .open(var terms):
                terms.version = version
                terms.parameters.removeAll { !declared.contains($0.name) }
                return DeskEvent.Order(seat: order.seat, command: .open(terms), author: order.author, reason: order.reason)
            case .parameters(let changes):
                let known = changes.filter { declared.contains($0.name) }
                return known.isEmpty ? nil : DeskEvent.Order(seat: order.seat, command: .parameters(known), author: order.author, reason: order.reason)
            case .swap, .rollback: return nil
            default: return order
            }
        }
    }
}

extension DeskWhatIf {
    func text(_ path: String) -> String {
        var lines = ["", "with       \(seat)=\(path)"]
        if let failure { lines.append("failed     \(failure)") }
        lines.append("decisions  \(decisions.recorded) recorded, \(decisions.other) with the other script; they differ after \(differences.count) events")
        lines.append("equity     \(equity.recorded) recorded, \(equity.other) with the other script")
        for difference in differences.prefix(20) { lines += DeskWhatIf.lines(difference) }
        if differences.count > 20 { lines.append("  and \(differences.count - 20) more: see --json") }
        return lines.joined(separator: "\n") + "\n"
    }

    static func lines(_ difference: Difference) -> [String] {
        func list(_ items: [String]) -> String { items.isEmpty ? "nothing" : items.joined(separator: "; ") }
        let place = "event \(difference.event), \(difference.time)"
        return [
            "  \(place)  recorded: \(list(difference.recorded))",
            "  \(String(repeating: " ", count: place.utf8.count))  other:    \(list(difference.other))",
        ]
    }

    func write(_ path: String, to json: inout JSONWriter) {
        json.key("with")
        json.object { json in
            json.key("seat"); json.value(seat)
            json.key("script"); json.value(path)
            json.key("failure")
            if let failure { json.value(failure) } else { json.null() }
            json.key("decisions_recorded"); json.value(decisions.recorded)
            json.key("decisions"); json.value(decisions.other)
            json.key("equity_recorded"); json.value(equity.recorded)
            json.key("equity"); json.value(equity.other)
            DeskWhatIf.write(differences, to: &json)
        }
    }

    static func write(_ differences: [Difference], to json: inout JSONWriter) {
        json.key("differences")
        json.array { json in
            for difference in differences {
                json.object(.compact) { json in
                    json.key("event"); json.value(Int(difference.event))
                    json.key("time"); json.value(difference.time)
                    for (name, items) in [("recorded", difference.recorded), ("other", difference.other)] {
                        json.key(name)
                        json.array { json in items.forEach { json.value($0) } }
                    }
                }
            }
        }
    }
}
