import Desk
import Kernel
import Market

/// A desk's event is encoded before it is processed, and becomes an entry together with what came of it.
extension JournalWriter {
    /// Takes an event that is about to be processed. The texts of the scripts that it brings must be kept before.
    /// - Parameter isOwn: whether the host came to it by itself, as by a policy.
    public func begin(_ event: DeskEvent, isOwn: Bool) throws(JournalError) {
        try check()
        try closeBars()
        DeskRecordCodec.begin(event, isOwn: isOwn, into: &scratch)
        begun = RecordKind(event)
    }

    /// Takes what came of the event.
    /// - Parameter time: the desk's after it.
    public func finish(_ notices: [DeskNotice], _ aborts: [DeskAbort], time: Timestamp) throws(JournalError) {
        try check()
        guard let kind = begun else { return }
        begun = nil
        DeskRecordCodec.finish(notices, aborts, into: &scratch)
        try add(kind, events: 1, time: time.nanoseconds)
        if grouping.commitsEffects, notices.contains(where: \.isEffect) { try commit() }
    }
}

extension DeskNotice {
    fileprivate var isEffect: Bool { if case .effect = content { true } else { false } }
}
