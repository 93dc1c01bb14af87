import Desk
import Scripting

/// Another version of a policy decides from its next turn on. It is no event of the desk, but a replay has to make the same change.
struct PolicyChange: Equatable {
    enum Kind: String { case swap, rollback }
    let kind: Kind
    let policy: String
    let version: ScriptVersion
    let author: String
    let reason: String
}

// What a journal on disk needs of the host beside the events, and what none else has to know.
extension RunJournal {
    /// The desk whose events come.
    func attach(_ desk: Desk) {}
    /// Commands that follow are those of the host's own policies, made while it takes an event of its source: a replay makes them again.
    func own(_ isOwn: Bool) {}
    func record(_ change: PolicyChange) throws {}
    /// The text with which the run began, where it goes on; nil for that of the file.
    func script(_ path: String) throws -> ScriptFile? { nil }
}
