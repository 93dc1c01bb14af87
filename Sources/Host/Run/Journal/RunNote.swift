import Desk
import Journal
import Market

/// Remarks and changes of policies as notes of a journal.
enum RunNote {
    static func note(_ remark: RunRemark) -> HostNote {
        var fields: [Manifest.Setting] = [
            .init(name: "subject", value: remark.subject), .init(name: "text", value: remark.text),
            .init(name: "problem", value: remark.isProblem ? "yes" : "no"),
        ]
        if let version = remark.version { fields.append(.init(name: "version", value: version.hash)) }
        if !remark.author.isEmpty { fields.append(.init(name: "author", value: remark.author)) }
        return HostNote(topic: "remark " + remark.kind.rawValue, fields: fields)
    }

    static func note(_ change: PolicyChange) -> HostNote {
        HostNote(
            topic: "policy \(change.kind.rawValue)",
            fields: [
                .init(name: "policy", value: change.policy), .init(name: "path", value: change.version.path),
                .init(name: "version", value: change.version.hash), .init(name: "author", value: change.author),
                .init(name: "reason", value: change.reason),
            ])
    }

    /// The change of a policy that a note is of; nil for other notes.
    static func policyChange(_ note: HostNote, text: (String) throws -> String?) throws -> PolicyChange? {
        let words = note.topic.split(separator: " ")
        guard words.first == "policy", words.count == 2, let kind = PolicyChange.Kind(rawValue: String(words[1])) else { return nil }
        func field(_ name: String) -> String { note.fields.first { $0.name == name }?.value ?? "" }
        let hash = field("version")
        guard let text = try text(hash) else { throw CommandError("the text of \(field("path")) (\(hash.prefix(12))) is missing in the journal", exitCode: 1) }
        return PolicyChange(
            kind: kind, policy: field("policy"), version: ScriptVersion(path: field("path"), hash: hash, text: text), author: field("author"),
            reason: field("reason"))
    }

    /// An event in a few words.
    static func words(_ event: DeskEvent) -> String {
        switch event {
        case .bars(let bars): "bars of \(bars.first?.time.text ?? "no time")"
        case .clock(let time): "clock \(time.text)"
        case .corporateAction(let action): "corporate action of \(action.time.text)"
        case .command(let order): "\(order.command.key)\(order.seat.isEmpty ? "" : " \(order.seat)") by \(order.author)"
        case .end: "end"
        }
    }
}
