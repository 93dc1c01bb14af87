import Desk

/// What keeps a run on disk. Called in order: an event before it is processed, its notices after.
protocol RunJournal: AnyObject {
    func record(_ event: DeskEvent) throws
    func record(_ notices: [DeskNotice]) throws
    /// What the host did without an event: steps of reloads, refused events, answers to operators. Not replayed.
    func record(_ remark: RunRemark) throws
    func flush() throws
    func close(_ outcome: RunOutcome) throws
    func attach(_ desk: Desk)
    func own(_ isOwn: Bool)
    func record(_ change: PolicyChange) throws
    func script(_ path: String) throws -> ScriptFile?
    /// What `status` shows of it.
    var status: HostStatus.Journal { get }
}

/// How a run came to its end.
enum RunOutcome: String, Sendable {
    /// The sources have no more events.
    case ended
    /// `--until` was reached.
    case until
    /// A signal or an operator stopped it.
    case stopped
    /// The journal could not be written.
    case failed
}
