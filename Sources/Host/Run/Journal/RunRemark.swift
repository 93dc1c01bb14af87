import Desk
import Market

/// Something that happened in a run, in a sentence: what `tail` and the terminal show.
struct RunRemark: Sendable {
    enum Kind: String, Sendable { case run, data, file, reload, policy, operation, script, trade, test }

    let kind: Kind
    /// The strategy or policy; empty for the run.
    let subject: String
    let text: String
    let isProblem: Bool
    /// The time of the newest event.
    let time: Timestamp
    /// Events processed before it.
    let sequence: UInt64
    /// The version of a script that it is about, and who wanted it.
    var version: ScriptVersion?
    var author = ""

    /// `2024-05-31 trend: reload: …`
    var line: String {
        let moment = time.nanoseconds == .min ? "start" : time.text
        return "\(moment)  \(kind.rawValue)\(subject.isEmpty ? "" : "  \(subject)"): \(text)"
    }
}
